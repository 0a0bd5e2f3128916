"""What stands in a figure: its numbers, its sentence, its picture and its file."""

from __future__ import annotations

import asyncio
import csv
import io
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from yarrow.console.insight.answering import answering
from yarrow.console.insight.figure import Column, Drawing, Figure, duration, share
from yarrow.console.insight.looks import looks
from yarrow.console.insight.over_time import levels, not_understood
from yarrow.console.insight.period import Period
from yarrow.console.insight.picture import picture
from yarrow.console.insight.questions import questions
from yarrow.console.insight.remembered import Remembered
from yarrow.console.insight.spreadsheet import harmless, spreadsheet
from yarrow.console.insight.stretches import stretches, unit
from yarrow.console.insight.topics import topics
from yarrow.protocol.loader import load
from yarrow.store.figures import Begun, Population, Reached, Spread, Topic, Unseen
from yarrow.store.figuring import BUCKET_SECONDS

PROTOCOL = load()
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=timezone.utc)
FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
ATTACKS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    '"=1',
    "\ufeff=1",
    "＝1",
    "－1",
    "a;=1",
    "a,+1",
]
ATTACKS += ["a;=1", "a,+1", "a\n-1", "a\t@x", "a|=cmd", 'a;"=1', "=HYPERLINK(1)", '=cmd|"/c calc"!A1']


@pytest.mark.parametrize("words", ATTACKS)
def test_nothing_in_a_file_begins_a_formula_at_its_start_or_behind_a_separator(words):
    written = spreadsheet(_figure(words)).decode("utf-8-sig")
    for separator in ",;\t|":
        for line in csv.reader(io.StringIO(written), delimiter=separator):
            for cell in line:
                assert cell.lstrip(' "\ufeff\u200b\t\r\n')[:1] not in FORMULAS, cell


@pytest.mark.parametrize(
    "words", ["T0 Emergency call", "Not finished", "a = b", "2 + 2", "x-ray", "me@clinic", "", "3–4"]
)
def test_words_that_begin_no_formula_stay_as_they_are(words):
    assert harmless(words) == words


def test_numbers_stay_numbers_and_negative_ones_too():
    figure = _figure("a", -1.5)
    assert spreadsheet(figure).decode("utf-8-sig").splitlines()[1] == '"a",-1.5'


def test_a_file_says_that_it_is_utf8_and_what_its_numbers_are():
    sent = spreadsheet(answering(PROTOCOL, {"about": Spread(3, 60, 90, 100)}))
    assert sent.startswith(b"\xef\xbb\xbf")
    assert b'"Half took at most (seconds)"' in sent


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (200, "3 min 20 s"), (7500, "2 h 5 min"), (90000, "1 day 1 h")],
)
def test_lengths_of_time_are_said_in_two_units_at_most(seconds, words):
    assert duration(seconds) == words


def test_a_share_of_nothing_is_none():
    assert share(1, 3) == 33.3
    assert share(0, 0) is None


def test_a_period_is_whole_days_of_the_clinic():
    of = Period(date(2026, 3, 29), date(2026, 3, 29)).population(LONDON)  # the clocks go forward
    assert of == Population(
        datetime(2026, 3, 29, tzinfo=timezone.utc), datetime(2026, 3, 29, 23, tzinfo=timezone.utc), None, None
    )


def test_a_period_that_ends_before_it_begins_is_one_day():
    assert Period.asked({"from": "2026-05-02", "to": "2026-05-01"}, date(2026, 6, 1)).days == 1


def test_a_conversation_counts_on_the_day_the_clinic_had_when_it_began():
    late = int(datetime(2026, 7, 1, 23, 30, tzinfo=timezone.utc).timestamp()) // BUCKET_SECONDS
    period = Period(date(2026, 7, 1), date(2026, 7, 3))
    found = stretches(period, [Begun(late, {"T1": 2}, 5, 1)], LONDON)
    assert [(one.first.day, one.levels["T1"], one.typed) for one in found] == [(1, 0, 0), (2, 2, 5), (3, 0, 0)]


@pytest.mark.parametrize(("days", "length"), [(1, "day"), (62, "day"), (63, "week"), (430, "week"), (431, "month")])
def test_a_long_period_is_told_by_weeks_or_months(days, length):
    period = Period(date(2026, 1, 7), date(2026, 1, 7) + timedelta(days=days - 1))
    assert unit(period) == length
    begun = [
        Begun(int(datetime(2026, 1, 7, 12, tzinfo=timezone.utc).timestamp() + day * 86400) // BUCKET_SECONDS, {None: 1})
        for day in range(days)
    ]
    found = stretches(period, begun, LONDON)
    assert sum(one.levels.total() for one in found) == days
    assert found[0].first == period.first


def test_levels_are_told_day_by_day_with_those_that_have_none():
    period = Period(date(2026, 11, 22), date(2026, 11, 22))
    begun = [Begun(int(NOW.timestamp()) // BUCKET_SECONDS, {"T0": 1, "T4": 3, None: 2}, 10, 1)]
    figure = levels(stretches(period, begun, LONDON), "day")
    assert figure.rows == ((date(2026, 11, 22), 1, 0, 0, 0, 3, 0, 2, 6),)
    assert figure.lead == "1 of 6 conversations came to T0, T1, T2."
    rate = not_understood(stretches(period, begun, LONDON), "day")
    assert rate.rows == ((date(2026, 11, 22), 10, 1, 10.0),)


def test_questions_stand_in_the_order_of_the_interview_with_those_of_each_loss_together():
    found = {"losses[0].weeks": Reached(asked=2, answered=1), "losses[1].weeks": Reached(asked=1, left=1)}
    figure = questions(PROTOCOL, {**found, "age": Reached(asked=3, answered=3), "gone": Reached(asked=1)})
    assert [row[-1] for row in figure.rows] == ["age", "losses.weeks", "gone"]
    assert figure.rows[1][2:5] == (3, 1, 33.3)
    assert "1 patient left at an open question" in figure.lead
    assert set(figure.links.values()) == {"/protocol/questions/age", "/protocol/questions/losses.weeks"}


def test_no_two_questions_are_called_the_same():
    figure = questions(PROTOCOL, {question.id: Reached(asked=1) for question in PROTOCOL.questions})
    assert len({row[0] for row in figure.rows}) == len(PROTOCOL.questions)


def test_topics_are_told_most_asked_first_with_their_label_and_whether_they_are_signed_off():
    figure = topics(PROTOCOL, {"zonulin": Topic(1, 1), "nk_cells": Topic(3, 2), "gone": Topic(1, 0)}, 2)
    assert [row[3] for row in figure.rows] == [3, 1, 1]
    assert figure.rows[0][1] in ("Research only", "Not recommended", "Not enough evidence")
    assert "In 2 conversations something was asked about" in figure.notes[0]


def test_who_waits_is_said_before_anything_else():
    figure = looks({"T0": Spread(2, 60, 90, 90)}, {"T1": Unseen(1, NOW - timedelta(hours=2))}, NOW)
    assert figure.lead.startswith("1 urgent conversation has not been looked at.")
    assert figure.rows[1] == ("T1 Emergency department now", 0, None, None, None, 1, 7200)


def test_what_a_picture_shows_is_text_in_it_and_nothing_else():
    drawn = picture(_figure("<script>alert(1)</script>&amp;", 3)).decode()
    assert "<script" not in drawn
    assert "Chart: A title." in drawn


def test_a_picture_of_nothing_says_so():
    empty = Figure("x", "A title", "Nothing.", (Column("a", "words"), Column("b")), (), Drawing("bars", (1,)))
    assert b"Nothing to draw yet" in picture(empty)


def test_who_asks_while_it_is_counted_waits_for_that_count_and_later_it_is_counted_anew():
    asked, clock = [], [0.0]

    async def count():
        asked.append(clock[0])
        await asyncio.sleep(0)
        return len(asked)

    async def crowd():
        held = Remembered(lambda: clock[0])
        assert await asyncio.gather(*(held.get("a", 60, count) for _ in range(5))) == [1] * 5
        clock[0] = 59.9
        assert await held.get("a", 60, count) == 1
        assert await held.get("b", 60, count) == 2
        clock[0] = 60.0
        assert await held.get("a", 60, count) == 3

    asyncio.run(crowd())


def test_a_count_that_failed_is_not_remembered():
    calls = []

    async def count():
        calls.append(1)
        if len(calls) == 1:
            raise ConnectionError
        return "counted"

    async def twice():
        held = Remembered()
        with pytest.raises(ConnectionError):
            await held.get("a", 60, count)
        assert await held.get("a", 60, count) == "counted"

    asyncio.run(twice())


def _figure(words, number=1):
    columns = (Column("words", "words"), Column("number"))
    return Figure("x", "A title", "A sentence.", columns, ((words, number),), Drawing("bars", (1,)))
