"""A number to call or text, as a patient taps it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Call:
    """What the button says, and where it leads: `tel:999`, or `sms:85258?&body=SHOUT`."""

    label: str
    to: str


def once(calls: Iterable[Call]) -> tuple[Call, ...]:
    """Each number once, in the order it is said; called and texted are two."""
    found: dict[str, Call] = {}
    for call in calls:
        found.setdefault(call.to, call)
    return tuple(found.values())
