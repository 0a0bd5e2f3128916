"""What the body did at an ending: `it came away`, `passed the sac`, `bled it out`, `waters went at 19 weeks`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yarrow.language.gestation import gestations
from yarrow.language.losses.head import norm
from yarrow.language.losses.time import far_along
from yarrow.language.text import Token

Span = tuple[int, int]

CARRIED = frozenset({
    "it", "everything", "pregnancy", "baby", "child", "sac", "embryo", "one", "mine", "tissue", "that", "twins",
    "pikin", "bean", "first", "second", "third", "fourth", "itself", "this",
})  # fmt: skip
CAME = frozenset({"came", "come", "coming", "fell", "fall", "dropped", "slipped", "pour", "poured", "slid", "comot"})
AWAY = frozenset({"away", "out", "down", "through"})
# `It came out negative`, `it came down to money`: a result, a matter of something.
NOT_AWAY = frozenset({
    "negative", "positive", "fine", "normal", "clear", "high", "low", "abnormal", "as", "to", "with", "on", "that",
    "bfn", "good", "ok", "okay", "well", "inconclusive", "borderline", "raised", "alive", "healthy", "crying",
    "perfect",
})  # fmt: skip
OUT_OF = (["of", "nowhere"], ["of", "hospital"], ["of", "the"], ["of", "surgery"], ["of", "theatre"])
SUBJECTS = frozenset({
    "result", "results", "test", "tests", "tooth", "coil", "stitch", "stitches", "mirena", "hair", "rash", "letter",
    "report", "bloods", "levels", "hcg", "bleeding", "tsh", "pain", "lump", "appendix", "polyp", "period", "mucus",
    "plug", "pessary", "we", "they", "i",
})  # fmt: skip
PASSED = frozenset({"passed", "pass", "passing", "expelled", "flushed", "bled", "birthed", "miscarried"})
WHAT = frozenset({
    "sac", "sack", "baby", "embryo", "pregnancy", "fetus", "foetus", "everything", "him", "her", "products", "them",
    "twins", "tissue", "it",
})  # fmt: skip
FILLER = frozenset({"the", "a", "my", "our", "whole", "all", "out", "little", "of", "pregnancy", "one", "completely"})
NOT_PASSED = frozenset({"on", "off", "over", "down", "to", "first", "with"})
WATERS = frozenset({"water", "waters", "membranes", "membrane", "sac", "cervix"})
BROKE = frozenset({"broke", "went", "break", "ruptured", "gone", "burst", "broken", "opened", "gave"})
TOO_EARLY = range(13, 23)
LIVING = frozenset({"nicu", "alive", "survived", "healthy", "home", "bedrest", "stitch", "stitched", "steroids"})
SURE = frozenset({"out", "away", "through"})  # bled it out


def passed(tokens: Sequence[Token]) -> list[Span]:
    """Where a sentence tells how a pregnancy left the body."""
    words = [token.norm for token in tokens]
    return [*_came(words), *_passed(tokens, words), *_bled(tokens, words), *_waters(tokens, words)]


def _came(words: list[str]) -> Iterator[Span]:
    for at, word in enumerate(words):
        away = next((place for place in range(at + 1, min(at + 4, len(words))) if words[place] in AWAY), None)
        if word not in CAME or away is None:
            continue
        after = words[away + 1] if away + 1 < len(words) else ""
        before = words[max(0, at - 4) : at]
        if after in NOT_AWAY or SUBJECTS & set(before) or words[away + 1 : away + 3] in OUT_OF:
            continue
        if CARRIED & set(before) or (words[away] == "away" and not before):
            yield at, away + 1


def _passed(tokens: Sequence[Token], words: list[str]) -> Iterator[Span]:
    for at, word in enumerate(words):
        if word not in PASSED or words[at - 1 : at] == ["not"]:
            continue
        place = at + 1
        while norm(tokens, place) in FILLER:
            place += 1
        what = norm(tokens, place)
        if norm(tokens, place - 1) == "one" and what in ("at", "in"):  # "passed one at home"
            yield at, place
        known = what in WHAT and norm(tokens, place + 1) not in NOT_PASSED
        if known and (word != "bled" or norm(tokens, place + 1) in SURE):
            yield at, place + 1


def _bled(tokens: Sequence[Token], words: list[str]) -> Iterator[Span]:
    """`bled out at 9 weeks`, `bled away`, `bled at seven weeks and that was it`."""
    for at, word in enumerate(words):
        if word != "bled":
            continue
        timed = any(far_along(tokens, place) for place in range(at + 2, at + 6))
        over = norm(tokens, at + 1) == "out" or "that was" in " ".join(words[at:])
        if norm(tokens, at + 1) == "away" or (timed and over):
            yield at, at + 2


def _waters(tokens: Sequence[Token], words: list[str]) -> Iterator[Span]:
    early = any(some.weeks in TOO_EARLY for some in gestations(tokens))
    for at, word in enumerate(words):
        if word in WATERS and early and BROKE & set(words[at + 1 : at + 4]) and not LIVING & set(words):
            yield at, at + 2
