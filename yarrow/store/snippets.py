"""Where in a conversation the words searched for stand: a piece of the message that has most of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, literal, select

from yarrow.clinical.summary import PRIVATE
from yarrow.store.database import Database
from yarrow.store.search_query import Search
from yarrow.store.search_words import Word, folded, words_of
from yarrow.store.tables import facts, inbound, outbound

# Signs before the first word found, and in all.
BEFORE, LENGTH = 60, 180


@dataclass(frozen=True)
class Snippet:
    """`seq`: the message's place. `pieces`: text, and whether it is what was searched for."""

    seq: int
    by_staff: bool
    pieces: tuple[tuple[str, bool], ...]


class Snippets:
    """Pieces of what patients and staff wrote."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, conversations: Sequence[str], search: Search) -> dict[str, Snippet]:
        """One for each of these in which something is found that may be shown."""
        best: dict[str, tuple[int, Snippet]] = {}
        with self._database.read() as connection:
            private = set() if search.private else _private(connection, conversations)
            for row in _written(connection, conversations):
                if (row.conversation, row.id) in private:
                    continue
                spans = _spans(row.text, search)
                count = len({term for term, _, _ in spans})
                if spans and count > best.get(row.conversation, (0,))[0]:
                    pieces = tuple(_pieces(row.text, [(start, end) for _, start, end in spans]))
                    best[row.conversation] = (count, Snippet(row.seq, bool(row.by_staff), pieces))
        return {conversation: snippet for conversation, (_, snippet) in best.items()}


def _written(connection: Connection, conversations: Sequence[str]) -> Iterator[Any]:
    theirs = select(inbound.c.conversation, inbound.c.id, inbound.c.seq, inbound.c.text).where(
        inbound.c.conversation.in_(conversations), inbound.c.text.is_not(None)
    )
    ours = select(outbound.c.conversation, outbound.c.id, outbound.c.seq, outbound.c.text).where(
        outbound.c.conversation.in_(conversations), outbound.c.sent_as.is_not(None)
    )
    for query, column, by_staff in ((theirs, inbound, False), (ours, outbound, True)):
        yield from connection.execute(query.add_columns(literal(by_staff).label("by_staff")).order_by(column.c.seq))


def _private(connection: Connection, conversations: Sequence[str]) -> set[tuple[str, str | None]]:
    query = select(facts.c.conversation, facts.c.message).where(
        facts.c.conversation.in_(conversations), facts.c.path.in_(PRIVATE)
    )
    return {(row.conversation, row.message) for row in connection.execute(query)}


def _spans(text: str, search: Search) -> list[tuple[int, int, int]]:
    """(number of the term, start, end) of all that is found in a text, in order."""
    plain = folded(text)
    if not any(term.words[0] in plain for term in search.terms):
        return []
    there: list[Word] = list(words_of(text))
    words = [word.folded for word in there]
    return sorted(
        (
            (number, there[at].start, there[at + len(term.words) - 1].end)
            for at in range(len(words))
            for number, term in enumerate(search.terms)
            if term.fits(words, at)
        ),
        key=lambda span: span[1:],
    )


def _pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    spans = list(spans)
    begin = _begin(text, spans[0][0])
    stop = min(len(text), begin + LENGTH)
    at = begin
    if begin:
        yield "… ", False
    for start, end in spans:
        if start < at or end > stop:
            continue
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < stop:
        yield text[at:stop], False
    if stop < len(text):
        yield " …", False


def _begin(text: str, first: int) -> int:
    """Some way before the first word found, at the beginning of a word."""
    if first <= BEFORE:
        return 0
    gap = text.find(" ", first - BEFORE, first)
    return gap + 1 if gap >= 0 else first
