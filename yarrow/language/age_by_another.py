"""The age of a patient somebody else writes for: `My wife is 34 and has lost two`, `She's 29` of one written for."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.mention import Mention
from yarrow.language.numbers import read
from yarrow.language.text import Sentence, Token

WIFE = frozenset({"wife", "girlfriend", "missus", "fiancee", "gf", "wifes", "partner"})
YOUNGER = frozenset({"daughter", "sister", "girl", "granddaughter", "niece", "friend", "law"})
SHE = frozenset({"she", "shes"})
I_WRITE = frozenset({"writing", "write", "filling", "fill", "typing", "type", "behalf", "asking"})
MYSELF = frozenset({"i", "ive", "id", "im", "mine"})
TRYING = frozenset({"trying", "ttc", "pregnant", "carried"})
HERS = frozenset({"she", "shes", "her", "wife", "girlfriend", "daughter", "missus", "fiancee", "sister", "wifes"})
BARE = frozenset({"", ",", "(", "-"})
NOT_AFTER = frozenset({"week", "weeks", "w", "wks", "month", "months", "days", "+", "-", "/", "%", "kg", "stone"})
LIKELY = range(12, 58)
NEAR = 3  # words between whose loss it is and the loss


def age_by_another(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[int, Token, Token] | None:
    """Her age and the tokens it was read from; None where the writer may be the patient."""
    people = _written_for(sentences)
    if not people or not _is_her_history(sentences, mentions):
        return None
    for sentence in sentences:
        for at in range(1, len(sentence.tokens)):
            some = read(sentence.tokens, at)
            if some and some.is_settled and some.whole in LIKELY and some.low == some.whole:
                told = _is_hers(sentence.tokens, at, some.end, people)
                if told:
                    return some.whole, sentence.tokens[at], sentence.tokens[some.end - 1]
    return None


def _written_for(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The words for the one who is written for; none where nobody is."""
    words = [token.norm for sentence in sentences for token in sentence.tokens]
    some = set(words)
    writes = bool(some & I_WRITE) or "for my" in " ".join(words[:12])
    if some & WIFE - {"partner"} or (writes and "partner" in some and some & SHE):
        return WIFE | SHE
    return (YOUNGER | SHE) if writes and some & YOUNGER and some & SHE else frozenset()


def _is_her_history(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> bool:
    """Whether she is spoken of, and no loss, illness or trying as the writer's own."""
    words = [[token.norm for token in sentence.tokens] for sentence in sentences]
    writes = any(I_WRITE & set(some) for some in words)
    for mention in mentions:
        told = mention.kind == "loss" or (mention.kind == "condition" and not writes)
        before = words[mention.sentence][max(0, mention.start - NEAR) : mention.end]
        if told and mention.stands.status == "present" and MYSELF & set(before):
            return False
    trying = any(
        word in TRYING and MYSELF & set(some[max(0, at - NEAR) : at]) for some in words for at, word in enumerate(some)
    )
    return not trying and any(HERS & set(some) for some in words)


def _is_hers(tokens: Sequence[Token], at: int, end: int, people: frozenset[str]) -> bool:
    """`she's 31`, `she is 31`, `wife 34:`, `my fiancée, 30, has`, `my daughter in law is 26 years`."""
    before = [_norm(tokens, at - step) for step in range(1, 5)]
    after = _norm(tokens, end)
    if after in NOT_AFTER or before[0] == "at":
        return False
    if before[0] in ("shes", "is") or before[0] == "now":
        return before[0] == "shes" or bool(people & set(before[1:3]))
    if before[0] in people:
        return before[0] not in SHE or after in BARE
    named = before[0] in (",", "(") and bool(people & set(before[1:4]))
    return named and after in (",", ")", "", "-", "years", "and", "has")


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""
