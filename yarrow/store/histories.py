"""Many histories at once, for those who look after the record: replay, export, retention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from yarrow.clinical.fact import Fact
from yarrow.store.database import Database
from yarrow.store.rows import fact_of
from yarrow.store.tables import conversations, facts, triage_results
from yarrow.store.values import StoredTriage

PAGE = 500


@dataclass(frozen=True)
class StoredHistory:
    """What holds in one conversation, and the last triage made of it."""

    conversation: str
    facts: tuple[Fact, ...]
    triage: StoredTriage | None


class Histories:
    """All conversations, a page at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ids(self, *, idle_since: datetime | None = None) -> Iterator[str]:
        """The conversations in the order of their ids; with `idle_since`, those whose patient was last there before."""
        after = ""
        while True:
            query = (
                select(conversations.c.id).where(conversations.c.id > after).order_by(conversations.c.id).limit(PAGE)
            )
            if idle_since is not None:
                query = query.where(conversations.c.last_activity_at < idle_since)
            with self._database.read() as connection:
                page = connection.execute(query.order_by(conversations.c.id).limit(PAGE)).scalars().all()
            if not page:
                return
            yield from page
            after = page[-1]

    def many(self) -> int:
        """How many conversations there are."""
        with self._database.read() as connection:
            return int(connection.execute(select(func.count()).select_from(conversations)).scalar_one())

    def each(self) -> Iterator[StoredHistory]:
        """Every conversation's latest facts and last triage."""
        page: list[str] = []
        for conversation in self.ids():
            page.append(conversation)
            if len(page) == PAGE:
                yield from self._read(page)
                page = []
        yield from self._read(page)

    def _read(self, page: Sequence[str]) -> Iterator[StoredHistory]:
        with self._database.read() as connection:
            said, judged = _latest_facts(connection, page), _last_triage(connection, page)
        for conversation in page:
            yield StoredHistory(conversation, tuple(said.get(conversation, ())), judged.get(conversation))


def _latest_facts(connection: Connection, page: Sequence[str]) -> dict[str, list[Fact]]:
    newest = (
        select(func.max(facts.c.number))
        .where(facts.c.conversation.in_(page))
        .group_by(facts.c.conversation, facts.c.path)
    )
    found: dict[str, list[Fact]] = {}
    for row in connection.execute(select(facts).where(facts.c.number.in_(newest)).order_by(facts.c.number)):
        found.setdefault(row.conversation, []).append(fact_of(row))
    return found


def _last_triage(connection: Connection, page: Sequence[str]) -> dict[str, StoredTriage]:
    newest = (
        select(func.max(triage_results.c.number))
        .where(triage_results.c.conversation.in_(page))
        .group_by(triage_results.c.conversation)
    )
    rows = connection.execute(select(triage_results).where(triage_results.c.number.in_(newest)))
    return {row.conversation: StoredTriage(row.turn, row.level, row.result, row.at) for row in rows}
