"""What staff are told of: raised, standing in the console until somebody sees it, listed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, exists, func, select, update

from yarrow.store.audit import Act, note
from yarrow.store.database import Database
from yarrow.store.letter_rows import letter_of, selected
from yarrow.store.notice_rows import notice_of, tell
from yarrow.store.notice_tables import letters, notices
from yarrow.store.notice_values import Audience, Cause, Notice, Standing, Told
from yarrow.store.rows import locked

FIRST = 2
Which = Literal["all", "unseen", "unsent"]


class Notices:
    """Every notice that has not been erased with its conversation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def raise_(self, conversation: str, cause: Cause, now: datetime) -> None:
        """Tell staff of something that is not stored as an event. Raises UnknownConversation."""
        with self._database.write() as connection:
            locked(connection, conversation)
            tell(connection, conversation, cause, now)

    def standing(self, audiences: Collection[Audience]) -> Standing:
        """What nobody has seen yet, most urgent first, then the oldest."""
        unseen = (notices.c.seen_at.is_(None), notices.c.audience.in_(audiences))
        order = (func.coalesce(notices.c.level, "T3"), notices.c.number)
        with self._database.read() as connection:
            counted = select(func.count(), func.max(notices.c.number), func.min(notices.c.at)).where(*unseen)
            count, newest, oldest = connection.execute(counted).one()
            rows = connection.execute(select(notices).where(*unseen).order_by(*order).limit(FIRST))
            return Standing(int(count), int(newest or 0), oldest, tuple(notice_of(row) for row in rows))

    def find(self, notice: str) -> Notice | None:
        """The notice of this id."""
        with self._database.read() as connection:
            row = connection.execute(select(notices).where(notices.c.id == notice)).one_or_none()
        return notice_of(row) if row else None

    def told(
        self, audiences: Collection[Audience], which: Which = "all", *, before: int | None = None, limit: int = 50
    ) -> list[Told]:
        """Notices with their letters, the newest first; `before`: only those with a smaller number."""
        query = select(notices).where(notices.c.audience.in_(audiences), *_only(which))
        if before is not None:
            query = query.where(notices.c.number < before)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(notices.c.number.desc()).limit(limit))
            found = [notice_of(row) for row in rows]
            sent = selected().where(letters.c.notice.in_([one.id for one in found]))
            written = [
                letter_of(row) for row in connection.execute(sent.order_by(letters.c.channel, letters.c.recipient))
            ]
        return [Told(one, tuple(letter for letter in written if letter.notice == one.id)) for one in found]

    def seen(self, notice: str, audience: Audience, by: str, now: datetime) -> bool:
        """Somebody it is for has seen it; False if there is no such notice for them."""
        with self._database.write() as connection:
            query = select(notices).where(notices.c.id == notice, notices.c.audience == audience).with_for_update()
            row = connection.execute(query).one_or_none()
            if row is None:
                return False
            if row.seen_at is None:
                connection.execute(update(notices).where(notices.c.id == notice).values(seen_at=now, seen_by=by))
                note(connection, Act(by, "notice.seen", row.conversation, {"notice": notice}), now)
        return True


def _only(which: Which) -> tuple[ColumnElement[bool], ...]:
    if which == "unseen":
        return (notices.c.seen_at.is_(None),)
    if which == "unsent":
        not_out = letters.c.state.in_(("waiting", "sending", "failed"))
        return (exists().where(letters.c.notice == notices.c.id, not_out),)
    return ()
