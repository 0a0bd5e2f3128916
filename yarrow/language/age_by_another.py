"""The age of a patient somebody else writes for: `My wife is 34 and has lost two`, `She's 29` of one written for."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.mention import Mention
from yarrow.language.numbers import read
from yarrow.language.people import People, inflected
from yarrow.language.text import Sentence, Token

YOUNGER = frozenset({"granddaughter", "law", "girl"})
SHE = frozenset({"she", "shes"})
HER = SHE | {"her"}
I_WRITE = frozenset({"writing", "write", "filling", "fill", "typing", "type", "behalf", "asking"})
MYSELF = frozenset({"i", "ive", "id", "im", "mine"})
TRYING = frozenset({"trying", "ttc", "pregnant", "carried"})
BARE = frozenset({"", ",", "(", "-"})
NOT_AFTER = frozenset({"week", "weeks", "w", "wks", "month", "months", "days", "+", "-", "/", "%", "kg", "stone"})
LIKELY = range(12, 58)
NEAR = 3  # words between whose loss it is and the loss


class AgeByAnother:
    """Reads the age of one who is written for."""

    def __init__(self, people: People) -> None:
        self._wives = inflected(people.wives)
        self._partners = people.partners
        self._younger = people.daughters | people.sisters | people.of("niece", "friend") | YOUNGER
        self._hers = self._wives | people.daughters | people.sisters | HER

    def read(self, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[int, Token, Token] | None:
        """Her age and the tokens it was read from; None where the writer may be the patient."""
        people = self._written_for(sentences)
        if not people or not self._is_her_history(sentences, mentions):
            return None
        for sentence in sentences:
            for at in range(1, len(sentence.tokens)):
                some = read(sentence.tokens, at)
                if some and some.is_settled and some.whole in LIKELY and some.low == some.whole:
                    told = _is_hers(sentence.tokens, at, some.end, people)
                    if told:
                        return some.whole, sentence.tokens[at], sentence.tokens[some.end - 1]
        return None

    def _written_for(self, sentences: Sequence[Sentence]) -> frozenset[str]:
        """The words for the one who is written for; none where nobody is."""
        words = [token.norm for sentence in sentences for token in sentence.tokens]
        some = set(words)
        writes = bool(some & I_WRITE) or "for my" in " ".join(words[:12])
        if some & self._wives or (writes and some & self._partners and some & SHE):
            return self._wives | self._partners | SHE
        return (self._younger | SHE) if writes and some & self._younger and some & SHE else frozenset()

    def _is_her_history(self, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> bool:
        """Whether she is spoken of, and no loss, illness or trying as the writer's own."""
        words = [[token.norm for token in sentence.tokens] for sentence in sentences]
        writes = any(I_WRITE & set(some) for some in words)
        for mention in mentions:
            told = mention.kind == "loss" or (mention.kind == "condition" and not writes)
            before = words[mention.sentence][max(0, mention.start - NEAR) : mention.end]
            if told and mention.stands.status == "present" and MYSELF & set(before):
                return False
        trying = any(
            word in TRYING and MYSELF & set(some[max(0, at - NEAR) : at])
            for some in words
            for at, word in enumerate(some)
        )
        return not trying and any(self._hers & set(some) for some in words)


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
