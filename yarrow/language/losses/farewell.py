"""Losses told in words of faith and farewell: `grew wings`, `Allah took three back`, `he left us at 11 weeks`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yarrow.language.losses.head import MOST, norm
from yarrow.language.numbers import read
from yarrow.language.text import Token

Span = tuple[int, int]

GOD = frozenset({"god", "allah", "jesus", "lord", "heaven", "angels", "creator", "almighty"})
TOOK = frozenset({"took", "taken", "called", "kept", "take", "takes"})
BABIES = frozenset({
    "baby", "babies", "them", "him", "her", "it", "back", "one", "child", "children", "twins", "our", "my", "both",
})  # fmt: skip
SMALL = frozenset({
    "baby", "babies", "child", "children", "one", "ones", "soul", "souls", "little", "bean", "twins", "star",
    "stars", "beans", "angel", "angels",
})  # fmt: skip
RETURNED = frozenset({"returned", "went", "gone", "is", "are", "with", "waiting", "in", "playing", "flew"})
WINGS = frozenset({"grew", "gained", "got", "earned", "grown", "given", "gave"})
LEAVING = (
    ("slipped", "away"), ("left", "us"), ("didnt", "stay"), ("didn't", "stay"), ("not", "stay"), ("never", "stayed"),
    ("want", "to", "stay"), ("didnae", "stay"), ("didnae", "hold"), ("didnt", "hold", "on"),
    ("didnt", "stick"), ("get", "to", "keep"), ("returned", "to"), ("went", "to", "heaven"),
    ("couldnt", "stay"), ("not", "remain"), ("didnt", "remain"), ("not", "survive"), ("wouldnt", "stay"),
)  # fmt: skip
NEVER_TOOK = frozenset({"transfer", "transfers", "fet", "embryo", "embryos", "blast", "blasts", "iui", "ivf", "stitch"})
KEPT = frozenset({"i", "they", "husband", "boyfriend", "weight", "pain", "job", "partner", "nurse", "doctor"})


def farewell(tokens: Sequence[Token]) -> list[tuple[int, int, int]]:
    """Where a sentence tells of a loss by faith or farewell: start, end, and how many."""
    words = [token.norm for token in tokens]
    return [*_by_god(tokens, words), *_left(words)]


def _by_god(tokens: Sequence[Token], words: list[str]) -> Iterator[tuple[int, int, int]]:
    for at, word in enumerate(words):
        took = next((place for place in range(at + 1, min(at + 4, len(words))) if words[place] in TOOK), None)
        if word in GOD and took is not None and (count := _how_many(tokens, took + 1)):
            yield at, took + 1, count
        elif word in GOD and RETURNED & set(words[max(0, at - 4) : at]) and (count := _counted(tokens, at)):
            yield max(0, at - 1), at + 1, count
        elif word == "wings" and WINGS & set(words[max(0, at - 4) : at]):
            yield at - 1, at + 1, 1


def _how_many(tokens: Sequence[Token], at: int) -> int:
    """How many were taken; 0 if it is not said that babies were."""
    some = read(tokens, at)
    if (
        some is not None
        and some.is_settled
        and some.whole <= MOST
        and norm(tokens, some.end) not in ("years", "months")
    ):
        return some.whole
    word = norm(tokens, at)
    if word == "," and norm(tokens, at + 2) == "times":
        return _how_many(tokens, at + 1)
    return int(word in BABIES or word in (",", "", "away", "at"))


def _counted(tokens: Sequence[Token], at: int) -> int:
    """`4 babies with Jesus` are four; 0 if no baby is spoken of."""
    for place in reversed(range(max(0, at - 7), at)):
        some = read(tokens, place)
        settled = some is not None and some.is_settled and 1 < some.whole <= MOST
        if some and settled and norm(tokens, some.end) in SMALL | RETURNED | {"of"}:
            return some.whole
    words = {norm(tokens, place) for place in range(max(0, at - 7), at)}
    return int(bool(SMALL & words) and not {"the", "ones"} <= words)


def _left(words: list[str]) -> Iterator[tuple[int, int, int]]:
    for at in range(len(words)):
        said = next((some for some in LEAVING if tuple(words[at : at + len(some)]) == some), None)
        if said and not NEVER_TOOK & set(words[max(0, at - 6) : at]) and not KEPT & set(words[max(0, at - 2) : at]):
            yield at, at + len(said), 1
