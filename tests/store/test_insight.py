"""Figures over many conversations, on both databases."""

from __future__ import annotations

import os
import uuid
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import delete, insert

from tests.support.postgresql import POSTGRESQL, own_schema
from yarrow.intake.case import Standing
from yarrow.settings import sqlite_url
from yarrow.store import upgrade
from yarrow.store.case_tables import cases
from yarrow.store.figures import Population, Reached, Spread, Topic, Unseen
from yarrow.store.figuring import BUCKET_SECONDS
from yarrow.store.insight import Insight
from yarrow.store.record import Record
from yarrow.store.tables import conversations, events, facts, inbound, outbound

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)
EVERYBODY = Population()


@dataclass
class Told:
    """One conversation as it lies in the tables; each question: its id, its section, seconds until answered or None."""

    name: str
    begun: datetime = NOW
    status: str = "in_progress"
    level: str | None = None
    channel: str = "widget"
    locale: str | None = "UK"
    question: str | None = None
    seen: datetime | None = None
    questions: tuple[tuple[str, str, int | None], ...] = ()
    passed: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    urgent_since: datetime | None = None
    looked_at: datetime | None = None
    typed: bool = True
    more: dict = field(default_factory=dict)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def record(request, tmp_path_factory):
    """One record for all of them: making the tables takes longer than any of these tests."""
    with ExitStack() as stack:
        url = sqlite_url(tmp_path_factory.mktemp("insight") / "yarrow.db")
        if request.param == "postgresql":
            url = stack.enter_context(own_schema(f"yarrow_insight_{os.getpid()}_{uuid.uuid4().hex[:8]}"))
            if url is None:
                pytest.skip(f"No PostgreSQL at {POSTGRESQL}: start one there to run this test.")
        one = Record(url)
        stack.callback(one.close)
        upgrade.upgrade(one.database)
        yield one


@pytest.fixture
def insight(record):
    with record.database.write() as connection:
        connection.execute(delete(conversations))
    return Insight(record.database)


@pytest.fixture
def tell(record, insight):
    def put(*told):
        with record.database.write() as connection:
            for one in told:
                connection.execute(insert(conversations).values(_conversation(one)))
                connection.execute(insert(cases).values(_case(one)))
                for table, rows in _rows(one).items():
                    if rows:
                        connection.execute(insert(table), rows)

    return put


def test_counts_conversations_by_where_they_stand(insight, tell):
    tell(Told("a", status="completed"), Told("b", status="completed"), Told("c", status="declined"))
    assert insight.statuses(EVERYBODY) == {"completed": 2, "declined": 1}


def test_counts_only_those_begun_in_the_stretch_the_first_moment_included(insight, tell):
    tell(Told("before", NOW - HOUR), Told("first", NOW), Told("last", NOW + HOUR), Told("after", NOW + 2 * HOUR))
    assert insight.statuses(Population(NOW, NOW + 2 * HOUR)) == {"in_progress": 2}


def test_counts_only_the_channel_and_locale_asked_for(insight, tell):
    tell(Told("a"), Told("b", channel="whatsapp"), Told("c", locale="US"), Told("d", locale=None))
    assert insight.statuses(Population(channel="widget", locale="UK")) == {"in_progress": 1}
    assert insight.choices() == (("whatsapp", "widget"), ("UK", "US"))


def test_says_for_each_question_who_was_asked_answered_passed_stands_there_and_left(insight, tell):
    long_ago, lately = NOW - 48 * HOUR, NOW - HOUR
    tell(
        Told("a", questions=(("age", "about", 5), ("planning", "about", None)), question="planning", seen=lately),
        Told("b", questions=(("age", "about", 9), ("planning", "about", None)), question="planning", seen=long_ago),
        Told("c", questions=(("age", "about", None),), passed=("age",), status="completed", seen=long_ago),
    )
    found = insight.questions(EVERYBODY, NOW - 24 * HOUR)
    assert found == {
        "age": Reached(asked=3, answered=2, passed=1),
        "planning": Reached(asked=2, here=1, left=1),
    }


def test_counts_a_question_put_twice_to_one_patient_once(insight, tell):
    tell(Told("a", questions=(("age", "about", None), ("age", "about", 4))))
    assert insight.questions(EVERYBODY, NOW)["age"] == Reached(asked=1, answered=1)


def test_does_not_take_a_finished_conversation_for_one_left_at_its_last_question(insight, tell):
    tell(Told("a", status="completed", question="asks", seen=NOW - 48 * HOUR))
    assert insight.questions(EVERYBODY, NOW) == {}


def test_says_how_long_patients_took_in_each_section(insight, tell):
    tell(
        Told("a", questions=(("age", "about", 10), ("planning", "about", 20), ("losses_count", "losses", 7))),
        Told("b", questions=(("age", "about", 50),)),
        Told("c", questions=(("age", "about", 90),)),
    )
    assert insight.answering(EVERYBODY) == {"about": Spread(3, 50, 90, 90), "losses": Spread(1, 7, 7, 7)}


def test_does_not_count_a_long_silence_as_answering(insight, tell):
    tell(Told("a", questions=(("age", "about", 30 * 60 + 1), ("planning", "about", 12))))
    assert insight.answering(EVERYBODY) == {"about": Spread(1, 12, 12, 12)}


@pytest.mark.parametrize(
    ("waits", "median", "ninth"),
    [((7,), 7, 7), ((1, 2), 1, 2), ((1, 2, 3), 2, 3), (tuple(range(1, 11)), 5, 9), (tuple(range(1, 12)), 6, 10)],
)
def test_a_percentile_is_the_nearest_rank(insight, tell, waits, median, ninth):
    tell(*(_urgent(f"c{wait}", "T0", wait) for wait in waits))
    assert insight.first_looks(EVERYBODY) == {"T0": Spread(len(waits), median, ninth, max(waits))}


def test_time_to_first_look_is_of_the_urgent_ones_that_were_looked_at(insight, tell):
    waiting = Told("w", level="T1", urgent_since=NOW - 3 * HOUR)
    tell(_urgent("a", "T0", 60), waiting, Told("x", level="T1", urgent_since=NOW - HOUR), Told("calm", level="T4"))
    assert insight.first_looks(EVERYBODY) == {"T0": Spread(1, 60, 60, 60)}
    assert insight.unseen(EVERYBODY) == {"T1": Unseen(2, NOW - 3 * HOUR)}


def test_a_look_before_it_became_urgent_waited_no_time_at_all(insight, tell):
    tell(_urgent("a", "T2", -30))
    assert insight.first_looks(EVERYBODY) == {"T2": Spread(1, 0, 0, 0)}


def test_says_for_each_half_hour_what_began_in_it(insight, tell):
    tell(
        Told("a", level="T4", questions=(("age", "about", 3), ("planning", "about", 3)), events=("not_understood",)),
        Told("b", NOW + timedelta(minutes=29), level="T4", questions=(("age", "about", 3),), typed=False),
        Told("c", NOW + timedelta(minutes=31), level=None, events=("not_understood", "person_wanted")),
    )
    first, second = insight.begun(EVERYBODY)
    assert datetime.fromtimestamp(first.bucket * BUCKET_SECONDS, timezone.utc) == NOW
    assert (first.levels, first.typed, first.not_understood) == ({"T4": 2}, 2, 1)
    assert (second.bucket, second.levels, second.not_understood) == (first.bucket + 1, {None: 1}, 1)


def test_says_for_each_topic_who_asked_and_who_was_answered(insight, tell):
    tell(
        Told("a", asks=("nk_cells", "zonulin"), explained=("nk_cells",)),
        Told("b", asks=("nk_cells",), explained=("nk_cells",), events=("unknown_topic", "unknown_topic")),
        Told("c", explained=("binders",)),
    )
    assert insight.topics(EVERYBODY) == {
        "nk_cells": Topic(asked=2, answered=2),
        "zonulin": Topic(asked=1),
        "binders": Topic(answered=1),
    }
    assert insight.unanswered_topics(EVERYBODY) == 1


def test_what_patients_asked_staff_is_no_topic(insight, tell):
    tell(Told("a", more={"path": "asks_other"}))
    assert insight.topics(EVERYBODY) == {}


def test_of_nobody_there_are_no_figures(insight):
    assert insight.statuses(EVERYBODY) == {}
    assert insight.questions(EVERYBODY, NOW) == {}
    assert insight.answering(EVERYBODY) == {}
    assert insight.begun(EVERYBODY) == ()
    assert insight.topics(EVERYBODY) == {}
    assert insight.first_looks(EVERYBODY) == {}
    assert insight.unseen(EVERYBODY) == {}


def _urgent(name, level, wait):
    return Told(name, level=level, urgent_since=NOW, looked_at=NOW + timedelta(seconds=wait))


def _conversation(told):
    standing = Standing(question=told.question, passed=told.passed, explained=told.explained, status=told.status)
    return {
        "id": told.name,
        "token_hash": "h",
        "token_expires_at": NOW,
        "channel": told.channel,
        "locale": told.locale,
        "status": told.status,
        "standing": standing.to_json(),
        "level": told.level,
        "needs_human": False,
        "version": 1,
        "last_seq": 2 * len(told.questions),
        "last_turn": 0,
        "created_at": told.begun,
        "updated_at": told.begun,
        "last_activity_at": told.seen or told.begun,
    }


def _case(told):
    return {
        "conversation": told.name,
        "channel": told.channel,
        "locale": told.locale,
        "status": told.status,
        "level": told.level,
        "rank": int(told.level[1]) if told.level else 9,
        "section": "about",
        "question": told.question,
        "created_at": told.begun,
        "last_activity_at": told.seen or told.begun,
        "urgent_since": told.urgent_since,
        "red_flags": 0,
        "not_understood": 0,
        "failed": 0,
        "last_heard_seq": 0,
        "read_seq": 0,
        "first_look_at": told.looked_at,
        "work": "new",
        "attended": False,
        "change": 0,
    }


def _rows(told):
    said, heard, at = [], [], told.begun
    for place, (question, section, seconds) in enumerate(told.questions):
        said.append(_said(told, 2 * place + 1, question, section, at))
        if seconds is not None:
            at += timedelta(seconds=seconds)
            heard.append(_heard(told, 2 * place + 2, question, at))
    return {
        outbound: said,
        inbound: heard,
        facts: [_fact(told, f"asks.{topic}") for topic in told.asks] + [_fact(told, p) for p in told.more.values()],
        events: [{"conversation": told.name, "turn": 1, "name": name, "detail": {}, "at": NOW} for name in told.events],
    }


def _said(told, seq, question, section, at):
    return {
        "conversation": told.name,
        "seq": seq,
        "id": f"{told.name}-{seq}",
        "sender": "assistant",
        "kind": "reply",
        "text": "?",
        "choices": [],
        "question": {"id": question, "section": section},
        "question_id": question,
        "at": at,
    }


def _heard(told, seq, question, at):
    return {
        "conversation": told.name,
        "id": f"m{seq}",
        "turn": seq,
        "seq": seq,
        "text": "34" if told.typed else None,
        "choices": [],
        "answered": question,
        "state": "done",
        "tries": 0,
        "at": at,
    }


def _fact(told, path):
    return {
        "conversation": told.name,
        "turn": 1,
        "path": path,
        "status": "present",
        "value": True,
        "captured": "text",
        "at": NOW,
    }
