"""A history made of flat facts: what a file, a test or another system knows already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yarrow.clinical.fact import Fact
from yarrow.clinical.history import LIST_FAMILIES, MAP_FAMILIES, History


def history_of(flat: Mapping[str, Any]) -> History:
    """The history whose `flat` is this mapping; everything in it is present, and nothing else is known."""
    return History(tuple(_facts(flat)))


def _facts(flat: Mapping[str, Any]) -> Iterator[Fact]:
    for key, value in flat.items():
        if key in LIST_FAMILIES:
            yield from (Fact(f"{key}.{member}", value=True) for member in value)
        elif key in MAP_FAMILIES:
            yield from (Fact(f"{key}.{member}", value=part) for member, part in value.items())
        elif key == "losses":
            yield from (Fact(f"losses[{place}]", value=dict(loss)) for place, loss in enumerate(value))
        else:
            yield Fact(key, value=value)
