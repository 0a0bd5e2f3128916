"""Facts that staff put right: a new fact beside the old one, and the triage made anew, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from yarrow.clinical.fact import Fact
from yarrow.store.audit import Act, note
from yarrow.store.case_rows import changed, judged, mark_conditions
from yarrow.store.casework import add_step, not_overtaken
from yarrow.store.database import Database
from yarrow.store.errors import BehindTheRecord, TurnInFlight
from yarrow.store.rows import add_events, add_facts, add_triage, locked
from yarrow.store.tables import conversations, facts, inbound
from yarrow.store.values import Conversation
from yarrow.store.work_rows import correction_of, with_name
from yarrow.store.work_tables import corrections
from yarrow.store.work_values import Correction, Deed, Hand


@dataclass(frozen=True)
class Amendment:
    """A correction to be stored. `facts`: the new word first, then what follows from it. `head`: the number of the
    newest fact that was judged, 0 if there was none. `triage`: of all facts with these."""

    conversation: str
    facts: tuple[Fact, ...]
    replaces: int | None
    reason: str
    head: int
    triage: dict[str, Any]
    level_before: str | None
    rules_came: tuple[str, ...] = ()
    rules_went: tuple[str, ...] = ()


class Corrections:
    """What staff put right."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, conversation: str) -> tuple[Correction, ...]:
        """The corrections of a conversation, oldest first."""
        query = with_name(corrections).where(corrections.c.conversation == conversation)
        with self._database.read() as connection:
            return tuple(correction_of(row) for row in connection.execute(query.order_by(corrections.c.number)))

    def head(self, conversation: str) -> int:
        """The number of the newest fact; 0 if there is none."""
        with self._database.read() as connection:
            return _head(connection, conversation)

    def add(self, amendment: Amendment, hand: Hand, now: datetime) -> Correction:
        """Store a correction.

        Raises UnknownConversation; BehindTheRecord if facts came since it was judged; Overtaken if somebody else
        changed the conversation; TurnInFlight if a message is being answered from the facts as they were.
        """
        with self._database.write() as connection:
            held = locked(connection, amendment.conversation)
            not_overtaken(connection, held.id, hand)
            if _head(connection, held.id) != amendment.head:
                raise BehindTheRecord(held.id)
            _fence(connection, held.id, now)
            number = _stored(connection, held, amendment, hand, now)
            query = with_name(corrections).where(corrections.c.number == number)
            made = correction_of(connection.execute(query).one())
            note(connection, _act(made), now)
        return made


def _act(made: Correction) -> Act:
    detail = {
        "fact": made.fact,
        "replaces": made.replaces,
        "level_before": made.level_before,
        "level_after": made.level_after,
    }
    return Act(made.staff, "fact.correct", made.conversation, detail)


def _stored(connection: Connection, held: Conversation, amendment: Amendment, hand: Hand, now: datetime) -> int:
    add_facts(connection, held.id, held.last_turn, amendment.facts, now)
    fact = _first_after(connection, held.id, amendment.head)
    levels = {"level_before": amendment.level_before, "level_after": amendment.triage["level"]}
    add_triage(connection, held.id, held.last_turn, amendment.triage, now)
    add_events(connection, held.id, held.last_turn, ({"event": "fact_corrected", "fact": fact, **levels},), now)
    connection.execute(
        update(conversations)
        .where(conversations.c.id == held.id)
        .values(level=amendment.triage["level"], version=held.version + 1, updated_at=now)
    )
    mark_conditions(connection, held.id, amendment.facts)
    changed(connection, held.id, **judged(amendment.triage["level"], now))
    add_step(connection, Deed(held.id, hand.staff, "correct", {"fact": fact, **levels}), now)
    values = {
        "conversation": held.id,
        "fact": fact,
        "replaces": amendment.replaces,
        "path": amendment.facts[0].path,
        "staff": hand.staff,
        "reason": amendment.reason,
        "rules_came": list(amendment.rules_came),
        "rules_went": list(amendment.rules_went),
        "at": now,
        **levels,
    }
    number: int = connection.execute(insert(corrections).values(values).returning(corrections.c.number)).scalar_one()
    return number


def _head(connection: Connection, conversation: str) -> int:
    query = select(func.max(facts.c.number)).where(facts.c.conversation == conversation)
    return connection.execute(query).scalar_one() or 0


def _first_after(connection: Connection, conversation: str, head: int) -> int:
    query = select(func.min(facts.c.number)).where(facts.c.conversation == conversation, facts.c.number > head)
    number: int = connection.execute(query).scalar_one()
    return number


def _fence(connection: Connection, conversation: str, now: datetime) -> None:
    """Nobody may finish a turn that was begun with the facts as they were: its triage would undo this one."""
    working = (inbound.c.conversation == conversation) & (inbound.c.state == "working")
    if connection.execute(select(inbound.c.id).where(working, inbound.c.lease_until > now)).first():
        raise TurnInFlight(conversation)
    connection.execute(update(inbound).where(working).values(state="queued", owner=None, lease_until=None))
