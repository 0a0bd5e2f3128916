"""What is asked of each condition told, once and all at once, and of steroid tablets; names that settle nothing."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from yarrow.clinical import interview
from yarrow.intake.known import history_of
from yarrow.intake.ports import Desk
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon
from yarrow.protocol.loader import load

PROTOCOL = load()
KNOWN = {"age": 34, "pregnant_now": "no", "planning": True}


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(PROTOCOL, Reader(load_lexicon()))


def asked_of(condition: str, *medicines: str) -> str:
    """The question about this condition, with these medicines told."""
    history = history_of({**KNOWN, "conditions": [condition], "medicines": list(medicines)})
    found = interview.find(PROTOCOL, history, f"condition_treatment.{condition}")
    assert found is not None
    return found.text


@pytest.mark.parametrize("condition", [one.id for one in PROTOCOL.conditions.values() if "autoimmune" in one.groups])
def test_one_question_asks_for_treatment_state_and_who_looks_after_it(condition):
    text = asked_of(condition)
    name = PROTOCOL.conditions[condition].name
    assert f"What treatment do you have for {name}" in text
    assert (PROTOCOL.conditions[condition].ask or "Is it quiet or active at the moment?") in text
    assert "Who first found it" in text
    assert "when did you last see someone" in text


@pytest.mark.parametrize(
    "condition", [one.id for one in PROTOCOL.conditions.values() if one.treatments and "autoimmune" in one.groups]
)
def test_a_treatment_told_already_is_not_asked_for_again(condition):
    text = asked_of(condition, PROTOCOL.conditions[condition].treatments[0])
    assert "What treatment" not in text
    assert "Who first found it" in text


@pytest.mark.parametrize(
    ("words", "medicine"),
    [
        ("hydroxychloroquine. quiet for 2 years, Dr Smith found it and I saw him in May", "hydroxychloroquine"),
        ("plaquenil, its active at the moment, rheumatologist, seen last month", "hydroxychloroquine"),
    ],
)
def test_an_answer_that_says_all_at_once_is_kept_and_its_medicines_are_read(desk, words, medicine):
    nurse = Nurse.at(desk, "condition_treatment.sle", {**KNOWN, "conditions": ["sle"]})
    nurse.say(words)
    assert nurse.flat["condition_treatment.sle"] == words
    assert medicine in nurse.flat["medicines"]
    assert nurse.question != "condition_treatment.sle"


class TestSteroids:
    """Prednisolone: how long and how much decides on the steroid rules (clinical.md §6.4, steroid_long)."""

    def test_how_long_and_how_much_is_asked_once(self):
        told = {**KNOWN, "medicines": ["prednisolone"]}
        due = interview.next_question(PROTOCOL, history_of(told), section="autoimmune", passed=("conditions",))
        assert due is not None
        assert due.id == "steroid_use"
        known = {**told, "medicines": ["prednisolone", "steroid_long"]}
        due = interview.next_question(PROTOCOL, history_of(known), section="autoimmune", passed=("conditions",))
        assert due is None or due.id != "steroid_use"

    @pytest.mark.parametrize(
        ("words", "status"),
        [("Four weeks or longer, 5 mg a day or more", "present"), ("less than four weeks", "denied")],
    )
    def test_a_typed_answer_settles_it(self, desk, words, status):
        nurse = Nurse.at(desk, "steroid_use", {**KNOWN, "medicines": ["prednisolone"]})
        nurse.say(words)
        assert nurse.status("medicines.steroid_long") == status

    def test_an_answer_about_years_settles_it(self, desk):
        nurse = Nurse.at(desk, "medicines", KNOWN)
        nurse.say("I've been on prednisolone for 3 years")
        assert "steroid_long" in nurse.flat["medicines"]
        assert nurse.question != "steroid_use"

    def test_a_short_course_is_not_taken_for_a_long_one(self, desk):
        nurse = Nurse.at(desk, "medicines", KNOWN)
        nurse.say("prednisolone for 5 days")
        assert "steroid_long" not in nurse.flat["medicines"]

    def test_being_sick_on_steroids_is_asked_about_at_once(self, desk):
        nurse = Nurse.at(desk, "symptoms_now", {**KNOWN, "medicines": ["prednisolone"]})
        nurse.say("I've been vomiting since this morning")
        seen = [nurse.question]
        while nurse.question not in (None, "steroid_use") and len(seen) < 6:
            nurse.say("no")
            seen.append(nurse.question)
        assert "steroid_use" in seen, seen
        nurse.tap("steroid_use:long")
        assert "999" in nurse.text


@pytest.mark.parametrize("name", sorted(named.id for named in load_lexicon().unclear))
def test_a_name_that_settles_no_condition_is_asked_about_in_its_own_words(name):
    assert PROTOCOL.wording[f"clarify.{name}"].endswith(("?", "right."))


def test_what_kind_of_colitis_is_asked_once_and_then_settled(desk):
    nurse = Nurse.at(desk, "conditions", KNOWN)
    nurse.say("colitis")
    assert "ulcerative colitis, or something else" in nurse.text
    assert nurse.question == "conditions"
    nurse.say("ulcerative")
    assert nurse.flat["conditions"] == ["uc"]
