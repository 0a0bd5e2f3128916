"""Weeks that stand alone, one pregnancy after another: `6w, 9w, 5w`, `5 weeks. 7 weeks. All gone.`, `Nov 2022 (8w)`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.gestation import gestations
from yarrow.language.losses.head import LATE, UNKNOWN, Head, norm
from yarrow.language.losses.rows import WHEN
from yarrow.language.numbers import ordinal
from yarrow.language.text import Sentence, Token

EARLIEST = 3
PARTS = frozenset({",", "and", "then", "&", ";", "+", "/", "(", ")", "-", ":", "plus", "."})
BESIDE = frozenset({
    "at", "about", "around", "nearly", "almost", "just", "only", "a", "an", "another", "one", "the", "first",
    "second", "third", "fourth", "next", "last", "in", "of", "all", "gone", "lost", "over", "maybe", "roughly",
    "exactly", "bloody", "this", "again", "on", "other", "natural", "naturally", "home", "too", "early", "mine",
    "ish", "by", "were", "they", "both", "each", "time", "it", "was", "happened", "dd", "ds", "son", "daughter",
    "boy", "girl", "then",
}) | WHEN  # fmt: skip
MONTHS = frozenset({"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"})
# Of a message in which these stand, weeks alone are not of losses.
OTHER = frozenset({
    "scan", "scans", "due", "appointment", "currently", "pregnant", "trying", "every", "ago", "for", "cycle", "cycles",
    "bleeding", "spotting", "born", "im", "off", "waiting", "periods", "tablets", "pill", "leave", "wait", "course",
})  # fmt: skip
LEAST = 2


def weeks_alone(sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
    """A head for each of two or more weeks that stand alone, where no word for a loss tells of any."""
    if any(head.how != "none" for head in named):
        return []
    found: list[Head] = []
    for number, sentence in enumerate(sentences):
        tokens = sentence.tokens
        if sentence.question or OTHER & {token.norm for token in tokens}:
            continue
        weeks = [some for some in gestations(tokens) if EARLIEST <= some.weeks < LATE and not some.bound]
        inside = {place for some in weeks for place in range(some.start, some.end)}
        if all(at in inside or _is_beside(tokens, at) for at in range(len(tokens))):
            found += [Head(UNKNOWN, 1, "said", number, some.start, some.end) for some in weeks]
    return found if len(found) >= LEAST else []


def _is_beside(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing is told by this word but when it was, or that it is over."""
    word = norm(tokens, at)
    plain = word in PARTS | BESIDE or word in MONTHS or word.isdecimal() or word == "'"
    return plain or ordinal(tokens, at) is not None
