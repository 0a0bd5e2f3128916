"""Invented patients beside a rule: those it fires for, and those it only just misses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from yarrow.clinical.protocol import Protocol
from yarrow.console.content.shelf import Item
from yarrow.protocol.near_miss import fires, is_near_miss
from yarrow.protocol.vignettes import OURS, Vignette, load_vignettes

MOST = 12


@dataclass(frozen=True)
class Cases:
    """Ids of invented patients; each can be tried."""

    hits: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


def cases_of(rule: Item, protocol: Protocol) -> Cases:
    """Those the rule fires for, and those for whom one fact more, less or other would make it fire."""
    every = invented().values()
    hits = [one.id for one in every if fires(protocol, rule.id, one.facts)]
    near = [one.id for one in every if rule.id in one.wanted("absent_rules")]
    near = [name for name in near if is_near_miss(protocol, rule.id, invented()[name].facts)]
    return Cases(tuple(hits[:MOST]), tuple(near[:MOST]))


@cache
def invented() -> dict[str, Vignette]:
    """The invented patients of the repository by id; an installed Yarrow may have none."""
    return {one.id: one for one in load_vignettes(OURS)} if OURS.is_dir() else {}
