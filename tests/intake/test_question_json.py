"""What a question says of itself: its form, its section, and where in the history we are."""

from __future__ import annotations

from typing import Any

from tests.intake.nurse import Nurse
from yarrow.intake.show import reopened

ADULT = {"age": 34, "pregnant_now": "no", "symptoms_now": "none"}
ALL = ("safety", "about", "losses", "autoimmune")


def put(desk, question: str, known: dict[str, Any] | None = None, **standing: Any) -> dict[str, Any]:
    nurse = Nurse.at(desk, question, {**ADULT, **(known or {})})
    at = type(nurse.case.standing)(**{**nurse.case.standing.to_json(), **standing})
    (message,) = reopened(desk, type(nurse.case)(nurse.case.history, at))
    assert message.question is not None
    return message.question


def place(question: dict[str, Any]) -> tuple[int, int]:
    return question["progress"]["part"], question["progress"]["parts"]


def test_a_number_says_its_bounds_and_its_unit_if_it_has_one(desk):
    assert {key: put(desk, "losses_count")[key] for key in ("minimum", "maximum")} == {"minimum": 0, "maximum": 30}
    assert "unit" not in put(desk, "losses_count")
    assert put(desk, "days_since_loss", {"losses_count": 1})["unit"] == "days"


def test_a_choice_has_neither_bounds_nor_unit(desk):
    assert not {"unit", "minimum", "maximum", "hint", "none"} & put(desk, "cycles").keys()


def test_a_list_says_which_answer_means_none_of_these(desk):
    assert put(desk, "other_outcomes")["none"] == "other_outcomes:none"


def test_the_title_is_that_of_its_section(desk):
    assert put(desk, "losses_count")["section_title"] == "Pregnancies and losses"
    assert put(desk, "cycles")["section_title"] == "About you"


def test_a_question_of_the_conversations_own_has_the_title_of_where_we_are(desk):
    assert put(desk, "go_on", section="losses")["section_title"] == "Pregnancies and losses"


def test_a_question_of_the_conversations_own_stands_in_the_part_where_we_are(desk):
    history = place(put(desk, "losses_count"))
    assert place(put(desk, "can_you_get_help", section="losses")) == history
    assert place(put(desk, "can_you_get_help", section="safety"))[0] < history[0]


def test_the_parts_are_the_sections_that_are_for_her(desk):
    assert place(put(desk, "losses_count")) == (4, 8)
    assert place(put(desk, "age", {"age": 16}))[1] < 8


def test_a_question_that_has_become_urgent_is_no_step_back(desk):
    assert place(put(desk, "symptoms_now", introduced=ALL)) == (5, 8)
    assert place(put(desk, "go_on", introduced=ALL)) == (5, 8)
    assert place(put(desk, "symptoms_now", introduced=("safety",))) == (2, 8)


def test_a_question_that_is_answered_anew_stands_in_its_own_part(desk):
    assert place(put(desk, "cycles", introduced=ALL, pending={"about": "change"})) == (3, 8)


def test_the_part_never_falls_through_a_whole_history(desk):
    nurse = Nurse.at(desk, "pregnant_now", {})
    nurse.tap("pregnant_now:no")
    seen = []
    for _ in range(60):
        put_now = [message.question for message in nurse.last.messages if message.question]
        if not put_now or put_now[-1]["id"] == "confirm_summary":
            break
        seen.append(place(put_now[-1]))
        nurse.say("skip")
    assert len(seen) > 15
    assert seen == sorted(seen)
    assert {parts for _, parts in seen} == {8}
