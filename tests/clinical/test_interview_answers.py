"""What an answer sets, and what follows from it."""

from __future__ import annotations

import pytest

from tests.support.interviews import answered, history, protocol
from yarrow.clinical import interview
from yarrow.clinical.fact import Status
from yarrow.clinical.history import History
from yarrow.clinical.question import Question, Setting


def question(question_id: str, told: History | None = None) -> Question:
    found = interview.find(protocol(), told or History(), question_id)
    assert found is not None
    return found


def settings(question_id: str, *values: str) -> dict[str, Setting]:
    return {setting.path: setting for setting in interview.settings_for(question(question_id), values)}


def test_a_choice_sets_its_value() -> None:
    assert settings("pregnant_now", "unsure") == {"pregnant_now": Setting("pregnant_now", value="unsure")}


@pytest.mark.parametrize(("value", "held"), [("yes", True), ("no", False)])
def test_a_yes_or_no_is_a_present_fact(value: str, held: bool) -> None:
    assert settings("planning", value) == {"planning": Setting("planning", value=held)}


def test_not_sure_is_unknown_and_not_a_no() -> None:
    assert settings("cycles", "unsure")["cycles"].status is Status.UNKNOWN


def test_an_answer_that_is_not_offered_sets_nothing() -> None:
    assert settings("planning", "perhaps") == {}


def test_none_of_these_denies_each_answer_offered_and_the_list() -> None:
    told = settings("conditions", "none")
    assert told["conditions.sle"].status is Status.DENIED
    assert told["conditions"].status is Status.DENIED
    assert "none" not in told


def test_what_is_not_ticked_in_a_closed_list_is_a_no() -> None:
    told = settings("symptoms_now", "bleeding")
    assert told["symptoms.bleeding"].status is Status.PRESENT
    assert told["symptoms.chest_pain"].status is Status.DENIED


def test_what_is_not_ticked_in_an_open_list_stays_unknown() -> None:
    assert set(settings("conditions", "sle")) == {"conditions.sle"}


def test_a_tick_beside_none_of_these_counts() -> None:
    told = settings("conditions", "sle", "none")
    assert told["conditions.sle"].status is Status.PRESENT
    assert all(setting.status is Status.PRESENT for setting in told.values())


def test_a_test_not_ticked_has_no_result() -> None:
    assert "tests.apl" not in settings("tests", "none")
    assert settings("tests", "none")["tests"].status is Status.DENIED


def test_no_clot_denies_clot_and_stroke() -> None:
    assert {path: s.status for path, s in settings("clots", "no").items()} == {
        "conditions.vte": Status.DENIED,
        "conditions.stroke_young": Status.DENIED,
    }


@pytest.mark.parametrize(
    ("told", "path", "value"),
    [
        ({"phq2_interest": 2, "phq2_mood": 1}, "phq2", 3),
        ({"gad2_nervous": 0, "gad2_worry": 3}, "gad2", 3),
        ({"age": 50, "bowel_new_12_months": True}, "new_ibs_after_50", True),
        ({"ctd_symptoms": "rash, joints", "ctd_weeks": 6}, "symptoms.ctd_cluster", True),
        ({"tests.coeliac": "negative"}, "coeliac_tested", True),
        ({"ivf.days_since_trigger": 5}, "ivf.treatment", "now"),
        ({"ivf.days_since_trigger": 40}, "ivf.treatment", "past"),
        ({"ivf.failed_transfers": 2}, "ivf.treatment", "past"),
    ],
)
def test_what_follows_is_written_down(told: dict[str, object], path: str, value: object) -> None:
    before = history(**told)
    after = before.adding(interview.derived(before))
    assert after.value(path) == value
    assert interview.derived(after) == ()


@pytest.mark.parametrize(
    ("told", "path"),
    [
        ({"phq2_interest": 2}, "phq2"),
        ({"phq2_interest": 2, "phq2_mood": Status.DECLINED}, "phq2"),
        ({"age": 49, "bowel_new_12_months": True}, "new_ibs_after_50"),
        ({"age": 50, "bowel_new_12_months": False}, "new_ibs_after_50"),
        ({"ctd_symptoms": "rash", "ctd_weeks": 60}, "symptoms.ctd_cluster"),
        ({"ctd_symptoms": "rash, joints", "ctd_weeks": 5}, "symptoms.ctd_cluster"),
        ({"ivf.failed_transfers": 0}, "ivf.treatment"),
    ],
)
def test_nothing_follows_from_less(told: dict[str, object], path: str) -> None:
    assert path not in {fact.path for fact in interview.derived(history(**told))}


def test_a_score_follows_a_corrected_answer() -> None:
    told = answered(history(phq2_interest=1), question("phq2_mood"), "1")
    assert told.value("phq2") == 2
    assert answered(told, question("phq2_mood"), "3").value("phq2") == 4
