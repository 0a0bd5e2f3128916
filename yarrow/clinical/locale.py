"""A place, and whom to call there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yarrow.clinical.call import Call
from yarrow.clinical.spelling import WRITTEN


@dataclass(frozen=True)
class Locale:
    """Whom to call where; each line is said as it stands. Source: clinical.md §5.1.

    `wording`: `two_losses`, `two_losses_early` (clinical.md §1.4). `lang`: how English is written there.
    `calls`: the numbers that the lines of a field say (`crisis`), in the order they are said.
    """

    id: str
    name: str
    emergency: str
    urgent_advice: str
    crisis: tuple[str, ...]
    abuse: tuple[str, ...]
    under18: tuple[str, ...]
    support: tuple[str, ...] = ()
    silent_call: str = ""
    wording: Mapping[str, str] = field(default_factory=dict)
    lang: str = WRITTEN
    calls: Mapping[str, tuple[Call, ...]] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
