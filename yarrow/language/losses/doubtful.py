"""Signs of a loss that are none yet, or of something else: `no heartbeat yet`, `follicles stopped growing`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yarrow.language.losses.faded import Faded
from yarrow.language.losses.head import norm
from yarrow.language.losses.shown import Shown
from yarrow.language.mention import Mention
from yarrow.language.text import Token


@dataclass(frozen=True)
class Doubtful:
    """Knows signs of a loss that are none yet, or of something else."""

    rescans: frozenset[str]
    other_tests: frozenset[str]
    tried: frozenset[str]
    taken: frozenset[str]
    faded: Faded
    shown: Shown

    def is_to_be_seen(self, words: Sequence[str]) -> bool:
        """`no heartbeat yet, rescan in ten days`: nobody knows."""
        soon = {("too", "early"), ("be", "sure"), ("back", "in"), ("could", "be"), ("wrong", "dates")} & set(
            pairwise(words)
        )
        return bool(self.rescans & set(words)) or bool(soon)

    def is_something_else(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """Whether words like those of a loss tell of a woman's own heart, of the laboratory, or of another test."""
        words = [token.norm for token in tokens]
        said = words[mention.start : mention.end]
        before = norm(tokens, mention.start - 1)
        if mention.id == "no_heartbeat":
            grown = {"growing", "developing", "grown", "grow", "stopped", "progressed"} & set(said)
            mine = said[:1] in (["heart"], ["heartbeat"]) and before in ("my", "own", "his")
            return (
                mine
                or (bool(grown) and bool(self.shown.other_growth & set(words)))
                or ("yet" in words and "no" in said)
            )
        if mention.id == "biochemical" and {"positive", "line", "lines", "bfp"} & set(said):
            return bool((self.faded.antibodies | self.other_tests) & set(words[: mention.end]))
        if mention.id == "unknown_loss" and "stick" in {word[:5] for word in said}:
            return bool(self.tried & set(words)) and not self.taken & set(words)
        return False
