"""The parts of a message that are heard one by one: what it says in forty sentences drowns in their mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yarrow.language.text import Sentence, Token

LONGEST = 28  # tokens of a part; a message no longer than this is heard as a whole
STEP = 20  # from one part of a long sentence to the next: parts overlap, so that no phrase is cut
SHORTEST = 5  # a sentence shorter than this is heard with the one before it: "I fell. Hard."
MOST = 12  # parts that are heard of one message: its first and its last, so that none holds up the others
FEWEST_WORDS = 2
AMOUNTS = frozenset({
    "day", "days", "week", "weeks", "wk", "wks", "month", "months", "mth", "mths", "year", "years", "yr", "yrs", "yo",
    "ago", "old", "about", "times", "time", "hour", "hours", "around", "nearly", "almost", "just", "over", "under",
    "or", "and", "a", "half", "im", "i", "am", "its", "was", "none", "once", "twice", "one", "two", "three", "four",
    "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "maybe", "roughly", "approx", "so", "last",
    "this",
})  # fmt: skip


@dataclass(frozen=True)
class Window:
    """A part of the text: characters `start` to `end`, end exclusive."""

    start: int
    end: int


def windows(sentences: Sequence[Sentence]) -> list[Window]:
    """What to hear of a message; nothing of a bare amount or a single word, which the rules know all about."""
    tokens = [token for sentence in sentences for token in sentence.tokens]
    if not _says_something(tokens):
        return []
    parts = [tokens] if len(tokens) <= LONGEST else list(_parts(sentences))
    if len(parts) > MOST:
        parts = [*parts[: MOST // 2], *parts[-(MOST // 2) :]]
    return [Window(part[0].start, part[-1].end) for part in parts]


def whole(text: str, sentences: Sequence[Sentence]) -> str:
    """The text from its first word to its last, as a single part of it would be heard."""
    return text[sentences[0].tokens[0].start : sentences[-1].tokens[-1].end] if sentences else ""


def _says_something(tokens: Sequence[Token]) -> bool:
    words = [token.norm for token in tokens if token.kind == "word"]
    return len(words) >= FEWEST_WORDS and not AMOUNTS.issuperset(words)


def _parts(sentences: Sequence[Sentence]) -> Iterator[Sequence[Token]]:
    waiting: tuple[Token, ...] = ()
    for sentence in sentences:
        both = (*waiting, *sentence.tokens)
        if waiting and (len(both) > LONGEST or min(len(waiting), len(sentence.tokens)) >= SHORTEST):
            yield from _cut(waiting)
            waiting = sentence.tokens
        else:
            waiting = both
    yield from _cut(waiting)


def _cut(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    if len(tokens) <= LONGEST:
        if tokens:
            yield tokens
        return
    for start in range(0, len(tokens) - LONGEST + STEP, STEP):
        yield tokens[start : start + LONGEST]
