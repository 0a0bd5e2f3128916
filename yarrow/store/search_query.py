"""What is searched for: words, and phrases in quotes; every one of them must be in the conversation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    cast,
    column,
    literal,
    literal_column,
    or_,
    select,
    table,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from yarrow.store.case_tables import case_words
from yarrow.store.search_words import words_of

PIECE = re.compile(r'"([^"]*)"?|([^"\s]+)')
MOST_TERMS, MOST_SIGNS = 12, 200


@dataclass(frozen=True)
class Term:
    """One word or phrase, folded. `is_prefix`: the last word may go on ("bleed" finds "bleeding")."""

    words: tuple[str, ...]
    is_prefix: bool

    def fits(self, words: list[str], at: int) -> bool:
        """Whether it stands at this place among the words of a message."""
        there = words[at : at + len(self.words)]
        if len(there) < len(self.words) or tuple(there[:-1]) != self.words[:-1]:
            return False
        return there[-1].startswith(self.words[-1]) if self.is_prefix else there[-1] == self.words[-1]


@dataclass(frozen=True)
class Search:
    """All terms. `private`: whether who searches may find what only clinicians may read."""

    terms: tuple[Term, ...]
    private: bool


def parsed(typed: str, *, private: bool) -> Search | None:
    """What was typed into the box; None if there is no word in it."""
    terms = tuple(_terms(typed[:MOST_SIGNS]))[:MOST_TERMS]
    return Search(terms, private) if terms else None


def _terms(typed: str) -> Iterator[Term]:
    for phrase, word in PIECE.findall(typed):
        words = tuple(one.folded for one in words_of(phrase or word))
        if words:
            # What begins with one letter would be nearly everything.
            yield Term(words, is_prefix=not phrase and len(words[-1]) > 1)


def found(search: Search, *, is_postgresql: bool) -> Select[str]:
    """A query for the conversations in which everything is found; a conversation may come more than once."""
    return _found_by_vector(search) if is_postgresql else _found_by_index(search)


def _found_by_vector(search: Search) -> Select[str]:
    query = cast(literal(" & ".join(_as_tsquery(term) for term in search.terms)), TSQUERY)
    matches: ColumnElement[bool] = case_words.c.words.op("@@")(query)
    if search.private:
        matches = or_(matches, case_words.c.private_words.op("@@")(query))
    return select(case_words.c.conversation).where(matches)


def _as_tsquery(term: Term) -> str:
    words = [f"'{word}'" for word in term.words]
    return "(" + " <-> ".join([*words[:-1], words[-1] + (":*" if term.is_prefix else "")]) + ")"


def _found_by_index(search: Search) -> Select[str]:
    """Each message is a row here, so each term is looked for by itself."""
    of_each = [
        select(case_words.c.conversation).where(case_words.c.number.in_(_numbers(term, private=search.private)))
        for term in search.terms
    ]
    first, *others = of_each
    return first.where(and_(true(), *(case_words.c.conversation.in_(other) for other in others)))


def _numbers(term: Term, *, private: bool) -> Select[int]:
    """The rows of `case_words` that FTS5 finds."""
    phrase = '"' + " ".join(term.words) + '"' + ("*" if term.is_prefix else "")
    index = table("case_search", column("rowid", Integer))
    match = literal_column("case_search").op("MATCH")(phrase if private else "{words} : " + phrase)
    return select(index.c.rowid).where(match)
