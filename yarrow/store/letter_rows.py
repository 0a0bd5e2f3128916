"""Rows of letters into values."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, select

from yarrow.store.notice_tables import letters, notices
from yarrow.store.notice_values import Letter


def selected() -> Select[Any]:
    """Letters, each with the audience of its notice."""
    return select(letters, notices.c.audience).join(notices, notices.c.id == letters.c.notice)


def letter_of(row: Row[Any]) -> Letter:
    """A row of what is `selected`."""
    return Letter(
        id=row.id,
        notice=row.notice,
        conversation=row.conversation,
        channel=row.channel,
        recipient=row.recipient,
        state=row.state,
        tries=row.tries,
        made_at=row.made_at,
        next_at=row.next_at,
        audience=row.audience,
        sent_at=row.sent_at,
        error=row.error,
    )
