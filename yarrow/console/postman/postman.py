"""Sends what is due by one channel, and sees to it that nothing is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Protocol

import structlog

from yarrow.console.postman.addresses import addresses
from yarrow.console.postman.refused import Refused
from yarrow.post import Post
from yarrow.store.notice_values import Channel, Letter
from yarrow.store.record import Record
from yarrow.web.logs import described

log = structlog.get_logger(__name__)
# Longer than all steps of sending together may take.
LEASE = timedelta(minutes=3)
# After each failed try; the last one again and again.
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 60, 300, 900, 1800, 3600))
# Then only a person can have it sent again; it stands in the list of notices as failed.
LONGEST = timedelta(hours=24)
# Of something that happened longer ago nobody gets a letter: the console, out of use so long, is where to look.
TOO_OLD = timedelta(days=7)

Clock = Callable[[], datetime]


class Sender(Protocol):
    """A way out."""

    def send(self, letter: Letter) -> None:
        """Send it. Raises Refused."""


def _now() -> datetime:
    return datetime.now(timezone.utc)


class Sorter:
    """Decides who gets a letter about what has happened."""

    def __init__(self, record: Record, post: Post, clock: Clock = _now) -> None:
        self._record = record
        self._post = post
        self._clock = clock

    def round(self) -> bool:
        """Make the letters of what is new; whether there was anything."""
        new = self._record.letters.unaddressed()
        accounts = self._record.accounts.all() if new else []
        for notice in new:
            now = self._clock()
            stale = notice.seen_at is not None or now - notice.at > TOO_OLD
            wanted = [] if stale else addresses(notice.audience, self._post, accounts)
            self._record.letters.address(notice, wanted, now)
        return bool(new)


class Postman:
    """Works on one channel. `owner`: different for every postman there is."""

    def __init__(self, record: Record, channel: Channel, sender: Sender, owner: str, clock: Clock = _now) -> None:
        self._letters = record.letters
        self._channel = channel
        self._sender = sender
        self._owner = owner
        self._clock = clock

    def round(self) -> bool:
        """Send a letter that is due; whether there was one."""
        now = self._clock()
        due = self._letters.take(self._channel, self._owner, now, now + LEASE)
        if due is None:
            return False
        try:
            self._sender.send(due)
        except Refused as refused:
            self._failed(due, refused.code)
        except Exception as error:  # one letter that cannot be written must not keep back the others
            log.error("letter failed", part=self._channel, **described(error))
            self._failed(due, type(error).__name__)
        else:
            self._letters.sent(due, self._owner, self._clock())
            log.info("letter sent", part=self._channel, tries=due.tries)
        return True

    def _failed(self, letter: Letter, code: str) -> None:
        log.warning("letter not sent", part=self._channel, reason=code, tries=letter.tries)
        now = self._clock()
        if now - letter.made_at >= LONGEST:
            self._letters.give_up(letter, self._owner, code)
        else:
            self._letters.postpone(letter, self._owner, code, now + pause(letter.tries))


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries."""
    return PAUSES[min(tries, len(PAUSES)) - 1]
