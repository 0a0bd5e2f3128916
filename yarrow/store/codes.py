"""Second factors: the secret of the code app, the codes for when the phone is lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from yarrow.store.audit import Act, note
from yarrow.store.database import Database
from yarrow.store.staff_sessions import hashed
from yarrow.store.staff_tables import recovery_codes, staff, staff_sessions


class Codes:
    """Everybody's second factors."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def set_up(self, account: str, secret: str, step: int, now: datetime, *, session: str = "") -> None:
        """From now on this person's code app has this secret; `step`: of the code that proved it. Old codes go.

        So does every session but this one: whoever came in elsewhere has not shown the code.
        """
        with self._database.write() as connection:
            connection.execute(
                update(staff)
                .where(staff.c.id == account)
                .values(totp_secret=secret, totp_confirmed_at=now, totp_last_step=step)
            )
            connection.execute(delete(recovery_codes).where(recovery_codes.c.staff == account))
            connection.execute(
                delete(staff_sessions).where(staff_sessions.c.staff == account, staff_sessions.c.id != session)
            )
            note(connection, Act(account, "code.set_up"), now)

    def take_step(self, account: str, step: int) -> bool:
        """Whether a code of this step is good: none is good twice, nor after a later one."""
        later = (staff.c.totp_last_step.is_(None)) | (staff.c.totp_last_step < step)
        with self._database.write() as connection:
            taken = connection.execute(
                update(staff).where(staff.c.id == account, later).values(totp_last_step=step)
            ).rowcount
        return taken == 1

    def give_recovery(self, account: str, codes: Sequence[str], now: datetime) -> None:
        """These codes replace all there were; only their hashes are kept."""
        with self._database.write() as connection:
            connection.execute(delete(recovery_codes).where(recovery_codes.c.staff == account))
            connection.execute(
                insert(recovery_codes), [{"code_hash": hashed(code), "staff": account} for code in codes]
            )
            note(connection, Act(account, "recovery.made", detail={"count": len(codes)}), now)

    def use_recovery(self, account: str, code: str, now: datetime) -> bool:
        """Whether the code was good; it is not any more."""
        with self._database.write() as connection:
            used = connection.execute(
                delete(recovery_codes).where(
                    recovery_codes.c.code_hash == hashed(code), recovery_codes.c.staff == account
                )
            ).rowcount
            if used:
                note(connection, Act(account, "recovery.used"), now)
        return bool(used)

    def recovery_left(self, account: str) -> int:
        """How many of them are left."""
        with self._database.read() as connection:
            query = select(recovery_codes.c.code_hash).where(recovery_codes.c.staff == account)
            return len(connection.execute(query).all())
