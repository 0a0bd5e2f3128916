"""Answers named by their place in the list: `the second one`, `first two`, `2 and 4`, `b`, `all but the last`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.clauses import clauses
from yarrow.language.text import Sentence

ORDER = {
    "first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4, "5th": 4,
    "sixth": 5, "6th": 5, "last": -1, "final": -1, "top": 0, "bottom": -1,
    "a": 0, "b": 1, "c": 2, "d": 3, "e": 4,
}  # fmt: skip
COUNTS = {"two": 2, "2": 2, "couple": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5}
DIGITS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
# They show that a place is meant, not a number or a letter that happens to stand there.
MARKING = frozenset(
    {"the", "one", "ones", "option", "options", "number", "numbers", "answer", "answers", "choice", "opt"}
)
AROUND = MARKING | frozenset({
    "please", "pls", "plz", "st", "nd", "rd", "th", "and", "just", "only", "id", "say", "its", "it", "is", "im", "i",
    "think", "probably", "that", "would", "be", "go", "with", "for", "me", "definitely", "mainly", "mostly", "of",
    "those", "these", "them", "no", "both", "also", "aye", "yes", "yeah", "on", "list", "your", "lol", "x", "listed",
})  # fmt: skip
ALL = frozenset({"all", "everything", "lot", "every"})
AROUND_ALL = frozenset({
    "of", "them", "those", "these", "the", "above", "it", "that", "honestly", "lol", "haha", "pretty", "much", "sadly",
    "basically", "really", "yes", "yeah", "aye", "literally", "one", "single", "whole", "im", "afraid", "unfortunately",
    "more", "or", "less", "at", "some", "point", "tick", "i", "have", "got", "get", "ive", "had", "you", "listed", "on",
    "list", "your", "tbh", "nearly", "just", "about", "would", "say", "to", "and", "there", "x", "ha", "practically",
})  # fmt: skip
LEAVING_OUT = frozenset({"but", "except", "bar", "apart", "besides", "minus", "excluding", "without", "not"})
MOST_WORDS = 8  # more tell something else
NO_REAL_ANSWER = ("none", "unsure", "no")


def placed(sentences: Sequence[Sentence], values: Sequence[str], *, several: bool) -> tuple[str, ...]:
    """The values named by place, of all that are offered, in their order. `several`: more than one may be."""
    whole = [token.norm for sentence in sentences for token in sentence.tokens if token.kind != "mark"]
    if several and (named := _all(whole, values)):
        return named
    first = next(clauses(sentences), None)
    parts = [whole] if first is None else [whole, [token.norm for token in first.tokens]]
    for place, words in enumerate(parts):
        # A part of a message needs a word that shows that a place is meant.
        if words and (place == 0 or MARKING & set(words)):
            found = _places(words, len(values))
            if found and (several or len(found) == 1):
                return tuple(values[at] for at in found)
    return ()


def _all(words: list[str], values: Sequence[str]) -> tuple[str, ...]:
    """All real answers, or both of two, without the one by place that is left out."""
    real = [value for value in values if value not in NO_REAL_ANSWER]
    if words[:1] == ["both"] and len(real) == 2:
        return tuple(real)
    cut = next((at for at, word in enumerate(words) if word in LEAVING_OUT), len(words))
    kept, left_out = words[:cut], words[cut + 1 :]
    if not ALL & set(kept) or set(kept) - ALL - AROUND_ALL:
        return ()
    if not left_out:
        return tuple(real) if cut == len(words) else ()
    out = _places([word for word in left_out if word not in ("from", "for")], len(real))
    return tuple(value for at, value in enumerate(real) if at not in out) if out else ()


def _places(words: list[str], many: int) -> list[int]:
    """The places that these words name and nothing else; none if one is beyond the list."""
    if (run := _run(words, many)) is not None:
        return run
    rest = [word for word in words if word not in AROUND]
    if not rest or len(words) > MOST_WORDS or (len(words) == 1 and words[0].isdecimal()):
        return []
    found = [_place(word, many, marked=bool(MARKING & set(words)) or len(rest) > 1) for word in rest]
    if None in found or len(set(found)) < len(found):  # nobody names one place twice: `=1+1`
        return []
    return sorted(at for at in found if at is not None)


def _run(words: list[str], many: int) -> list[int] | None:
    """`the first two`, `last three`."""
    rest = [word for word in words if word not in AROUND - {"one"}]
    if len(rest) != 2 or rest[1] not in COUNTS or rest[0] not in ("first", "last", "top", "bottom"):
        return None
    count = COUNTS[rest[1]]
    if count > many:
        return None
    return list(range(count)) if ORDER[rest[0]] == 0 else list(range(many - count, many))


def _place(word: str, many: int, *, marked: bool) -> int | None:
    at = ORDER.get(word)
    if at is None and marked and word in DIGITS:
        at = DIGITS[word] - 1
    if at is None and word.isdecimal() and marked:
        at = int(word[:3]) - 1
    if at is None or not -many <= at < many or (at < 0 and at != -1):
        return None
    return at % many
