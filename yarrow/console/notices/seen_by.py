"""Whose notices somebody sees."""

from __future__ import annotations

from yarrow.console.rights import Right
from yarrow.console.visit import Seat
from yarrow.store.notice_values import Audience


def called(seat: Seat) -> list[Audience]:
    """Those this person is told of at once."""
    found: list[Audience] = []
    if seat.may(Right.WORK):
        found.append("clinic")
    if seat.may(Right.PEOPLE):
        found.append("admins")
    return found
