"""Breaking the glass: a conversation opened by somebody whose role does not, for a while, with a reason."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from yarrow.store.audit import Act, note
from yarrow.store.database import Database
from yarrow.store.notice_rows import tell
from yarrow.store.rows import locked
from yarrow.store.staff_tables import glass, staff

LASTS = timedelta(minutes=30)


@dataclass(frozen=True)
class Broken:
    """One such opening. `name`: of who opened it; `reviewed_by`: the staff id of who looked at it afterwards."""

    id: str
    staff: str
    name: str
    conversation: str
    reason: str
    at: datetime
    until: datetime
    reviewed_by: str | None
    reviewed_at: datetime | None


class Glass:
    """Every opening there was."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def break_(self, who: str, conversation: str, reason: str, now: datetime) -> str:
        """Open a conversation for this person for half an hour; the id of the opening. Raises UnknownConversation."""
        opening = secrets.token_hex(8)
        with self._database.write() as connection:
            locked(connection, conversation)
            connection.execute(
                insert(glass).values(
                    id=opening, staff=who, conversation=conversation, reason=reason, at=now, until=now + LASTS
                )
            )
            tell(connection, conversation, "glass_break", now)
            note(connection, Act(who, "glass.break", conversation, {"opening": opening}), now)
        return opening

    def all(self, limit: int = 200) -> list[Broken]:
        """Every opening, those nobody has reviewed first, then the newest."""
        query = (
            select(glass, staff.c.name)
            .join(staff, staff.c.id == glass.c.staff)
            .order_by(glass.c.reviewed_at.is_not(None), glass.c.at.desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            return [Broken(**row._mapping) for row in connection.execute(query)]

    def review(self, opening: str, by: str, now: datetime) -> bool:
        """Somebody else has looked at it; False if there is no such opening, or it was by the same person."""
        with self._database.write() as connection:
            row = connection.execute(select(glass).where(glass.c.id == opening).with_for_update()).one_or_none()
            if row is None or row.staff == by:
                return False
            if row.reviewed_at is None:
                connection.execute(update(glass).where(glass.c.id == opening).values(reviewed_by=by, reviewed_at=now))
                note(connection, Act(by, "glass.review", row.conversation, {"opening": opening}), now)
        return True
