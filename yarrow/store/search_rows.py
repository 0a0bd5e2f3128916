"""Keeping what can be searched true, in the very transaction that stores the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, cast, delete, func, insert, literal, select, text, update
from sqlalchemy.dialects.postgresql import TSVECTOR

from yarrow.clinical.fact import Fact
from yarrow.clinical.summary import PRIVATE
from yarrow.store.case_tables import case_words
from yarrow.store.search_words import as_line, as_vector, has_words
from yarrow.store.tables import facts, inbound, outbound
from yarrow.store.values import Inbound

# Bytes of words with their places in one conversation on PostgreSQL, whose limit is a megabyte.
LONG = 100_000


@dataclass(frozen=True)
class Text:
    """What somebody wrote: its place, its words, and whether only clinicians may find it."""

    seq: int
    words: str
    is_private: bool = False


def heard(connection: Connection, message: Inbound, said: Iterable[Fact], *, is_agreed: bool = False) -> None:
    """A patient's message can be searched from now on, unless it is held apart until there is consent.

    `said`: facts, among them those made of it. `is_agreed`: there is consent, so that nothing is held apart.
    """
    private = {fact.provenance.message for fact in said if fact.path in PRIVATE} - {None}
    if private - {message.id}:  # an earlier message has turned out to be private
        index_anew(connection, message.conversation)
        return
    words = message.text if is_agreed or not message.text else _kept(connection, message)
    if words:
        add(connection, message.conversation, Text(message.seq, words, message.id in private))


def add(connection: Connection, conversation: str, said: Text) -> None:
    """One more message can be searched."""
    if not has_words(said.words):
        return
    if connection.dialect.name != "postgresql":
        connection.execute(insert(case_words).prefix_with("OR IGNORE").values(_line(conversation, said)))
    elif not connection.execute(_longer(conversation, said)).rowcount:
        connection.execute(insert(case_words).values(_document(conversation, [said])))


def index_anew(connection: Connection, conversation: str) -> None:
    """Make what can be searched of a conversation from what is in the record now."""
    connection.execute(delete(case_words).where(case_words.c.conversation == conversation))
    rows = rows_of(conversation, _written(connection, conversation), connection.dialect.name == "postgresql")
    for row in rows:
        connection.execute(insert(case_words).values(row))


def rows_of(conversation: str, written: Iterable[Text], is_postgresql: bool) -> list[dict[str, Any]]:
    """The rows of `case_words` for all that was written in a conversation, in order."""
    said = [one for one in written if has_words(one.words)]
    if said and is_postgresql:
        return [_document(conversation, said)]
    return [_line(conversation, one) for one in said]


def forget(connection: Connection) -> None:
    """Make sure that words of deleted rows are nowhere in SQLite's index: it only marks them, until it is merged."""
    if connection.dialect.name != "postgresql":
        connection.execute(text("INSERT INTO case_search(case_search) VALUES('optimize')"))


def _kept(connection: Connection, message: Inbound) -> str | None:
    of_it = (inbound.c.conversation == message.conversation) & (inbound.c.id == message.id)
    return connection.execute(select(inbound.c.text).where(of_it)).scalar_one_or_none()


def _written(connection: Connection, conversation: str) -> list[Text]:
    """What patient and staff wrote, in order."""
    told = select(facts.c.message).where(facts.c.conversation == conversation, facts.c.path.in_(PRIVATE))
    private = set(connection.execute(told).scalars())
    theirs = select(inbound.c.seq, inbound.c.id, inbound.c.text).where(
        inbound.c.conversation == conversation, inbound.c.text.is_not(None)
    )
    ours = select(outbound.c.seq, outbound.c.id, outbound.c.text).where(
        outbound.c.conversation == conversation,
        outbound.c.sender == "staff",
        outbound.c.sent_as.is_not(None),  # not the fixed words that somebody has joined
    )
    rows = [row for query in (theirs, ours) for row in connection.execute(query)]
    return [Text(row.seq, row.text, row.id in private) for row in sorted(rows, key=lambda row: row.seq)]


def _line(conversation: str, said: Text) -> dict[str, Any]:
    line = as_line(said.words)
    return {
        "conversation": conversation,
        "seq": said.seq,
        "words": None if said.is_private else line,
        "private_words": line if said.is_private else None,
    }


def _document(conversation: str, said: Sequence[Text]) -> dict[str, Any]:
    anybody = [one.words for one in said if not one.is_private]
    everything = [one.words for one in said]
    return {
        "conversation": conversation,
        "seq": said[-1].seq,
        "words": as_vector(anybody),
        "private_words": as_vector(everything) if len(anybody) < len(said) else None,
    }


def _longer(conversation: str, said: Text) -> Any:
    """Add to the row of a conversation; a very long one forgets where its words stand, which only phrases need."""
    c = case_words.c
    more = _vector(as_vector([said.words], after=1))
    open_words: Any = c.words if said.is_private else _with(c.words, more)
    both: Any = func.coalesce(c.private_words, c.words) if said.is_private else c.private_words
    return (
        update(case_words)
        .where(c.conversation == conversation)
        .values(seq=said.seq, words=open_words, private_words=_with(both, more))
    )


def _with(words: Any, more: Any) -> Any:
    is_long = func.pg_column_size(words) > LONG
    return case((is_long, func.strip(words).op("||")(func.strip(more))), else_=words.op("||")(more))


def _vector(words: str) -> ColumnElement[Any]:
    return cast(literal(words), TSVECTOR)
