"""The messages that were not understood, across conversations, with the question that stood open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from yarrow.store.database import Database
from yarrow.store.tables import events, inbound, outbound

NAME = "not_understood"


@dataclass(frozen=True)
class Miss:
    """One message in words that was not understood. `question`: the one that stood open; None where none did.

    `times`: how many messages in a row had not been understood there, this one included.
    """

    conversation: str
    message: str
    text: str
    question: str | None
    times: int
    at: datetime


class Misses:
    """What was not understood."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def latest(self, most: int) -> tuple[Miss, ...]:
        """The latest ones, the newest first; what was said before consent is not among them."""
        with self._database.read() as connection:
            return tuple(_miss(row) for row in connection.execute(_query(most)).mappings())


def _query(most: int) -> Select[Any]:
    open_then = (
        select(outbound.c.question_id)
        .where(
            outbound.c.conversation == inbound.c.conversation,
            outbound.c.seq < inbound.c.seq,
            outbound.c.question_id.is_not(None),
        )
        .order_by(outbound.c.seq.desc())
        .limit(1)
        .scalar_subquery()
        .label("question")
    )
    its = (events.c.conversation == inbound.c.conversation) & (events.c.turn == inbound.c.turn)
    return (
        select(inbound.c.conversation, inbound.c.id, inbound.c.text, inbound.c.at, events.c.detail, open_then)
        .select_from(events.join(inbound, its))
        .where(events.c.name == NAME, inbound.c.text.is_not(None), func.length(inbound.c.text) > 0)
        .order_by(events.c.number.desc())
        .limit(most)
    )


def _miss(row: Any) -> Miss:
    times = int((row["detail"] or {}).get("times") or 1)
    return Miss(row["conversation"], row["id"], row["text"], row["question"], times, row["at"])
