"""A test done and normal is not listed again; an abnormal, unknown or misleading result does not count as done."""

from __future__ import annotations

from typing import Any

import pytest

from yarrow.clinical.triage import assess

SEEN = {"type": "miscarriage_clinical", "weeks": 8, "confirmed": "scan"}
TWO_LOSSES = {"locale": "US", "age": 31, "pregnant_now": "no", "planning": True, "losses": [SEEN, SEEN]}
TRYING = {"locale": "EU", "age": 30, "pregnant_now": "no", "planning": True, "trying_months": 14, "cycles": "regular"}
BOWEL = {"locale": "UK", "age": 52, "pregnant_now": "no", "symptoms": ["diarrhoea"], "bowel_symptom_weeks": 8}
GRAVES = {"locale": "UK", "age": 30, "pregnant_now": "no", "planning": True, "conditions": ["graves"]}
SJOGREN = {**GRAVES, "conditions": ["sjogren"]}
OVARY = {**BOWEL, "symptoms": ["bloating"], "bloating_days_per_month": 20}
FAMILY = {"locale": "UK", "age": 30, "pregnant_now": "no", "family_history": ["coeliac"]}
P07 = {**BOWEL, "age": 30}
# Each test with a result that can be told: who is advised it, the normal result, an abnormal one.
DONE: dict[str, tuple[dict[str, Any], dict[str, str], dict[str, str]]] = {
    "E_APL": (TWO_LOSSES, {"apl": "negative"}, {"apl": "positive"}),
    "E_THYROID": (TWO_LOSSES, {"tsh": "normal", "tpo": "negative"}, {"tsh": "high", "tpo": "negative"}),
    "E_UTERUS": (TWO_LOSSES, {"uterus": "normal"}, {"uterus": "abnormal"}),
    "E_TISSUE_GENETICS": (TWO_LOSSES, {"tissue_genetics": "normal"}, {"tissue_genetics": "abnormal"}),
    "E_PARENT_KARYO": (TWO_LOSSES, {"karyotype": "normal"}, {"karyotype": "abnormal"}),
    "E_HBA1C": (TWO_LOSSES, {"hba1c": "normal"}, {"hba1c": "high"}),
    "E_PROLACTIN": (TWO_LOSSES, {"prolactin": "normal"}, {"prolactin": "high"}),
    "E_TSH": (TRYING, {"tsh": "normal"}, {"tsh": "high"}),
    "E_SEMEN": (TRYING, {"semen_analysis": "normal"}, {"semen_analysis": "abnormal"}),
    "E_OVULATION": (TRYING, {"ovulation": "normal"}, {"ovulation": "abnormal"}),
    "E_TUBAL": (TRYING, {"tubes": "normal"}, {"tubes": "abnormal"}),
    "E_RUBELLA_CHLAM": (TRYING, {"rubella_chlamydia": "normal"}, {"rubella_chlamydia": "abnormal"}),
    "E_COELIAC": (FAMILY, {"coeliac": "negative"}, {"coeliac": "unknown"}),
    "E_FIT": (BOWEL, {"fit": "negative"}, {"fit": "positive"}),
    "E_CALPRO": (P07, {"calprotectin": "normal"}, {"calprotectin": "high"}),
    "E_CRP": (P07, {"crp": "normal"}, {"crp": "high"}),
    "E_FBC_FERRITIN": (P07, {"fbc": "normal", "ferritin": "normal"}, {"fbc": "normal", "ferritin": "low"}),
    "E_CA125": (OVARY, {"ca125": "normal"}, {"ca125": "high"}),
    "E_TRAB": (GRAVES, {"trab": "negative"}, {"trab": "positive"}),
    "E_ANTI_RO_LA": (SJOGREN, {"anti_ro_la": "negative"}, {"anti_ro_la": "positive"}),
}
# Not a result of a test: a health check, a test of the day.
WITHOUT_RESULT = {"E_PRECONCEPTION_CHECK", "E_PREG_TEST"}


def advised(protocol: Any, facts: dict[str, Any], tests: dict[str, str] | None = None) -> set[str]:
    return {item.id for item in assess(protocol, {**facts, "tests": tests or {}}).recommendations}


def test_every_test_with_a_result_is_in_the_table(protocol):
    tests = {item.id for item in protocol.recommendations.values() if item.id.startswith("E_")}
    assert tests == set(DONE) | WITHOUT_RESULT
    assert all(protocol.recommendations[name].done_when is not None for name in DONE)


@pytest.mark.parametrize("name", DONE)
def test_a_normal_result_is_not_listed_again_and_an_abnormal_one_is(protocol, name):
    facts, normal, abnormal = DONE[name]
    assert name in advised(protocol, facts)
    assert name not in advised(protocol, facts, normal)
    if name not in ("E_TRAB", "E_ANTI_RO_LA"):  # a positive antibody in a known disease is listed below
        assert name in advised(protocol, facts, abnormal)


@pytest.mark.parametrize(
    ("name", "result"), [("E_TRAB", {"trab": "positive"}), ("E_ANTI_RO_LA", {"anti_ro_la": "positive"})]
)
def test_a_positive_antibody_does_not_count_as_done(protocol, name, result):
    assert name in advised(protocol, DONE[name][0], result)


@pytest.mark.parametrize("result", ["unknown", "borderline", "abnormal", "not sure"])
def test_a_result_nobody_knows_does_not_count_as_done(protocol, result):
    assert "E_UTERUS" in advised(protocol, TWO_LOSSES, {"uterus": result})
    assert "E_APL" in advised(protocol, TWO_LOSSES, {"apl": result})


def test_a_later_check_stays_when_the_test_was_normal(protocol):
    antibodies = {"tpo": "positive", "tsh": "normal"}
    assert "E_TSH" in advised(protocol, {**TRYING, "trying_months": 1}, antibodies)


@pytest.mark.parametrize(
    "now",
    [
        {"pregnant_now": "yes", "gestation_weeks": 7},
        {"pregnant_now": "unsure"},
        {"days_since_loss": 30},
        {"medicines": ["warfarin"]},
        {"medicines": ["heparin"]},
        {"temp_c": 38.2},
    ],
)
def test_a_negative_antiphospholipid_test_counts_only_where_it_cannot_mislead(protocol, now):
    found = assess(protocol, {**TWO_LOSSES, **now, "tests": {"apl": "negative"}})
    assert "E_APL" in {item.id for item in (*found.recommendations, *found.deferred)}
    assert "E_APL" not in advised(protocol, {**TWO_LOSSES, "days_since_loss": 43}, {"apl": "negative"})


def test_one_positive_antiphospholipid_test_is_repeated(protocol):
    assert "E_APL" in advised(protocol, TWO_LOSSES, {"apl": "positive"})
    assert "at least 12 weeks later" in protocol.recommendations["E_APL"].text


def test_with_diabetes_the_sugar_is_followed_whatever_it_was(protocol):
    diabetes = {**GRAVES, "conditions": ["t1d"]}
    assert "E_HBA1C" in advised(protocol, diabetes, {"hba1c": "normal"})


def test_the_tests_question_offers_a_result_for_what_is_done_most(protocol):
    question = next(q for q in protocol.questions if q.id == "tests")
    told = {(setting.path, setting.value) for option in question.options for setting in option.sets}
    assert {("tests.uterus", "normal"), ("tests.semen_analysis", "normal"), ("tests.apl", "negative")} <= told


def test_a_test_that_includes_another_exists_and_so_does_the_other(protocol):
    known = protocol.recommendations
    assert all(name in known for item in known.values() for name in item.includes)
    assert known["E_THYROID"].includes == ("E_TSH",)
