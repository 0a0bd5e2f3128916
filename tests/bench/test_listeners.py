"""Those who listen beside Yarrow: what of their answers is held against the gold."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from bench.hearing.case import Case
from bench.hearing.intent_listeners import ModelListener, StockListener
from bench.hearing.listener import Heard, hear_all
from bench.hearing.medspacy_listener import MedspacyListener, names
from bench.hearing.yarrow_listener import YarrowListener


@pytest.fixture(scope="module")
def medspacy(desk):
    return MedspacyListener(desk)


def case(text: str, **given: Any) -> Case:
    return Case("made-up", text, "test", **given)


def test_yarrow_hears_what_yarrow_understand_says(desk):
    heard = YarrowListener(desk).hear(case("three, sadly", question="losses_count"))
    assert heard.read["facts"]["losses_count"] == 3
    assert heard.milliseconds > 0
    assert heard.sure is None


def test_an_entry_that_is_refused_is_heard_as_nothing(desk, capsys):
    assert YarrowListener(desk).hear(case("three", question="no_such_question")).read == {}
    assert "made-up: has the question" in capsys.readouterr().err


@pytest.mark.parametrize(("text", "expected"), [
    ("I was told that I have lupus.", ("sle", "present")),
    ("There is no evidence of lupus.", ("sle", "denied")),
    ("My sister has psoriasis.", ("psoriasis", "family")),
])  # fmt: skip
def test_medspacy_hears_plain_names_as_its_own_rules_assert_them(medspacy, text, expected):
    found = medspacy.hear(case(text)).read["findings"]
    assert [(one["id"], one["status"]) for one in found] == [expected]


def test_medspacys_findings_are_judged_by_our_triage(medspacy):
    context = {"pregnant_now": "yes", "gestation_weeks": 7}
    assert medspacy.hear(case("shoulder tip pain today, and then a faint", context=context)).read["level"] == "T0"
    assert medspacy.hear(case("all is well here", context=context)).read["level"] is None


def test_lay_words_are_not_among_medspacys_names(medspacy):
    assert medspacy.hear(case("passed out cold on the bathroom floor")).read["findings"] == []


def test_names_are_alternatives_without_articles_and_the_id():
    assert names("graves", "Graves' disease or an overactive thyroid") == [
        "graves", "graves' disease", "overactive thyroid",
    ]  # fmt: skip
    assert names("jaundice", "yellow skin or eyes", words=2) == ["jaundice", "yellow skin"]


class Answers:
    """Stands in for the process that knows the model."""

    def of(self, entry: dict[str, Any]) -> dict[str, Any]:
        return {"intent": {"name": "deny", "confidence": 1.0}, "guess": {"name": "red_flag/faint", "confidence": 0.4}}


@pytest.mark.parametrize(("part", "act", "sure"), [("intent", "no", 1.0), ("guess", "answer", 0.4)])
def test_the_model_is_heard_with_the_rules_or_alone(part, act, sure):
    heard = ModelListener(Answers(), part).hear(case("nope"))
    assert (heard.read["act"], heard.sure) == (act, sure)


@pytest.mark.parametrize(("intent", "level"), [("red_flag", "T0"), ("inform", None)])
def test_stock_rasas_intent_of_danger_is_a_level(intent, level):
    def answer(request: httpx.Request) -> httpx.Response:
        assert json.loads(request.content) == {"text": "I fainted"}
        return httpx.Response(200, json={"intent": {"name": intent, "confidence": 0.7}})

    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        heard = StockListener(client, "http://stock").hear(case("I fainted", question="age"))
    assert (heard.read["act"], heard.read["level"], heard.sure) == ("answer", level, 0.7)


def test_a_greeting_goes_before_what_is_timed():
    said = []

    class Noting:
        def hear(self, one: Case) -> Heard:
            said.append(one.text)
            return Heard({}, 1.0)

    assert [one.text for one, _ in hear_all(Noting(), [case("a"), case("b")])] == ["a", "b"]
    assert said == ["hello", "a", "b"]
