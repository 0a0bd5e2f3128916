"""What is said in messaging apps only: stopping, help, what can't be read, codes."""

from __future__ import annotations

from typing import Any

from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Message
from yarrow.intake.words import paragraphs

STALE = "stale"
# Said in one breath with the words of that name.
WITH: dict[str, tuple[str, ...]] = {"help_link": ("help", "help_link")}


def channel_words(desk: Desk, case: Case, what: str, **fills: Any) -> Message:
    """The words of this name; `fills`: what stands in them (`link`). Raises KeyError if there are none."""
    keys = ("choice.stale",) if what == STALE else tuple(f"channels.{name}" for name in WITH.get(what, (what,)))
    return paragraphs(desk, case, keys, **fills)
