"""One loss told on one card: what kind it was, how many weeks, how it was confirmed; any part may be left out."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from yarrow.intake.offered import Labels, is_offered
from yarrow.intake.show import reopened
from yarrow.intake.turn import Message

KNOWN = {"age": 34, "pregnant_now": "no", "symptoms_now": "none", "losses_count": 2, "preferred_term": "loss"}


@pytest.fixture
def nurse(desk) -> Nurse:
    return Nurse.at(desk, "losses[0]", KNOWN)


def card(nurse: Nurse) -> Message:
    (message,) = reopened(nurse.desk, nurse.case)
    return message


def parts(nurse: Nurse) -> dict:
    return {part["id"]: part for part in card(nurse).question["parts"]}


def test_the_card_asks_the_weeks_of_a_loss_that_has_any_and_how_one_that_was_seen_was_confirmed(nurse):
    weeks, confirmed = parts(nurse)["losses[0].weeks"], parts(nurse)["losses[0].confirmed"]
    assert (weeks["kind"], weeks["unit"], weeks["minimum"], weeks["maximum"]) == ("number", "weeks", 1, 42)
    assert weeks["only"] == ["losses[0]:miscarriage", "losses[0]:unsure"]
    assert confirmed["only"] == ["losses[0]:miscarriage"]
    assert {"label": "On a scan", "value": "losses[0].confirmed:scan"} in confirmed["choices"]
    assert "losses[0].type" not in parts(nurse)


def test_no_other_question_has_parts(desk):
    for question in ("losses[0].weeks", "other_outcomes", "age"):
        assert "parts" not in card(Nurse.at(desk, question, {**KNOWN, "losses": [{"type": "unknown_loss"}]})).question


def test_a_whole_card_is_one_fact_with_its_labels_as_her_words(nurse):
    nurse.tap("losses[0]:miscarriage", "losses[0].weeks:8", "losses[0].confirmed:scan")
    fact = nurse.fact("losses[0]")
    assert fact.value == {"type": "miscarriage_clinical", "weeks": 8, "confirmed": "scan"}
    assert fact.provenance.captured == "button"
    assert fact.provenance.text == "A miscarriage, after it was seen or felt, 8 weeks, On a scan"


def test_what_is_left_out_is_asked_as_before(desk):
    nurse = Nurse.at(desk, "losses[0]", {**KNOWN, "losses_count": 1, "planning": False, "cycles": "regular"})
    nurse.tap("losses[0]:miscarriage", "losses[0].confirmed:scan")
    assert nurse.flat["losses"] == [{"type": "miscarriage_clinical", "confirmed": "scan"}]
    nurse.case = Nurse.at(desk, "losses[0].weeks", {**KNOWN, "losses": nurse.flat["losses"]}).case
    nurse.tap("losses[0].weeks:8")
    assert nurse.flat["losses"][0]["weeks"] == 8


def test_weeks_alone_leave_the_kind_to_be_asked(nurse):
    nurse.tap("losses[0].weeks:8")
    assert nurse.fact("losses[0]").value == {"type": "unknown_loss", "weeks": 8}


def test_not_sure_how_it_was_confirmed_is_an_answer(nurse):
    nurse.tap("losses[0]:miscarriage", "losses[0].confirmed:unsure")
    assert nurse.fact("losses[0]").value == {"type": "miscarriage_clinical"}
    assert nurse.status("losses[0].confirmed") == "unknown"


def test_a_part_that_is_not_asked_of_this_kind_of_loss_is_left_aside(nurse):
    nurse.tap("losses[0]:early", "losses[0].weeks:8")
    assert nurse.fact("losses[0]").value == {"type": "biochemical"}
    assert nurse.fact("losses[0]").provenance.text == "Very early, I only had a positive test"


def test_the_card_of_another_loss_is_stale(nurse):
    nurse.tap("losses[1]:miscarriage", "losses[1].weeks:8")
    assert nurse.fact("losses[1]") is None
    assert "earlier question" in nurse.text


@pytest.mark.parametrize("value", ["losses[0].weeks:99", "losses[0].weeks:x", "losses[0].confirmed:dream"])
def test_what_the_card_never_offered_is_no_answer(nurse, value):
    nurse.tap(value)
    assert nurse.fact("losses[0]") is None
    assert "earlier question" in nurse.text


@pytest.mark.parametrize(
    ("value", "beside", "good"),
    [
        ("losses[0]:miscarriage", (), True),
        ("losses[0].weeks:8", ("losses[0]:miscarriage",), True),
        ("losses[0].weeks:8", ("losses[0]:unsure",), True),
        ("losses[0].weeks:8", (), True),
        ("losses[0].weeks:8", ("losses[0]:early",), False),
        ("losses[0].weeks:1", (), True),
        ("losses[0].weeks:0", (), False),
        ("losses[0].weeks:42", (), True),
        ("losses[0].weeks:42.5", (), False),
        ("losses[0].weeks:6.5", (), True),
        ("losses[0].weeks:6.55", (), False),
        ("losses[0].weeks:nan", (), False),
        ("losses[0].weeks:1e1", (), False),
        ("losses[0].weeks:-8", (), False),
        ("losses[0].weeks:+8", (), False),
        ("losses[0].weeks:", (), False),
        ("losses[0].confirmed:scan", ("losses[0]:miscarriage",), True),
        ("losses[0].confirmed:scan", ("losses[0]:not_found",), False),
        ("losses[0].confirmed:dream", (), False),
        ("losses[1].weeks:8", (), False),
        ("losses[0].type:miscarriage", (), False),
        ("age:34", (), False),
    ],
)
def test_only_what_the_card_offers_may_be_tapped(nurse, value, beside, good):
    assert is_offered(card(nurse), value, beside) is good


def test_what_was_tapped_is_called_as_it_was_shown(nurse):
    labels = Labels([card(nurse)])
    assert labels.get("losses[0].weeks:8") == "8 weeks"
    assert labels.get("losses[0].weeks:1") == "1 week"
    assert labels.get("losses[0].confirmed:scan") == "On a scan"
    assert labels.get("losses[0]:early") == "Very early, I only had a positive test"
    assert labels.get("losses[1].weeks:8", "losses[1].weeks:8") == "losses[1].weeks:8"
    assert labels.get("consent:yes") is None
