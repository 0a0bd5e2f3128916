"""Figures over many conversations at once, counted by the database; no words of anybody."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, select

from yarrow.store.case_tables import cases
from yarrow.store.database import Database
from yarrow.store.figures import Begun, Population, Reached, Spread, Topic, Unseen
from yarrow.store.figuring import bucket, listed, seconds, spread
from yarrow.store.tables import conversations, events, facts, inbound, outbound

# Longer silences are not part of answering: she was away.
LONGEST_ANSWER = 30 * 60
ASKS = "asks."
URGENT = ("T0", "T1", "T2")
OPEN = ("in_progress", "paused")
Reach = Literal["asked", "answered", "passed"]


class Insight:
    """Counts. Each reads one consistent state of the record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def choices(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The channels and the locales there are, in order."""
        with self._database.read() as connection:
            channels = connection.execute(select(cases.c.channel).distinct()).scalars().all()
            locales = connection.execute(select(cases.c.locale).distinct()).scalars().all()
        return tuple(sorted(channels)), tuple(sorted(one for one in locales if one))

    def statuses(self, of: Population) -> dict[str, int]:
        """How many conversations stand where."""
        query = select(cases.c.status, func.count()).where(*_in(of)).group_by(cases.c.status)
        with self._database.read() as connection:
            return {status: int(many) for status, many in connection.execute(query)}

    def questions(self, of: Population, quiet: datetime) -> dict[str, Reached]:
        """What became of each question; one whose patient has not been there since `quiet` was left there."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        with self._database.read() as connection:
            for reach, query in self._reaches(of).items():
                for question, many in connection.execute(query):
                    found[question][reach] = int(many)
            for question, here, left in connection.execute(_standing_open(of, quiet)):
                found[question] |= {"here": int(here), "left": int(left)}
        return {question: Reached(**counts) for question, counts in found.items()}

    def answering(self, of: Population) -> dict[str, Spread]:
        """How long patients took to answer the questions of each section, a conversation at a time."""
        asked_just_before = and_(
            outbound.c.conversation == inbound.c.conversation,
            outbound.c.seq == inbound.c.seq - 1,
            outbound.c.question_id.is_not(None),
        )
        took = seconds(outbound.c.at, inbound.c.at)
        section = outbound.c.question["section"].as_string().label("kind")
        each = (
            select(section, func.sum(took).label("seconds"))
            .select_from(inbound.join(outbound, asked_just_before).join(cases, _its(inbound)))
            .where(took <= LONGEST_ANSWER, *_in(of))
            .group_by(inbound.c.conversation, section)
        )
        return self._spreads(spread(each.subquery()))

    def begun(self, of: Population) -> tuple[Begun, ...]:
        """The conversations by the half hour they began in: their levels, what was typed, what was not understood."""
        start = bucket(cases.c.created_at).label("bucket")
        levels = select(start, cases.c.level, func.count()).where(*_in(of)).group_by(start, cases.c.level)
        typed = _by_start(inbound, of, start).where(inbound.c.text.is_not(None))
        unclear = _by_start(events, of, start).where(events.c.name == "not_understood")
        with self._database.read() as connection:
            by_level: dict[int, dict[str | None, int]] = defaultdict(dict)
            for at, level, many in connection.execute(levels):
                by_level[int(at)][level] = int(many)
            words, stumbles = _numbers(connection, typed), _numbers(connection, unclear)
        return tuple(
            Begun(at, by_level[at], int(words.get(at, 0)), int(stumbles.get(at, 0))) for at in sorted(by_level)
        )

    def topics(self, of: Population) -> dict[str, Topic]:
        """For each evidence topic, in how many conversations it was asked about, and answered."""
        asked = (
            select(facts.c.path, func.count(facts.c.conversation.distinct()))
            .select_from(facts.join(cases, _its(facts)))
            .where(facts.c.path.startswith(ASKS, autoescape=True), facts.c.status == "present", *_in(of))
            .group_by(facts.c.path)
        )
        with self._database.read() as connection:
            by_path = _numbers(connection, asked)
            answers = _numbers(connection, self._in_standing("explained", of))
        questions = {path[len(ASKS) :]: many for path, many in by_path.items()}
        return {name: Topic(questions.get(name, 0), answers.get(name, 0)) for name in {**questions, **answers}}

    def unanswered_topics(self, of: Population) -> int:
        """In how many conversations something was asked about that the protocol has no answer to."""
        query = (
            select(func.count(events.c.conversation.distinct()))
            .select_from(events.join(cases, _its(events)))
            .where(events.c.name == "unknown_topic", *_in(of))
        )
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def first_looks(self, of: Population) -> dict[str, Spread]:
        """How long urgent conversations waited until somebody looked, by level."""
        waited = seconds(cases.c.urgent_since, cases.c.first_look_at).label("seconds")
        looked = select(cases.c.level.label("kind"), waited).where(
            _urgent(), cases.c.first_look_at.is_not(None), *_in(of)
        )
        return self._spreads(spread(looked.subquery()))

    def unseen(self, of: Population) -> dict[str, Unseen]:
        """The urgent conversations nobody has looked at yet, by level."""
        query = (
            select(cases.c.level, func.count(), func.min(cases.c.urgent_since))
            .where(_urgent(), cases.c.first_look_at.is_(None), *_in(of))
            .group_by(cases.c.level)
        )
        with self._database.read() as connection:
            return {level: Unseen(int(many), since) for level, many, since in connection.execute(query)}

    def _reaches(self, of: Population) -> dict[Reach, Select[Any]]:
        return {
            "asked": _conversations_by(outbound, outbound.c.question_id, of),
            "answered": _conversations_by(inbound, inbound.c.answered, of),
            "passed": self._in_standing("passed", of),
        }

    def _in_standing(self, name: str, of: Population) -> Select[Any]:
        entry = listed(self._database, name)
        return (
            select(entry, func.count(conversations.c.id.distinct()))
            .select_from(conversations.join(cases, cases.c.conversation == conversations.c.id))
            .where(*_in(of))
            .group_by(entry)
        )

    def _spreads(self, query: Select[Any]) -> dict[str, Spread]:
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return {row.kind: Spread(int(row.many), int(row.median), int(row.ninth), int(row.longest)) for row in rows}


def _in(of: Population) -> list[ColumnElement[bool]]:
    held: list[ColumnElement[bool]] = []
    if of.since is not None:
        held.append(cases.c.created_at >= of.since)
    if of.until is not None:
        held.append(cases.c.created_at < of.until)
    if of.channel is not None:
        held.append(cases.c.channel == of.channel)
    if of.locale is not None:
        held.append(cases.c.locale == of.locale)
    return held


def _its(table: Any) -> ColumnElement[bool]:
    its: ColumnElement[bool] = cases.c.conversation == table.c.conversation
    return its


def _urgent() -> ColumnElement[bool]:
    return and_(cases.c.urgent_since.is_not(None), cases.c.level.in_(URGENT))


def _conversations_by(table: Any, column: Any, of: Population) -> Select[Any]:
    """In how many conversations a row of the table has each value."""
    # Each pair once, and then counted: to count different ones within groups, PostgreSQL sorts all of the table.
    # In this order the pairs stand in the index already.
    once = (
        select(column.label("value"), table.c.conversation)
        .select_from(table.join(cases, _its(table)))
        .where(column.is_not(None), *_in(of))
        .group_by(table.c.conversation, column)
        .subquery()
    )
    return select(once.c.value, func.count()).group_by(once.c.value)


def _by_start(table: Any, of: Population, start: ColumnElement[int]) -> Select[Any]:
    """How many rows of the table belong to the conversations of each half hour."""
    columns: tuple[Any, ...] = (start, func.count())
    return select(*columns).select_from(table.join(cases, _its(table))).where(*_in(of)).group_by(start)


def _standing_open(of: Population, quiet: datetime) -> Select[Any]:
    is_here = case((cases.c.last_activity_at >= quiet, 1), else_=0)
    return (
        select(cases.c.question, func.sum(is_here), func.sum(1 - is_here))
        .where(cases.c.question.is_not(None), cases.c.status.in_(OPEN), *_in(of))
        .group_by(cases.c.question)
    )


def _numbers(connection: Connection, query: Select[Any]) -> dict[Any, int]:
    return {key: int(many) for key, many in connection.execute(query)}
