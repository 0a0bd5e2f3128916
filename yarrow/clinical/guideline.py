"""Who stands behind something, by name: the bodies and trials in its sources, without the marks for authors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from yarrow.clinical.wording import say

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol

PRODUCT_RULE = "[P]"
PREFIX = "evidence.source.of."


def bodies(protocol: Protocol, sources: Iterable[str]) -> tuple[str, ...]:
    """Those whom these sources name, in plain words and each once; none for a product rule (clinical.md §0)."""
    known = [key[len(PREFIX) :] for key in protocol.wording if key.startswith(PREFIX)]
    named = (name for source in sources if PRODUCT_RULE not in source for name in _named(source, known))
    return tuple(say(protocol, f"evidence.source.of.{name}") for name in dict.fromkeys(named))


def _named(source: str, known: Iterable[str]) -> list[str]:
    """The names in the order in which the source has them."""
    places = {name: found.start() for name in known if (found := re.search(rf"\b{re.escape(name)}\b", source))}
    return sorted(places, key=places.__getitem__)
