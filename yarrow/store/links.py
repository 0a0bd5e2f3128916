"""Links that download one thing once. A link's code is a password: only its hash is kept, and not for long."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from yarrow.store.database import Database
from yarrow.store.rows import locked
from yarrow.store.tables import links

CODE_BYTES = 32  # 256 bits: nobody finds one by trying, so it needs neither salt nor a slow hash


@dataclass(frozen=True)
class Link:
    """What a link is good for: this thing of this conversation, in the copy for this reader.

    One into the pages that was sent over a line: `what` names the line, `audience` the messaging app.
    """

    conversation: str
    what: str
    audience: str


class Links:
    """Links made, looked at and used up."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, link: Link, expires_at: datetime, now: datetime) -> str:
        """The code of a new link; links whose time is over go. Raises UnknownConversation."""
        with self._database.write() as connection:
            return _made(connection, link, expires_at, now)

    def renew(self, link: Link, expires_at: datetime, now: datetime) -> str:
        """As `make`, and what was good for the same thing before is good for nothing. Raises UnknownConversation."""
        same = (links.c.conversation == link.conversation) & (links.c.what == link.what)
        with self._database.write() as connection:
            code = _made(connection, link, expires_at, now)
            connection.execute(delete(links).where(same, links.c.code_hash != _hashed(code)))
        return code

    def find(self, code: str, now: datetime) -> Link | None:
        """What the code would give; it stays good. None if it gives nothing (any more)."""
        query = select(links).where(links.c.code_hash == _hashed(code), links.c.expires_at > now)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return Link(row.conversation, row.what, row.audience) if row else None

    def use(self, code: str, now: datetime) -> bool:
        """Whether the code was still good; it is not any more. Of several who ask at once, one is told yes."""
        used = delete(links).where(links.c.code_hash == _hashed(code)).returning(links.c.expires_at)
        with self._database.write() as connection:
            row = connection.execute(used).one_or_none()
        return row is not None and row.expires_at > now


def _made(connection: Connection, link: Link, expires_at: datetime, now: datetime) -> str:
    locked(connection, link.conversation)
    code = secrets.token_urlsafe(CODE_BYTES)
    connection.execute(delete(links).where(links.c.expires_at <= now))
    connection.execute(
        insert(links).values(
            code_hash=_hashed(code),
            conversation=link.conversation,
            what=link.what,
            audience=link.audience,
            expires_at=expires_at,
        )
    )
    return code


def _hashed(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8")).hexdigest()
