"""The one sentence that says why something is advised."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from yarrow.clinical.wording import say

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol

# Words in a sentence (clinical.md §9 rule 12).
LONGEST = 20


def reason(protocol: Protocol, phrases: Iterable[str]) -> str:
    """One short sentence; the two most urgent reasons are enough to recognise one's own story."""
    told = tuple(dict.fromkeys(phrases))
    if not told:
        return say(protocol, "reason.everyone")
    one = say(protocol, "reason.one", first=told[0])
    if len(told) == 1:
        return one
    both = say(protocol, "reason.two", first=told[0], second=told[1])
    return both if len(both.split()) <= LONGEST else one
