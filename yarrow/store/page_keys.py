"""Keys of pages that were opened from the widget: beside the conversation's own token, and gone with it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select, update

from yarrow.store.database import Database
from yarrow.store.rows import locked
from yarrow.store.tables import page_keys


class PageKeys:
    """Keys given to pages; kept hashed, since each opens a conversation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, conversation: str, key_hash: str, expires_at: datetime, now: datetime) -> None:
        """One more key of the conversation; keys whose time is over go. Raises UnknownConversation."""
        with self._database.write() as connection:
            locked(connection, conversation)
            connection.execute(delete(page_keys).where(page_keys.c.expires_at <= now))
            connection.execute(
                insert(page_keys).values(key_hash=key_hash, conversation=conversation, expires_at=expires_at)
            )

    def expiry(self, conversation: str, key_hash: str, now: datetime) -> datetime | None:
        """Until when the key opens this conversation; None if it does not."""
        query = select(page_keys.c.expires_at).where(
            page_keys.c.key_hash == key_hash, page_keys.c.conversation == conversation, page_keys.c.expires_at > now
        )
        with self._database.read() as connection:
            found: datetime | None = connection.execute(query).scalar_one_or_none()
        return found

    def renew(self, key_hash: str, expires_at: datetime) -> None:
        """Let the key live on, since it was used."""
        with self._database.write() as connection:
            connection.execute(update(page_keys).where(page_keys.c.key_hash == key_hash).values(expires_at=expires_at))

    def forget(self, key_hash: str) -> None:
        """From now on the key opens nothing; one that is no page's is left alone."""
        with self._database.write() as connection:
            connection.execute(delete(page_keys).where(page_keys.c.key_hash == key_hash))
