"""Letters to staff on their way out: made once for each recipient, leased to one postman, tried again, given up.

A letter is sent before it is marked as sent. Whoever is killed in between leaves it leased; when the lease runs out it
goes out again under the same id, which is how the recipient's side knows it has it already.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, insert, or_, select, update
from sqlalchemy.sql.dml import Update

from yarrow.store.audit import Act, note
from yarrow.store.database import Database
from yarrow.store.letter_rows import letter_of, selected
from yarrow.store.notice_rows import notice_of
from yarrow.store.notice_tables import letters, notices
from yarrow.store.notice_values import Channel, Letter, LetterState, Notice

# A lease reaching further than this was written by a clock that has since been put back: it does not hold.
LONGEST_LEASE = timedelta(minutes=10)
Address = tuple[Channel, str]


class Letters:
    """What is to be sent, and what became of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unaddressed(self, limit: int = 50) -> list[Notice]:
        """Notices of which it is not decided yet who gets a letter, the oldest first."""
        query = select(notices).where(notices.c.addressed_at.is_(None)).order_by(notices.c.number).limit(limit)
        with self._database.read() as connection:
            return [notice_of(row) for row in connection.execute(query)]

    def address(self, notice: Notice, recipients: Collection[Address], now: datetime) -> bool:
        """Make the letters of a notice; False, and nothing is made, if that was done meanwhile or it is gone."""
        mine = update(notices).where(notices.c.id == notice.id, notices.c.addressed_at.is_(None))
        rows = [
            {
                "id": str(uuid.uuid4()),
                "notice": notice.id,
                "conversation": notice.conversation,
                "channel": channel,
                "recipient": recipient,
                "state": "waiting",
                "tries": 0,
                "made_at": now,
                "next_at": now,
            }
            for channel, recipient in sorted(set(recipients))
        ]
        with self._database.write() as connection:
            if not connection.execute(mine.values(addressed_at=now)).rowcount:
                return False
            if rows:
                connection.execute(insert(letters), rows)
        return True

    def take(self, channel: Channel, owner: str, now: datetime, lease_until: datetime) -> Letter | None:
        """The letter that has been due longest, leased to this owner, which counts as a try; None if none is due."""
        due = select(letters.c.id).where(_due(channel, now)).order_by(letters.c.next_at, letters.c.id).limit(1)
        with self._database.read() as connection:
            if connection.execute(due).first() is None:
                return None  # the usual case writes nothing
        with self._database.write() as connection:
            found = connection.execute(due.with_for_update(skip_locked=True)).scalar_one_or_none()
            leased = {"state": "sending", "owner": owner, "lease_until": lease_until, "tries": letters.c.tries + 1}
            connection.execute(update(letters).where(letters.c.id == found).values(leased))
            row = connection.execute(selected().where(letters.c.id == found)).one_or_none()
        return letter_of(row) if row else None

    def sent(self, letter: Letter, owner: str, now: datetime) -> bool:
        """It went out; False if somebody else has taken it over meanwhile, or it is gone."""
        return self._settle(letter, owner, state="sent", sent_at=now, error=None)

    def postpone(self, letter: Letter, owner: str, error: str, next_at: datetime) -> bool:
        """It did not go out, and will be tried again."""
        return self._settle(letter, owner, state="waiting", error=error, next_at=next_at)

    def give_up(self, letter: Letter, owner: str, error: str) -> bool:
        """It did not go out, and only a person can send it again."""
        return self._settle(letter, owner, state="failed", error=error)

    def again(self, letter: str, by: str, now: datetime) -> bool:
        """A person has it tried again, as if it were new; False unless it waits or was given up."""
        query = update(letters).where(letters.c.id == letter, letters.c.state.in_(("waiting", "failed")))
        anew = query.values(state="waiting", tries=0, made_at=now, next_at=now).returning(letters.c.conversation)
        with self._database.write() as connection:
            conversation = connection.execute(anew).scalar_one_or_none()
            if conversation is None:
                return False
            note(connection, Act(by, "letter.again", conversation, {"letter": letter}), now)
        return True

    def find(self, letter: str) -> Letter | None:
        """The letter of this id."""
        with self._database.read() as connection:
            row = connection.execute(selected().where(letters.c.id == letter)).one_or_none()
        return letter_of(row) if row else None

    def counts(self) -> dict[tuple[Channel, LetterState], int]:
        """How many there are of each state, by channel."""
        columns = (letters.c.channel, letters.c.state)
        query = select(*columns, func.count().label("many")).group_by(*columns)
        with self._database.read() as connection:
            return {(row.channel, row.state): row.many for row in connection.execute(query)}

    def _settle(self, letter: Letter, owner: str, **values: Any) -> bool:
        with self._database.write() as connection:
            return connection.execute(_owned(letter, owner).values(owner=None, lease_until=None, **values)).rowcount > 0


def _due(channel: Channel, now: datetime) -> Any:
    waits = and_(letters.c.state == "waiting", letters.c.next_at <= now)
    leased = letters.c.lease_until.between(now, now + LONGEST_LEASE)
    return and_(letters.c.channel == channel, or_(waits, and_(letters.c.state == "sending", ~leased)))


def _owned(letter: Letter, owner: str) -> Update:
    """Fencing: whoever lost the lease changes nothing."""
    return update(letters).where(letters.c.id == letter.id, letters.c.state == "sending", letters.c.owner == owner)
