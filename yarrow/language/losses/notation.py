"""Pregnancies in an obstetric notation: `G4 P1 A3`, `g2p0+2`, `para 1+3`, `G4 T1 P0 A3 L1`; only the losses in it."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.losses.head import MISCARRIAGE, MOST, UNKNOWN, Head, norm
from yarrow.language.text import Sentence, Token

LETTERS = {
    "g": "g", "gravida": "g", "grav": "g", "p": "p", "para": "p", "a": "a", "ab": "a", "abortus": "a", "sab": "a",
    "t": "t", "l": "l", "m": "a", "mc": "a",
}  # fmt: skip
TPAL = 4  # digits of a P that holds term, preterm, abortions and living (`G3 P0030`)
PARTS = frozenset({",", "-", "/", ";"})
# Counted by an A too, so that its number is of more than losses.
OTHERS = frozenset({"ectopic", "molar", "termination", "tfmr"})


def noted(sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
    """A head for the losses of each notation, unless another outcome is named, which an A counts too."""
    if any(head.kind in OTHERS for head in named):
        return []
    taken = {(head.sentence, at) for head in named for at in range(head.start, head.end)}
    found: list[Head] = []
    for number, sentence in enumerate(sentences):
        at = 0
        while at < len(sentence.tokens):
            read = _read(sentence.tokens, at)
            if read and not taken & {(number, place) for place in range(at, read[1])}:
                found += _head(number, at, *read)
            at = read[1] if read else at + 1
    return found


def _head(number: int, at: int, losses: int, end: int) -> list[Head]:
    if losses > MOST:
        return []
    if not losses:
        return [Head(MISCARRIAGE, 0, "none", number, at, end)]
    return [Head(UNKNOWN, losses, "number", number, at, end)]


def _read(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The losses of the notation that begins here, and where it ends; None if it is none or tells of no losses."""
    values: dict[str, str] = {}
    losses: int | None = None
    start = at
    while (letter := LETTERS.get(norm(tokens, at))) and letter not in values:
        step = 2 if norm(tokens, at + 1) in (":", "=") else 1
        value = norm(tokens, at + step)
        if not value.isdecimal() or (letter in ("t", "a", "l") and not values):
            break
        values[letter] = value
        at += step + 1
        if letter == "p" and len(value) == TPAL:
            losses = int(value[2])
        elif letter == "p" and norm(tokens, at) == "+" and norm(tokens, at + 1).isdecimal():
            losses, at = int(norm(tokens, at + 1)), at + 2
        elif letter == "a":
            losses = int(value)
        at += int(norm(tokens, at) in PARTS and norm(tokens, at + 1) in LETTERS)
    if losses is None or "p" not in values or not _fits(values, losses):
        return None
    plain = "g" in values or norm(tokens, start) in ("para", "p")
    return (losses, at) if plain else None


def _fits(values: dict[str, str], losses: int) -> bool:
    """No more losses than pregnancies; without those, numbers as small as they are in life."""
    pregnancies = int(values.get("g", MOST))
    return losses <= pregnancies <= MOST and (len(values["p"]) == TPAL or int(values["p"]) <= MOST)
