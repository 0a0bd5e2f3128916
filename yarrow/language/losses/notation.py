"""Pregnancies in an obstetric notation: `G4 P1 A3`, `g2p0+2`; the losses in it, never the pregnancies."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.losses.head import MOST, UNKNOWN, Head, norm
from yarrow.language.text import Sentence, Token

PREGNANCIES, BIRTHS, ABORTIONS = "g", "p", "a"
TPAL = 4  # digits of a P that holds term, preterm, abortions and living (`G3 P0030`)


def noted(sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
    """A head for the losses of each notation, unless another outcome is named, which an A counts too."""
    if any(head.kind in ("ectopic", "molar", "termination", "tfmr") for head in named):
        return []
    found: list[Head] = []
    for number, sentence in enumerate(sentences):
        tokens = sentence.tokens
        for at in range(len(tokens)):
            if norm(tokens, at) == PREGNANCIES and norm(tokens, at + 1).isdecimal():
                losses = _losses(tokens, at + 2)
                if losses and 0 < losses[0] <= min(MOST, int(norm(tokens, at + 1))):
                    found.append(Head(UNKNOWN, losses[0], "number", number, at, losses[1]))
    return found


def _losses(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The losses that follow the pregnancies, and where the notation ends."""
    at += int(norm(tokens, at) == ",")
    if norm(tokens, at) != BIRTHS or not norm(tokens, at + 1).isdecimal():
        return None
    births, end = norm(tokens, at + 1), at + 2
    if len(births) == TPAL:
        return int(births[2]), end
    end += int(norm(tokens, end) == ",")
    if norm(tokens, end) in (ABORTIONS, "+") and norm(tokens, end + 1).isdecimal():
        return int(norm(tokens, end + 1)), end + 2
    return None
