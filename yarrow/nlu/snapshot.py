"""Rasa's tracker store: one bounded row per conversation, so that turn 200 costs what turn 5 costs.

The gateway's record is the truth; a row that is missing or behind is no loss, because every turn brings its case. What
must not happen is that a failure goes unseen: a store error is raised (yarrow/nlu/channel.py), two writers of the same
turn are told apart by the row's version, and a turn that came to nothing is not saved at all.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection, Engine

from yarrow.nlu.trace import Trace, bounded_events, has_message, remembered_slots, trace_of

CONVERSATION_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
WAIT_SECONDS = 2
# As long as a conversation's key lives (DESIGN §4.3). Who comes back later starts a new row: the case is in every turn.
KEPT_SECONDS = 24 * 60 * 60
metadata = sa.MetaData()
SNAPSHOT = sa.Table(
    "rasa_snapshot",
    metadata,
    sa.Column("conversation", sa.String(64), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("turn", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("saved_at", sa.BigInteger, nullable=False, index=True),
)


class SnapshotError(Exception):
    """Base of what can go wrong here; the message never holds a patient's words."""


class InvalidConversation(SnapshotError):
    """The conversation id is not one the gateway makes."""


class Conflict(SnapshotError):
    """Somebody else has written this conversation's row meanwhile, or this turn is already stored."""


@dataclass(frozen=True)
class Stored:
    """The last turn of a conversation that was saved, and its whole answer (the result's JSON)."""

    turn: int
    answer: dict[str, Any]


class SnapshotTracker(DialogueStateTracker):
    """A tracker that knows which version of the row it was read from; 0: there was none."""

    version = 0


class SnapshotTrackerStore(TrackerStore):
    """Keeps slots, the events of the last turns without their words, and the last turn's answer."""

    def __init__(self, domain: Domain | None = None, event_broker: Any = None, host: str = "", **kwargs: Any) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._engine = _engine(host)
        with self._engine.begin() as connection:
            metadata.create_all(connection)

    def last(self, conversation: str) -> Stored | None:
        """The last turn saved; None if there is none."""
        row = self._row(conversation)
        return Stored(row.turn, json.loads(row.answer)) if row else None

    def forget(self, conversation: str) -> bool:
        """Delete what is kept of a conversation; True if there was something."""
        _check_id(conversation)
        with self._engine.begin() as connection:
            gone = connection.execute(sa.delete(SNAPSHOT).where(SNAPSHOT.c.conversation == conversation))
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                # What was deleted would linger in the write-ahead log; a busy log is emptied later by itself.
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
        return bool(gone.rowcount)

    def is_writable(self) -> bool:
        """Whether the database answers and takes a write. Raises SQLAlchemyError if not."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(SNAPSHOT).where(SNAPSHOT.c.conversation == "-"))
        return True

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker as it stood after the last saved turn."""
        row = self._row(sender_id)
        if row is None:
            return None
        state = json.loads(row.state)
        tracker = self.init_tracker(sender_id)
        tracker.version = row.version
        slots = [SlotSet(name, value) for name, value in state["slots"].items() if name in tracker.slots]
        for event in (*slots, *deserialise_events(state["events"])):
            tracker.update(event, self.domain)
        return tracker

    def init_tracker(self, sender_id: str) -> SnapshotTracker:
        """An empty tracker."""
        return SnapshotTracker(sender_id, self.domain.slots, max_event_history=self.max_event_history)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the turn the tracker has just been through. Raises Conflict, or IncompleteTurn (see trace.py)."""
        _check_id(tracker.sender_id)
        if not has_message(tracker):
            # Rasa saves a tracker it has just made (TrackerStore.create_tracker): there is nothing to keep yet.
            return
        trace = trace_of(tracker)
        version = getattr(tracker, "version", 0)
        with self._engine.begin() as connection:
            if version == 0:
                _delete_old(connection)
            _write(connection, tracker, trace, version)
        tracker.version = version + 1

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations kept."""
        with self._engine.connect() as connection:
            return list(connection.execute(sa.select(SNAPSHOT.c.conversation)).scalars())

    def _row(self, conversation: str) -> Any:
        _check_id(conversation)
        with self._engine.connect() as connection:
            return connection.execute(sa.select(SNAPSHOT).where(SNAPSHOT.c.conversation == conversation)).one_or_none()


def _write(connection: Connection, tracker: DialogueStateTracker, trace: Trace, version: int) -> None:
    state = {"slots": remembered_slots(tracker), "events": bounded_events(tracker)}
    values = {
        "version": version + 1,
        "turn": trace.turn,
        "state": json.dumps(state),
        "answer": json.dumps(trace.answer),
        "saved_at": int(time.time()),
    }
    if version == 0:
        _insert(connection, {"conversation": tracker.sender_id, **values})
        return
    mine = (SNAPSHOT.c.conversation == tracker.sender_id) & (SNAPSHOT.c.version == version)
    # Order is the turn's number, never the clock's.
    written = connection.execute(sa.update(SNAPSHOT).where(mine & (SNAPSHOT.c.turn < trace.turn)).values(values))
    if written.rowcount != 1:
        raise Conflict("The conversation's snapshot has moved on; the gateway asks again.")


def _delete_old(connection: Connection) -> None:
    """Words of the last turn stand in a row: they are kept a day, not until somebody tidies up."""
    connection.execute(sa.delete(SNAPSHOT).where(SNAPSHOT.c.saved_at < int(time.time()) - KEPT_SECONDS))


def _insert(connection: Connection, values: dict[str, Any]) -> None:
    try:
        connection.execute(sa.insert(SNAPSHOT).values(values))
    except sa.exc.IntegrityError:
        # Without its cause: the database's message quotes the values, and with them the patient.
        raise Conflict("The conversation's snapshot is already there; the gateway asks again.") from None


def _check_id(conversation: str) -> None:
    if not CONVERSATION_ID.fullmatch(conversation):
        raise InvalidConversation("A conversation id has 1 to 64 letters, digits, - or _.")


def _engine(url: str) -> Engine:
    # The other side's driver for PostgreSQL is not installed here, this one is.
    url = url.replace("postgresql+psycopg:", "postgresql+psycopg2:", 1)
    if not url.startswith("sqlite"):
        arguments = {"connect_timeout": WAIT_SECONDS}
        engine = sa.create_engine(url, future=True, pool_pre_ping=True, hide_parameters=True, connect_args=arguments)
        sa.event.listen(engine, "connect", _prepare_postgresql)
        return engine
    # A pool, which SQLAlchemy 1.4 does not give a SQLite file: the last connection to close would checkpoint each time.
    arguments = {"timeout": WAIT_SECONDS, "check_same_thread": False}
    engine = sa.create_engine(
        url, future=True, hide_parameters=True, poolclass=sa.pool.QueuePool, connect_args=arguments
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    _keep_private(engine.url.database)
    return engine


def _prepare_sqlite(connection: Any, record: Any) -> None:
    # A locked file would stop everybody: the event loop waits here (reliability: at most 2 s).
    # What is deleted is overwritten, not only unlinked.
    for pragma in (f"busy_timeout={WAIT_SECONDS * 1000}", "journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_postgresql(connection: Any, record: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{WAIT_SECONDS}s'; SET statement_timeout = '{WAIT_SECONDS}s'")
    connection.commit()


def _keep_private(path: str | None) -> None:
    if path and path != ":memory:":
        os.makedirs(os.path.dirname(path) or ".", mode=0o700, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
