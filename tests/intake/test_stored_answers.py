"""What is stored, question by question, as it is shown to be put right."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from yarrow.clinical.fact import Fact, Status
from yarrow.intake.case import Case
from yarrow.intake.stored_answers import stored_answers

LOSS = {"type": "miscarriage_clinical", "weeks": 8, "confirmed": "scan"}


def shown(desk, *more, **known):
    nurse = Nurse.at(desk, "cycles", known)
    case = Case(nurse.case.history.adding(more), nurse.case.standing)
    sections = stored_answers(desk, case)["sections"]
    return {answer["question"]["id"]: answer for section in sections for answer in section["answers"]}


@pytest.mark.parametrize(
    ("loss", "words"),
    [
        (LOSS, "8 weeks, seen on a scan"),
        ({"type": "biochemical"}, "Very early"),
        ({"type": "miscarriage_clinical"}, "A miscarriage, after it was seen or felt"),
    ],
)
def test_a_loss_is_told_in_words_whatever_is_known_of_it(desk, loss, words):
    assert shown(desk, losses_count=1, losses=[loss])["losses[0]"]["answer"] == words


def test_a_loss_taken_back_is_not_there(desk):
    gone = Fact("losses[0]", Status.DENIED)
    assert "losses[0]" not in shown(desk, gone, losses_count=0, losses=[LOSS])
    assert "losses[0]" in shown(desk, losses_count=1, losses=[LOSS])


def test_other_outcomes_are_ticked_by_the_losses_they_are(desk):
    found = shown(desk, losses_count=0, losses=[{"type": "ectopic"}])["other_outcomes"]
    assert found["chosen"] == ["other_outcomes:ectopic"]
    assert found["answer"].startswith("Ectopic")


def test_a_list_that_was_denied_is_none_of_these(desk):
    none = Fact("other_outcomes", Status.DENIED)
    found = shown(desk, none, losses_count=0)["other_outcomes"]
    assert (found["chosen"], found["status"]) == (["other_outcomes:none"], "denied")


@pytest.mark.parametrize(("status", "words"), [("declined", "Skipped"), ("unknown", "Not sure")])
def test_what_was_left_says_how(desk, status, words):
    found = shown(desk, Fact("age", Status(status)))["age"]
    assert (found["answer"], found["status"], found["chosen"]) == (words, status, [])


def test_what_is_private_is_not_there_and_what_stands_beside_it_is(desk):
    found = shown(desk, Fact("symptoms.abuse", value=True), age=34, symptoms=["bloating"])
    assert "age" in found
    assert "abuse" not in str(found)


def test_the_conversations_own_questions_are_no_answers(desk):
    assert not {"consent", "confirm_summary", "can_you_get_help"} & set(shown(desk, age=34))
