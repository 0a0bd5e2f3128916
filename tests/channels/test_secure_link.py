"""Which questions are answered on a page only."""

from __future__ import annotations

import pytest

from yarrow.gateway.channels.secure_link import is_web_only, question_behind
from yarrow.messengers import Messengers
from yarrow.protocol.loader import load

DEFAULT = Messengers().web_only


@pytest.fixture(scope="module")
def protocol():
    return load()


def put(name, section):
    return {"id": name, "section": section, "kind": "choice", "skippable": True}


def test_by_default_the_questions_about_her_mood_are_and_the_others_are_not(protocol):
    assert is_web_only(put("phq2_mood", "wellbeing"), DEFAULT, protocol)
    assert not is_web_only(put("losses_count", "losses"), DEFAULT, protocol)


def test_a_single_question_can_be_named(protocol):
    assert is_web_only(put("losses_count", "losses"), {"losses_count"}, protocol)
    assert not is_web_only(put("live_births", "losses"), {"losses_count"}, protocol)


@pytest.mark.parametrize(
    ("asked", "named"),
    [("losses[2].weeks", "losses.weeks"), ("losses[0]", "losses"), ("condition_treatment.sle", "condition_treatment")],
)
def test_what_is_asked_of_each_loss_or_condition_is_named_once_for_all(protocol, asked, named):
    assert is_web_only(put(asked, "elsewhere"), {named}, protocol)
    assert question_behind(put(asked, "elsewhere"), protocol).id == named


def test_sensitive_stands_for_what_the_protocol_marks_so(protocol):
    assert is_web_only(put("losses[0]", "losses"), {"sensitive"}, protocol)
    assert is_web_only(put("phq2_interest", "wellbeing"), {"sensitive"}, protocol)
    assert not is_web_only(put("age", "about"), {"sensitive"}, protocol)


def test_a_question_that_is_asked_sooner_because_it_may_be_urgent_is_asked_in_the_app(protocol):
    assert is_web_only(put("days_since_loss", "losses"), {"losses"}, protocol)
    assert not is_web_only(put("days_since_loss", "safety"), {"losses", "sensitive"}, protocol)


@pytest.mark.parametrize(
    "name", ["symptoms_now", "pregnant_now", "pads_per_hour", "can_you_get_help", "bloody_stools_per_day"]
)
def test_what_asks_about_danger_never_is_whatever_is_set(protocol, name):
    known = question_behind(put(name, "x"), protocol)
    assert not is_web_only(put(name, known.section), {known.section, name, "sensitive"}, protocol)


def test_where_nothing_is_asked_nothing_is(protocol):
    assert not is_web_only(None, {"wellbeing"}, protocol)
    assert not is_web_only(put("phq2_mood", "wellbeing"), frozenset(), protocol)
