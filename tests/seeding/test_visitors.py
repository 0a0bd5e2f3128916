"""The invented people: everything they say fits the questions there are."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta, timezone

import pytest

from yarrow.protocol.loader import load
from yarrow.seeding.calendar import WEEKS, end_of_visit
from yarrow.seeding.visitors import answer, drawn, plain_answer, visitors

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=timezone.utc)
PROTOCOL = load()
OPTIONS = {question.id: {option.value for option in question.options} for question in PROTOCOL.questions}


def base(question):
    """`losses[1]` is asked as `losses`."""
    return question.partition("[")[0]


@pytest.mark.parametrize("visitor", visitors(), ids=lambda visitor: visitor.name)
def test_whatever_is_answered_or_left_at_is_a_question_and_taps_are_its_options(visitor):
    assert {base(name) for name in visitor.answers} <= set(OPTIONS)
    assert {name for name in visitor.leaves if name != "none"} <= set(OPTIONS)
    for question, answers in visitor.answers.items():
        for tapped in (one for one in answers if isinstance(one, list)):
            assert set(tapped) <= OPTIONS[base(question)], question


def test_the_same_seed_brings_the_same_people():
    first, second = random.Random(3), random.Random(3)
    assert [drawn(first).name for _ in range(40)] == [drawn(second).name for _ in range(40)]


def test_everybody_comes_and_danger_is_rare_but_there():
    chance = random.Random(1)
    came = Counter(drawn(chance).name for _ in range(500))
    assert set(came) == {visitor.name for visitor in visitors()}
    assert 3 <= came["in danger now"] <= 40


def test_words_and_taps_are_sent_as_the_chat_api_takes_them():
    visitor = next(one for one in visitors() if one.name == "lupus, planning")
    offered = ["conditions:sle", "conditions:aps", "conditions:none"]
    said = [answer(visitor, {"id": "conditions", "kind": "multi_choice"}, offered, random.Random(n)) for n in range(20)]
    assert {"choice": "conditions:sle"} in said
    assert {"choices": ["conditions:sle", "conditions:aps"]} in said


def test_a_tap_that_is_not_offered_is_not_made():
    visitor = next(one for one in visitors() if one.name == "lupus, planning")
    question = {"id": "conditions", "kind": "multi_choice"}
    assert answer(visitor, question, ["conditions:none"], random.Random(1)) == {"choice": "conditions:none"}


def test_a_question_nobody_named_is_answered_by_its_kind():
    question = {"id": "gut_pain", "kind": "number", "minimum": 2, "maximum": 4, "skippable": False}
    assert plain_answer(question, [], random.Random(1))["text"] in ("2", "3", "4")


def test_visits_lie_in_the_last_weeks_and_some_are_of_today():
    chance = random.Random(2)
    ends = [end_of_visit(NOW, chance) for _ in range(500)]
    assert all(NOW - timedelta(days=7 * WEEKS + 1) <= end < NOW for end in ends)
    assert 20 <= sum(end > NOW - timedelta(days=1) for end in ends) <= 120
