"""What is said in messaging apps only: stopping, help, what can't be read, codes, the private page."""

from __future__ import annotations

from typing import Any

from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Message
from yarrow.intake.words import message

STALE = "stale"


def channel_words(desk: Desk, case: Case, what: str, **fills: Any) -> Message:
    """The words of this name; `fills`: what stands in them (`link`). Raises KeyError if there are none."""
    return message(desk, case, "choice.stale" if what == STALE else f"channels.{what}", **fills)
