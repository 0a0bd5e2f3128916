"""The one sentence that says why something is advised."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from yarrow.clinical.wording import say

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol

# A little less than a sentence may have (clinical.md §9 rule 12): two long phrases in one read hard.
LONGEST = 18


def reason(protocol: Protocol, phrases: Iterable[str]) -> str:
    """One short sentence; the two most urgent reasons are enough to recognise one's own story.

    What another phrase says too is not said twice.
    """
    said = tuple(dict.fromkeys(phrases))
    told = tuple(words for words in said if not any(words in other for other in said if other != words))
    if not told:
        return say(protocol, "reason.everyone")
    one = say(protocol, "reason.one", first=told[0])
    if len(told) == 1:
        return one
    both = say(protocol, "reason.two", first=told[0], second=told[1])
    return both if len(both.split()) <= LONGEST else one
