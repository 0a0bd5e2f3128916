"""The read side of one patient's record."""

from __future__ import annotations

from sqlalchemy import select

from yarrow.store.database import Database
from yarrow.store.errors import UnknownConversation
from yarrow.store.rows import conversation_of, fact_of
from yarrow.store.tables import conversations, events, facts, triage_results
from yarrow.store.values import CaseFile, StoredEvent, StoredTriage


class CaseFiles:
    """What is known of each patient."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, conversation: str) -> CaseFile:
        """Everything known in a conversation. Raises UnknownConversation."""
        with self._database.read() as connection:
            row = connection.execute(select(conversations).where(conversations.c.id == conversation)).one_or_none()
            if row is None:
                raise UnknownConversation(conversation)
            said = connection.execute(
                select(facts).where(facts.c.conversation == conversation).order_by(facts.c.number)
            ).all()
            last = connection.execute(
                select(triage_results)
                .where(triage_results.c.conversation == conversation)
                .order_by(triage_results.c.number.desc())
                .limit(1)
            ).one_or_none()
            happened = connection.execute(
                select(events).where(events.c.conversation == conversation).order_by(events.c.number)
            ).all()
        return CaseFile(
            conversation=conversation_of(row),
            facts=tuple(fact_of(one) for one in said),
            last_fact_turn=max((one.turn for one in said), default=0),
            triage=StoredTriage(last.turn, last.level, last.result, last.at) if last else None,
            events=tuple(StoredEvent(one.turn, one.name, one.detail, one.at) for one in happened),
            numbers=tuple(one.number for one in said),
        )
