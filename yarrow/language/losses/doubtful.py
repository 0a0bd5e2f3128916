"""Signs of a loss that are none yet, or of something else: `no heartbeat yet`, `follicles stopped growing`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from yarrow.language.losses.faded import ANTIBODIES
from yarrow.language.losses.head import norm
from yarrow.language.losses.shown import OF_GROWTH
from yarrow.language.mention import Mention
from yarrow.language.text import Token

RESCANS = frozenset({"rescan", "rescanned", "yet"})
OVULATION = frozenset({"lh", "opk", "opks", "ovulation", "covid"})
TRIED = frozenset({"transfer", "transfers", "iui", "embryos", "fet", "insemination"})
TAKEN = frozenset({"positive", "bfp", "pregnant", "heartbeat", "weeks", "hcg", "beta", "pos", "w"})


def is_to_be_seen(words: Sequence[str]) -> bool:
    """`no heartbeat yet, rescan in ten days`: nobody knows."""
    soon = {("too", "early"), ("be", "sure"), ("back", "in"), ("could", "be"), ("wrong", "dates")} & set(
        pairwise(words)
    )
    return bool(RESCANS & set(words)) or bool(soon)


def is_something_else(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether words like those of a loss tell of a woman's own heart, of the laboratory, or of another test."""
    words = [token.norm for token in tokens]
    said = words[mention.start : mention.end]
    before = norm(tokens, mention.start - 1)
    if mention.id == "no_heartbeat":
        grown = {"growing", "developing", "grown", "grow", "stopped", "progressed"} & set(said)
        mine = said[:1] in (["heart"], ["heartbeat"]) and before in ("my", "own", "his")
        return mine or (bool(grown) and bool(OF_GROWTH & set(words))) or ("yet" in words and "no" in said)
    if mention.id == "biochemical" and {"positive", "line", "lines", "bfp"} & set(said):
        return bool((ANTIBODIES | OVULATION) & set(words[: mention.end]))
    if mention.id == "unknown_loss" and "stick" in {word[:5] for word in said}:
        return bool(TRIED & set(words)) and not TAKEN & set(words)
    return False
