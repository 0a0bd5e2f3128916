"""Things answered one by one: `lupus no, sjogrens yes`, `Vitiligo? No. Psoriasis? Yes.`, `Diarrhoea, no.`"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from yarrow.language.assertion import Stand
from yarrow.language.lexicon import Concept
from yarrow.language.mention import Mention
from yarrow.language.text import Sentence, Token

YES = frozenset({"yes", "yep", "yeah", "aye", "yup"})
NO = frozenset({"no", "nope", "nah", "naw", "neg"})
NEVER = frozenset({"never", "none", "nil", "zero"})  # of a symptom these say no as well
LEADING = frozenset({":", "-", "(", "=", ","})
WEAK = frozenset({"also", "too", "definitely", "a", "still", "sadly", "thankfully", "thats", "is"})
CLOSING = frozenset({"and", "but", "though", "since", "for", "as", "with", "too", "also"})
OPENING = frozenset({"and", "but", "or", "any", "a", "the", "what", "about", "then", "plus"})
ASKED = frozenset({"do", "i", "get", "have", "is", "there", "my", "ever"})  # `Do I get mouth ulcers, yes.`
# After a "no" that opens the answer to a question these still belong to it; `no idea` is none.
GOES_ON = frozenset({"not", "never", "thankfully", "thank", "luckily", "that", "i", "as"})
# `No idea`, `dunno`, `never checked`: nothing is known of it, and she only wonders.
UNKNOWN = frozenset({"dunno", "unsure", "unknown"})
NOT_KNOWING = frozenset({"no idea", "no clue", "not sure", "dont know", "havent a", "who knows", "couldnt say",
                         "couldnt tell", "cant say", "not certain", "nobody knows"})  # fmt: skip
WONDERING = 4  # words at most before these: `honestly I don't know`
Answer = Literal["present", "denied", "hypothetical"]


def ticked(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """The mentions, those that a yes or no stands behind as it says; of a danger it settles nothing."""
    return [_as_answered(mention, sentences) for mention in mentions]


def _as_answered(mention: Mention, sentences: Sequence[Sentence]) -> Mention:
    if not _is_asked_about(mention) or mention.stands.status in ("family", "other"):
        return mention
    sentence = sentences[mention.sentence]
    symptom = mention.kind == "symptom"
    if not _opens(sentence.tokens, mention.start, OPENING | ASKED if symptom else OPENING):
        return mention
    said = _behind(sentence.tokens, mention.end, NO | NEVER if symptom else NO)
    if said is None and sentence.question and mention.end == len(sentence.tokens):
        after = sentences[mention.sentence + 1 : mention.sentence + 2]
        said = _answering(after[0].tokens) if after else None
        if after and said is None and mention.kind == "condition" and _is_unknown(after[0].tokens):
            said = "hypothetical"
    return replace(mention, stands=Stand(said)) if said else mention


def _is_asked_about(mention: Mention) -> bool:
    if mention.kind == "symptom":
        concept = mention.meaning
        return isinstance(concept, Concept) and not concept.danger and not concept.denies
    return mention.kind in ("condition", "medicine")


def _opens(tokens: Sequence[Token], start: int, small: frozenset[str]) -> bool:
    """Whether nothing but small words stands before it in its item of the list."""
    while start and tokens[start - 1].norm in small:
        start -= 1
    return start == 0 or tokens[start - 1].kind == "mark"


def _behind(tokens: Sequence[Token], place: int, no: frozenset[str]) -> Answer | None:
    """The yes or no that closes the item; after a comma only where another mark or the end follows it."""
    comma = False
    while place < len(tokens) and tokens[place].norm in LEADING | WEAK:
        comma = comma or tokens[place].norm == ","
        place += 1
    said = _answer(tokens, place, no)
    if said is None:
        return None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    closed = after is None or after.kind == "mark" or (after.norm in CLOSING and not comma)
    return said if closed else None


def _answering(tokens: Sequence[Token]) -> Answer | None:
    """What a sentence answers to the question before it."""
    said = _answer(tokens, 0)
    alone = len(tokens) == 1 or tokens[1].kind == "mark" or tokens[1].norm in GOES_ON
    return said if said == "present" or alone else None


def _is_unknown(tokens: Sequence[Token]) -> bool:
    """`Vitiligo? No idea.`, `Coeliac? I honestly don't know.`"""
    words = [token.norm for token in tokens if token.kind != "mark"]
    pairs = {" ".join(words[place : place + 2]) for place in range(min(len(words), WONDERING))}
    return bool(UNKNOWN & set(words[:WONDERING]) or pairs & NOT_KNOWING)


def _answer(tokens: Sequence[Token], place: int, no: frozenset[str] = NO) -> Answer | None:
    word = tokens[place].norm if place < len(tokens) else ""
    return "present" if word in YES else "denied" if word in no else None
