"""Each question that waits for something: a history in which it is asked, and one in which it is not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.interviews import asks, history, protocol
from yarrow.clinical.fact import Status

D = Status.DENIED
# Question, told so that it is asked, told so that it is not. An empty history: nothing is known, so nothing follows.
WHEN: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("gestation_weeks", {"pregnant_now": "yes"}, {"pregnant_now": "no"}),
    ("pads_per_hour", {"symptoms__bleeding": True}, {"symptoms__bleeding": D}),
    (
        "bleeding_hours",
        {"symptoms__bleeding": True, "pads_per_hour": 1},
        {"symptoms__bleeding": True, "pads_per_hour": 0},
    ),
    ("temp_c", {"symptoms__fever": True}, {"symptoms__fever": D}),
    (
        "fluids_24h",
        {"symptoms__cannot_keep_fluids": True},
        {"symptoms__cannot_keep_fluids": True, "pregnant_now": "no"},
    ),
    ("recent_event", {"symptoms__rigors": True}, {"symptoms__bloating": True}),
    ("procedure_or_birth_days", {"recent_event": "birth"}, {"recent_event": "loss"}),
    ("planning", {"pregnant_now": "unsure"}, {"pregnant_now": "yes"}),
    ("ivf", {"planning": True}, {"planning": False, "pregnant_now": "no"}),
    ("days_since_trigger", {"ivf.treatment": "now"}, {"ivf.treatment": "past"}),
    (
        "ivf.pregnant_after_ivf",
        {"ivf.treatment": "past", "pregnant_now": "yes"},
        {"ivf.treatment": D, "pregnant_now": "yes"},
    ),
    ("trying_months", {"planning": True}, {"planning": False}),
    ("cycles", {"age": 30}, {"pregnant_now": "yes"}),
    ("losses_count", {"age": 30}, {"age": 17}),
    ("preferred_term", {"losses_count": 1}, {"losses_count": 0}),
    ("losses[0]", {"losses_count": 1}, {"losses_count": 0}),
    ("losses[1]", {"losses_count": 2}, {"losses_count": 1}),
    ("days_since_loss", {"losses_count": 1}, {"losses_count": 0}),
    ("test_still_positive", {"days_since_loss": 30}, {"days_since_loss": 20}),
    ("test_still_positive", {"days_since_loss": 56}, {"days_since_loss": 57}),
    ("live_births", {"losses_count": 1}, {"losses_count": 0, "planning": False}),
    ("failed_transfers", {"ivf.treatment": "past"}, {"ivf.treatment": D}),
    ("tests", {"losses_count": 1}, {"losses_count": 0, "trying_months": 3}),
    ("condition_treatment.sle", {"conditions__sle": True}, {"conditions__sle": Status.SUSPECTED}),
    (
        "condition_treatment.hashimoto",
        {"conditions__hashimoto": True},
        {"conditions__hashimoto": True, "medicines__levothyroxine": True},
    ),
    ("steroid_use", {"medicines__prednisolone": True}, {"medicines__prednisolone": True, "conditions__addison": True}),
    ("ctd_symptoms", {"conditions__hashimoto": True}, {"conditions__sle": True}),
    ("ctd_weeks", {"ctd_symptoms": "rash, joints"}, {"ctd_symptoms": D}),
    ("bowel_symptom_weeks", {"symptoms__diarrhoea": True}, {"symptoms__diarrhoea": D}),
    ("gut_alarm", {"symptoms__bloating": True}, {"symptoms__bloating": D, "symptoms__mouth_ulcers": True}),
    ("bloody_stools_per_day", {"symptoms__rectal_bleeding": True}, {"symptoms__rectal_bleeding": D}),
    ("rectal_blood", {"symptoms__rectal_bleeding": True}, {"symptoms__rectal_bleeding": D}),
    ("weight_loss_amount", {"symptoms__weight_loss": True}, {"symptoms__weight_loss": D}),
    ("weight_loss_told", {"symptoms__weight_loss": True}, {"symptoms__weight_loss": D}),
    ("gut_pain", {"symptoms__abdominal_pain": True}, {"symptoms__bloating": True}),
    ("pain_score", {"symptoms__abdominal_pain": True}, {"symptoms__bloating": True}),
    ("stools_per_day", {"symptoms__diarrhoea": True}, {"symptoms__constipation": True}),
    ("gut_more", {"symptoms__constipation": True}, {"symptoms__mouth_ulcers": True}),
    ("gluten_free_months", {"gluten_free": True}, {"gluten_free": True, "conditions__coeliac": True}),
    ("coeliac_result", {"coeliac_tested": True}, {"coeliac_tested": False}),
    ("fertility_factors", {"trying_months": 3}, {"trying_months": 13}),
    ("fertility_factors", {"trying_months": 1, "age": 30}, {"trying_months": 0}),
    ("genetic", {"losses_count": 3}, {"losses_count": 2}),
    ("bloating_days_per_month", {"symptoms__bloating": True}, {"symptoms__diarrhoea": True}),
    ("bowel_new_12_months", {"age": 50, "symptoms__diarrhoea": True}, {"age": 49, "symptoms__diarrhoea": True}),
    ("hb_status", {"symptoms__fatigue_prolonged": True}, {"symptoms__bloating": True}),
    ("gluten_free", {"family_history__coeliac": True}, {"losses_count": 1, "symptoms__early_fullness": True}),
    ("coeliac_tested", {"losses_count": 2}, {"losses_count": 2, "conditions__coeliac": True}),
    ("gad2_nervous", {"phq2_interest": 1}, {"phq2_interest": 0, "phq2_mood": 0}),
    ("gad2_worry", {"phq2_mood": 2}, {"phq2_interest": 0, "phq2_mood": 0}),
    ("asks", {"age": 30}, {"age": 15}),
    ("contact", {"age": 18}, {"age": 17}),
]


def _told(paths: dict[str, Any]) -> Any:
    return history(**paths)


@pytest.mark.parametrize(
    ("question", "asking", "silent"), WHEN, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_question_is_asked_only_when_it_matters(
    question: str, asking: dict[str, Any], silent: dict[str, Any]
) -> None:
    assert asks(question, _told(asking))
    assert not asks(question, _told(silent))


def test_every_question_with_a_condition_has_such_a_case() -> None:
    tried = {case[0].split("[")[0] if "[" in case[0] else case[0] for case in WHEN}
    tried |= {
        "condition_treatment",
        "losses.type",
        "losses.weeks",
        "losses.confirmed",
    }  # tests/clinical/test_interview_losses.py
    waiting = {question.id for question in protocol().questions if question.when is not None}
    assert waiting <= tried


def test_unknown_is_not_a_yes() -> None:
    assert not asks("pads_per_hour", history())
    assert not asks("test_still_positive", history(days_since_loss=Status.UNKNOWN))
    assert not asks("preferred_term", history(losses_count=Status.DECLINED))


@pytest.mark.parametrize(
    ("told", "offered", "symptom"),
    [
        ({"pregnant_now": "no"}, False, "shoulder_tip_pain"),
        ({"pregnant_now": "unsure"}, True, "shoulder_tip_pain"),
        ({"pregnant_now": "yes", "gestation_weeks": 23}, False, "reduced_movements"),
        ({"pregnant_now": "yes", "gestation_weeks": 24}, True, "reduced_movements"),
        ({"pregnant_now": "yes"}, True, "reduced_movements"),
        ({"pregnant_now": "no"}, False, "waters"),
    ],
)
def test_only_the_danger_signs_that_can_apply_are_offered(told: dict[str, Any], offered: bool, symptom: str) -> None:
    from yarrow.clinical.interview import find

    question = find(protocol(), history(**told), "symptoms_now")
    assert question is not None
    assert (symptom in [option.value for option in question.options]) is offered
