"""One-time codes to go on with on another device. A code is a password: hashed, short-lived, few tries."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from yarrow.store.database import Database
from yarrow.store.rows import locked
from yarrow.store.tables import conversations, page_keys, resume_codes

# Crockford's alphabet: no I, L, O or U, so that a code can be read aloud.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOCATOR, SECRET = 4, 8
MOST_TRIES = 5


class Resumption:
    """Codes made and used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, conversation: str, expires_at: datetime) -> str:
        """A new code; older ones of the conversation stop working. Raises UnknownConversation."""
        locator, secret = _draw(LOCATOR), _draw(SECRET)
        hashed = _hashed(locator, secret)
        with self._database.write() as connection:
            locked(connection, conversation)
            connection.execute(delete(resume_codes).where(resume_codes.c.conversation == conversation))
            while connection.execute(select(resume_codes).where(resume_codes.c.locator == locator)).first():
                locator = _draw(LOCATOR)
                hashed = _hashed(locator, secret)
            connection.execute(
                insert(resume_codes).values(
                    locator=locator, conversation=conversation, secret_hash=hashed, expires_at=expires_at, tries=0
                )
            )
        return f"{locator}-{secret[:4]}-{secret[4:]}"

    def use(self, code: str, *, token_hash: str, token_expires_at: datetime, now: datetime) -> str | None:
        """The conversation of a code, which from now on only the new token opens; None if the code does not work."""
        plain = _plain(code)
        locator, secret = plain[:LOCATOR], plain[LOCATOR:]
        hashed = _hashed(locator, secret)  # before the transaction, and for every code alike: no timing to learn from
        with self._database.write() as connection:
            row = connection.execute(
                select(resume_codes).where(resume_codes.c.locator == locator).with_for_update()
            ).one_or_none()
            if row is None:
                return None
            if row.expires_at <= now or not hmac.compare_digest(row.secret_hash, hashed):
                _count_try(connection, locator, spent=row.expires_at <= now or row.tries + 1 >= MOST_TRIES)
                return None
            connection.execute(delete(resume_codes).where(resume_codes.c.locator == locator))
            connection.execute(delete(page_keys).where(page_keys.c.conversation == row.conversation))
            connection.execute(
                update(conversations)
                .where(conversations.c.id == row.conversation)
                .values(token_hash=token_hash, token_expires_at=token_expires_at, updated_at=now)
            )
            found: str = row.conversation
            return found


def _draw(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def _plain(code: str) -> str:
    """The code as it was made, however it was typed: spaces, dashes, small letters, O for 0, I or L for 1."""
    typed = "".join(sign for sign in code.upper() if sign.isalnum())
    return typed.translate(str.maketrans("OIL", "011"))


def _hashed(locator: str, secret: str) -> str:
    return hashlib.scrypt(secret.encode(), salt=f"yarrow-{locator}".encode(), n=2**14, r=8, p=1, dklen=32).hex()


def _count_try(connection: Connection, locator: str, *, spent: bool) -> None:
    if spent:
        connection.execute(delete(resume_codes).where(resume_codes.c.locator == locator))
    else:
        connection.execute(
            update(resume_codes).where(resume_codes.c.locator == locator).values(tries=resume_codes.c.tries + 1)
        )
