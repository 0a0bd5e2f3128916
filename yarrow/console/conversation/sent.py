"""What became of the messages of one conversation that went to a messaging app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from zlib import crc32

from yarrow.console.undelivered.words import Kind, standing
from yarrow.store.line_values import Dispatch

# What is older does not change any more while a page is open, unless it is still on its way.
MAY_CHANGE = 10


@dataclass(frozen=True)
class Sent:
    """By the place of each message in the conversation: what became of it, in words and as a kind of chip."""

    of: Mapping[int, tuple[str, Kind]] = field(default_factory=dict)

    @property
    def mark(self) -> int:
        """Tells this state from another; 0 where nothing went to an app."""
        return crc32(repr(sorted(self.of.items())).encode()) if self.of else 0

    def may_have_changed(self) -> frozenset[int]:
        """The messages whose state may be another than a page has drawn."""
        newest = sorted(self.of)[-MAY_CHANGE:]
        return frozenset(newest) | {seq for seq, (_, kind) in self.of.items() if kind != "good"}


def sent_of(dispatches: Mapping[int, Dispatch]) -> Sent:
    """The same in words."""
    return Sent({seq: standing(one) for seq, one in dispatches.items()})
