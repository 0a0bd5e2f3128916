"""The audit log: who did what, and when. Lines are only ever added; each is chained to the one before by a keyed hash.

Whoever has the database but not the key cannot write, change, swap or drop a line without it showing; that the newest
lines are missing shows beside a head that was kept elsewhere.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, text

from yarrow.store.database import Database
from yarrow.store.errors import RecordError
from yarrow.store.staff_tables import audit

FIRST = "0" * 64
LOCK = 5_112_026
BATCH = 5000


class NoAuditKey(RecordError):
    """The log cannot be written or checked without its key."""


@dataclass(frozen=True)
class Act:
    """What was done. `actor`: a staff id, `command:<system user>`, or `system`. `action`: dotted words.

    `detail` holds ids, counts and codes; never a patient's words, a name, an address, or what was searched for.
    """

    actor: str
    action: str
    conversation: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One line of the log."""

    number: int
    at: datetime
    act: Act
    prev: str
    hash: str


@dataclass(frozen=True)
class Head:
    """The newest line: its number and its hash."""

    number: int
    hash: str


@dataclass(frozen=True)
class Sought:
    """Which lines are wanted; empty: whatever. `action` also means all that begin with it and a dot."""

    actor: str = ""
    action: str = ""
    conversation: str = ""
    begun: datetime | None = None
    ended: datetime | None = None


def note(connection: Connection, act: Act, now: datetime) -> Head:
    """Add a line in this transaction: it stands if the change stands.

    Call it last: from here to the end of the transaction nobody else can add a line. Raises NoAuditKey.
    """
    key = _key(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock, hashtext(current_schema()))"), {"lock": LOCK})
    before = _head(connection)
    line = _plain(before.number + 1, now, act, before.hash)
    signed = _signed(key, line)
    connection.execute(insert(audit).values(**{**line, "at": now}, hash=signed))
    return Head(before.number + 1, signed)


class Audit:
    """The log as a whole."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, act: Act, now: datetime) -> None:
        """Add a line by itself: for reads, before anything is shown. Raises RecordUnavailable, NoAuditKey."""
        with self._database.write() as connection:
            note(connection, act, now)

    def head(self) -> Head:
        """The newest line; number 0 if there is none."""
        with self._database.read() as connection:
            return _head(connection)

    def lines(self, sought: Sought, *, before: int | None = None, limit: int = 100) -> list[Line]:
        """What is wanted, newest first; `before`: only lines with a smaller number."""
        query = _sought(sought).order_by(audit.c.number.desc()).limit(limit)
        if before is not None:
            query = query.where(audit.c.number < before)
        with self._database.read() as connection:
            return [line_of(row) for row in connection.execute(query)]

    def actions(self) -> list[str]:
        """Every action there has been, in order of its name."""
        with self._database.read() as connection:
            return list(connection.execute(select(audit.c.action).distinct().order_by(audit.c.action)).scalars())

    def verify(self, heads: tuple[Head, ...] = ()) -> list[str]:
        """What is wrong with the log, one sentence each; empty if nothing is. `heads`: kept elsewhere, earlier.

        Raises NoAuditKey.
        """
        problems: list[str] = []
        sought: dict[int, set[str]] = {}  # all of one number: a later one must not hide that an earlier one differs
        for head in heads:
            sought.setdefault(head.number, set()).add(head.hash)
        sought.pop(0, None)
        with self._database.read() as connection:
            key, number, prev = _key(connection), 0, FIRST
            for row in _in_order(connection):
                problems += _faults(key, row, number, prev)
                wanted = sought.pop(row.number, None)
                if wanted is not None and wanted != {row.hash}:
                    problems.append(f"Line {row.number} is not the one the kept head speaks of: the log was rewritten.")
                number, prev = row.number, row.hash
        problems += [f"The log ends at line {number}; a kept head is at line {ahead}: lines are missing."
                     for ahead in sorted(sought)]  # fmt: skip
        return problems


def line_of(row: Row[Any]) -> Line:
    """A row of `audit`."""
    act = Act(row.actor, row.action, row.conversation, json.loads(row.detail))
    return Line(row.number, row.at, act, row.prev, row.hash)


def _sought(sought: Sought) -> Select[Any]:
    query = select(audit)
    if sought.actor:
        query = query.where(audit.c.actor == sought.actor)
    if sought.action:
        query = query.where(
            (audit.c.action == sought.action) | audit.c.action.startswith(f"{sought.action}.", autoescape=True)
        )
    if sought.conversation:
        query = query.where(audit.c.conversation == sought.conversation)
    if sought.begun:
        query = query.where(audit.c.at >= sought.begun)
    if sought.ended:
        query = query.where(audit.c.at < sought.ended)
    return query


def _head(connection: Connection) -> Head:
    row = connection.execute(
        select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)
    ).one_or_none()
    return Head(row.number, row.hash) if row else Head(0, FIRST)


def _in_order(connection: Connection) -> Iterator[Row[Any]]:
    last = -(2**31)
    while True:
        query = select(audit).where(audit.c.number > last).order_by(audit.c.number).limit(BATCH)
        rows = connection.execute(query).all()
        yield from rows
        if len(rows) < BATCH:
            return
        last = rows[-1].number


def _faults(key: bytes, row: Row[Any], number: int, prev: str) -> list[str]:
    """What is wrong with this line, after line `number` with the hash `prev`."""
    faults = []
    if row.number != number + 1:
        faults.append(f"After line {number} comes line {row.number}: lines are missing.")
    elif row.prev != prev:
        faults.append(f"Line {row.number} does not follow from line {number}.")
    line = {
        "number": row.number,
        "actor": row.actor,
        "action": row.action,
        "conversation": row.conversation,
        "detail": row.detail,
        "prev": row.prev,
        "at": row.at,
    }
    if not hmac.compare_digest(_signed(key, line), row.hash):
        faults.append(f"Line {row.number} is not as it was written.")
    return faults


def _plain(number: int, at: datetime, act: Act, prev: str) -> dict[str, Any]:
    return {
        "number": number,
        "at": at,
        "actor": act.actor,
        "action": act.action,
        "conversation": act.conversation,
        "detail": _canonical(dict(act.detail)),
        "prev": prev,
    }


def _signed(key: bytes, line: Mapping[str, Any]) -> str:
    moment = line["at"].astimezone(timezone.utc).isoformat(timespec="microseconds")
    return hmac.new(key, _canonical({**line, "at": moment}).encode(), hashlib.sha256).hexdigest()


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _key(connection: Connection) -> bytes:
    key: bytes | None = connection.get_execution_options().get("yarrow_audit_key")
    if not key:
        raise NoAuditKey("The audit log cannot be used without its key (YARROW_AUDIT_KEY, or audit.key at home).")
    return key
