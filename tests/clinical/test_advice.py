"""What the advice holds, in which order, what waits, and what is not said again (clinical.md §6.2, DESIGN §4.5)."""

from __future__ import annotations

import pytest

from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.clinical.history import History
from yarrow.clinical.recommendation import KINDS
from yarrow.clinical.telling import own_words
from yarrow.clinical.triage import assess

TWO_LOSSES = [
    {"type": "miscarriage_clinical", "weeks": 7, "confirmed": "scan"},
    {"type": "miscarriage_clinical", "weeks": 8, "confirmed": "scan"},
]
LATE_LOSS = [{"type": "miscarriage_clinical", "weeks": 16}]
PLANNING = {"age": 31, "pregnant_now": "no", "planning": True, "cycles": "regular"}


def ids(items) -> list[str]:
    return [item.id for item in items]


def advice(protocol, **facts) -> dict[str, object]:
    return {item.id: item for item in assess(protocol, facts).recommendations}


@pytest.mark.parametrize(
    ("facts", "now"),
    [
        ({"pregnant_now": "yes", "symptoms": ["faint"]}, ["R_999"]),
        ({"pregnant_now": "yes", "gestation_weeks": 7, "symptoms": ["one_sided_pelvic_pain"]}, ["R_ED", "R_EPU"]),
        ({"pregnant_now": "yes", "gestation_weeks": 30, "symptoms": ["bleeding"]}, ["R_MATERNITY_TRIAGE"]),
        (
            {"pregnant_now": "yes", "gestation_weeks": 30, "symptoms": ["bleeding", "clots_large"]},
            ["R_ED"],
        ),
        ({"symptoms": ["psychosis"]}, ["R_ED", "R_CRISIS"]),
        ({"symptoms": ["suicidal_plan"]}, ["R_999", "R_CRISIS"]),
        (
            {"ivf": {"days_since_trigger": 5}, "symptoms": ["rapid_abdominal_swelling"]},
            ["R_ED", "R_FERTILITY_ONCALL"],
        ),
    ],
)
def test_in_an_emergency_only_the_place_to_go_is_said_and_all_else_is_deferred(protocol, facts, now):
    found = assess(protocol, {**facts, "planning": True, "losses": TWO_LOSSES})
    assert ids(found.recommendations) == [*now, "I_SAFETY_NET", "I_NO_DIAGNOSIS"]
    assert "E_APL" in ids(found.deferred)
    assert found.not_needed == ()


def test_on_a_same_day_matter_the_rest_is_for_later(protocol):
    found = assess(protocol, {**PLANNING, "losses": TWO_LOSSES, "symptoms": ["suicidal_thoughts"]})
    when = {item.id: item.when for item in found.recommendations}
    assert ids(found.recommendations)[:2] == ["R_CRISIS", "R_GP_SAME_DAY"]
    assert when["R_CRISIS"] is None
    assert when["E_APL"] == when["R_RPL_CLINIC"] == when["I_FOLIC"] == "later"
    assert when["I_SAFETY_NET"] is None
    assert found.deferred == ()


def test_below_that_nothing_waits_and_the_order_is_referral_tests_information(protocol):
    found = assess(protocol, {**PLANNING, "losses": TWO_LOSSES, "conditions": ["sle"], "medicines": ["warfarin"]})
    kinds = [KINDS.index(item.recommendation.kind) for item in found.recommendations]
    assert kinds == sorted(kinds)
    assert ids(found.recommendations)[0] == "I_DONT_STOP_MEDS"
    assert ids(found.recommendations)[-2:] == ["I_SAFETY_NET", "I_NO_DIAGNOSIS"]
    assert {item.when for item in found.recommendations} == {None}
    assert len(ids(found.recommendations)) == len(set(ids(found.recommendations)))


def test_a_reason_says_what_the_patient_told_and_names_rule_and_sources(protocol):
    item = advice(protocol, **PLANNING, losses=TWO_LOSSES)["E_APL"]
    assert item.reason == "Because you told me about losing more than one pregnancy."
    assert item.rules == ("P01",)
    assert any("ESHRE" in source for source in item.sources)
    assert set(item.to_json()) == {"id", "evidence", "reason", "sources", "text", "rules", "facts", "told"}


def test_a_condition_gives_its_own_row_and_its_own_reason(protocol):
    item = advice(protocol, **PLANNING, conditions=["graves"])["E_TRAB"]
    assert item.reason == "Because you told me about Graves' disease or an overactive thyroid."


@pytest.mark.parametrize(
    ("done", "gone"),
    [
        ({"tests": {"apl": "negative"}}, "E_APL"),
        ({"tests": {"tsh": "normal", "tpo": "negative"}}, "E_THYROID"),
        ({"tests": {"coeliac": "negative"}}, "E_COELIAC"),
        ({"coeliac_tested": True}, "E_COELIAC"),
        ({"conditions": ["coeliac"]}, "E_COELIAC"),
        ({"tests": {"uterus": "normal"}}, "E_UTERUS"),
    ],
)
def test_a_test_done_and_normal_is_not_advised_again(protocol, done, gone):
    assert gone in advice(protocol, **PLANNING, losses=TWO_LOSSES)
    assert gone not in advice(protocol, **{**PLANNING, "losses": TWO_LOSSES, **done})


def test_a_positive_antibody_test_is_to_be_repeated(protocol):
    assert "E_APL" in advice(protocol, **PLANNING, losses=TWO_LOSSES, tests={"apl": "positive"})


def test_a_later_check_is_advised_although_the_test_was_normal(protocol):
    assert "E_TSH" in advice(protocol, **PLANNING, tests={"tpo": "positive", "tsh": "normal"})
    assert "E_TSH" not in advice(protocol, **PLANNING, trying_months=13, tests={"tsh": "normal"})


def test_nobody_who_eats_no_gluten_is_told_to_eat_it(protocol):
    found = advice(protocol, **PLANNING, gluten_free=True, family_history=["coeliac"])
    assert {"R_DIETITIAN", "R_GP_ROUTINE"} <= set(found)
    assert not {"E_COELIAC", "I_KEEP_GLUTEN"} & set(found)


def test_a_coeliac_test_is_offered_for_signs_and_considered_after_losses(protocol):
    assert advice(protocol, **PLANNING, family_history=["coeliac"])["E_COELIAC"].evidence == "standard"
    assert advice(protocol, **PLANNING, losses=TWO_LOSSES)["E_COELIAC"].evidence == "consider_in_selected"


@pytest.mark.parametrize(
    ("locale", "confirmed", "words"),
    [
        ("UK", "scan", "GP or early pregnancy unit"),
        ("US", "scan", "support a work-up after two clinical losses"),
        ("US", "urine", "may or may not start tests"),
        ("AU", "scan", "European guidance"),
        (None, "scan", "European guidance"),
    ],
)
def test_two_losses_are_worded_as_the_place_handles_them(protocol, locale, confirmed, words):
    losses = [{**loss, "confirmed": confirmed} for loss in TWO_LOSSES]
    assert words in advice(protocol, **PLANNING, losses=losses, locale=locale)["R_RPL_CLINIC"].text


def test_three_losses_need_no_such_note(protocol):
    assert advice(protocol, **PLANNING, losses_count=3, locale="UK")["R_RPL_CLINIC"].note is None


def test_only_us_doctors_are_said_to_check_diabetes_and_prolactin_after_losses(protocol):
    assert (
        advice(protocol, **PLANNING, losses=TWO_LOSSES, locale="US")["E_PROLACTIN"].evidence == "consider_in_selected"
    )
    assert "E_PROLACTIN" not in advice(protocol, **PLANNING, losses=TWO_LOSSES, locale="UK")


def test_genetic_tests_of_tissue_are_not_raised_while_a_pregnancy_may_be_ending(protocol):
    bleeding = {"pregnant_now": "yes", "gestation_weeks": 8, "symptoms": ["bleeding"], "losses": TWO_LOSSES}
    assert "E_TISSUE_GENETICS" not in advice(protocol, **bleeding)
    assert "E_TISSUE_GENETICS" in advice(protocol, **PLANNING, losses=TWO_LOSSES)


def test_what_is_not_needed_is_said_when_asked_or_likely_to_be_sold_and_never_recommended(protocol):
    asked = assess(protocol, {**PLANNING, "asks": ["zonulin"]})
    assert [item.id for item in asked.not_needed] == ["X_ZONULIN"]
    after_losses = {item.id for item in assess(protocol, {**PLANNING, "losses": TWO_LOSSES}).not_needed}
    assert {"X_NK", "X_CYTOKINE", "X_MTHFR", "X_THROMBOPHILIA"} <= after_losses
    assert assess(protocol, PLANNING).not_needed == ()
    clot = assess(protocol, {**PLANNING, "losses": TWO_LOSSES, "conditions": ["vte"]})
    assert "X_THROMBOPHILIA" not in {item.id for item in clot.not_needed}


def test_somebody_pregnant_is_not_told_of_the_next_pregnancy_after_an_ectopic(protocol):
    ectopic = {"losses": [{"type": "ectopic", "weeks": 6}]}
    assert "I_EARLY_SCAN_NEXT" in advice(protocol, **PLANNING, **ectopic)
    pregnant = advice(protocol, pregnant_now="yes", gestation_weeks=5, **ectopic)
    assert "R_EARLY_SCAN" in pregnant
    assert "I_EARLY_SCAN_NEXT" not in pregnant


def told(*facts: tuple[str, object, str], captured: str = "text") -> History:
    """A history of facts with the words they were told in."""
    return History(
        tuple(
            Fact(path, value=value, provenance=Provenance("m", 0, 1, words, captured)) for path, value, words in facts
        )
    )


@pytest.mark.parametrize(
    ("facts", "advised", "paths", "phrases"),
    [
        ({"losses_count": 3}, "E_UTERUS", ("losses_count",), ("3 losses",)),
        ({"losses_count": 2, "preferred_term": "miscarriage"}, "E_UTERUS", ("losses_count",), ("2 miscarriages",)),
        ({"losses": TWO_LOSSES}, "E_UTERUS", ("losses[0]", "losses[1]"), ("2 losses",)),
        ({"losses": LATE_LOSS}, "E_UTERUS", ("losses[0]",), ("a loss at 16 weeks",)),
        ({"losses": [{"type": "ectopic"}]}, "I_EARLY_SCAN_NEXT", ("losses[0]",), ("an ectopic pregnancy",)),
        ({"trying_months": 13}, "R_FERTILITY", ("trying_months",), ("trying for 13 months",)),
        (
            {"trying_months": 2, "cycles": "irregular"}, "R_FERTILITY",
            ("cycles", "trying_months"), ("irregular periods", "trying for 2 months"),
        ),
        ({"family_history": ["coeliac"]}, "E_COELIAC", ("family_history.coeliac",), ("coeliac disease in the family",)),
        ({"conditions": ["graves"]}, "E_TRAB", ("conditions.graves",), ("Graves' disease or an overactive thyroid",)),
        (
            {"tests": {"tpo": "positive"}}, "I_TPO_EVIDENCE",
            ("planning", "tests.tpo"), ("hoping for a pregnancy", "Thyroid antibodies (TPO): found"),
        ),
        (
            {"phq2_interest": 2, "phq2_mood": 2}, "R_PSYCH",
            ("phq2_interest", "phq2_mood"), ("how low things have felt",),
        ),
        ({}, "I_NO_DIAGNOSIS", (), ()),
    ],
)  # fmt: skip
def test_each_recommendation_names_the_facts_behind_it_in_a_few_words(protocol, facts, advised, paths, phrases):
    item = advice(protocol, **{**PLANNING, **facts})[advised]
    assert item.facts == paths
    assert item.told == phrases
    assert item.to_json()["facts"] == list(paths)
    assert item.to_json()["told"] == list(phrases)


@pytest.mark.parametrize(
    ("facts", "advised", "reason"),
    [
        ({"trying_months": 13}, "R_FERTILITY", "how long you have been trying"),
        ({"trying_months": 2, "cycles": "absent"}, "R_FERTILITY", "having no periods"),
        ({"trying_months": 2, "conditions": ["endometriosis"]}, "R_FERTILITY", "endometriosis"),
        ({"trying_months": 1, "age": 41}, "R_FERTILITY", "your age and your hope for a pregnancy"),
        ({"family_history": ["coeliac"]}, "E_COELIAC", "coeliac disease in the family"),
        ({"symptoms": ["mouth_ulcers"]}, "E_COELIAC", "mouth ulcers"),
        ({"conditions": ["vte"]}, "R_HAEM_OBS", "a blood clot in the leg or lung"),
        ({"tests": {"apl": "positive"}}, "R_HAEM_OBS", "an antibody test that was positive"),
        ({"symptoms": ["jaundice"]}, "R_GP_2W", "yellow skin or eyes"),
        ({"gad2": 4}, "R_PSYCH", "how anxious things have felt"),
    ],
)
def test_the_reason_says_what_really_made_the_rule_fire(protocol, facts, advised, reason):
    assert advice(protocol, **{**PLANNING, **facts})[advised].reason == f"Because you told me about {reason}."


def test_what_is_for_everyone_claims_no_reason(protocol):
    assert advice(protocol, **PLANNING)["I_SAFETY_NET"].reason == "This is for everyone."


def test_a_history_gives_the_same_advice_as_its_flat_facts_and_her_own_words_besides(protocol):
    history = told(("planning", True, "yes"), ("conditions.hashimoto", True, "hashis"), ("losses_count", 2, "two mcs"))
    from_history = assess(protocol, history)
    from_flat = assess(protocol, history.flat)
    assert [item.id for item in from_history.recommendations] == [item.id for item in from_flat.recommendations]
    assert [item.facts for item in from_history.recommendations] == [item.facts for item in from_flat.recommendations]
    thyroid = next(item for item in from_history.recommendations if item.id == "I_TPO_EVIDENCE")
    assert thyroid.told == ("hoping for a pregnancy", "hashis")


def test_the_order_of_telling_changes_no_fact_and_no_word(protocol):
    one = assess(protocol, {**PLANNING, "conditions": ["sle", "graves"]}).to_json()
    other = assess(protocol, {**PLANNING, "conditions": ["graves", "sle"]}).to_json()
    assert one == other


@pytest.mark.parametrize(
    ("words", "captured", "echoed"),
    [
        ("hashis", "text", "hashis"),
        ("so tired", "text", "so tired"),
        ("Crohn’s", "text", "Crohn's"),
        ("hashis", "button", None),
        ("yes", "text", None),
        ("my thyroid", "text", None),
        ("no periods", "text", None),
        ("the doctors told me years ago", "text", None),
        ("lupus 2019", "text", None),
        ("a@b.org", "text", None),
        ("pissing blood", "text", None),
        ("", "text", None),
    ],
)
def test_her_own_words_are_said_back_only_if_they_are_short_and_plain(words, captured, echoed):
    fact = Fact("conditions.sle", value=True, provenance=Provenance("m", 0, 1, words, captured))
    assert own_words(fact) == echoed


def test_nobody_hears_her_darkest_words_again():
    fact = Fact("symptoms.suicidal_thoughts", value=True, provenance=Provenance("m", 0, 1, "want to die", "text"))
    assert own_words(fact) is None


def test_a_question_left_open_is_said_as_one(protocol):
    history = History((Fact("symptoms.faint", value=True), Fact("pregnant_now", Status.DECLINED)))
    emergency = assess(protocol, history).recommendations[0]
    assert "not knowing whether you could be pregnant" in emergency.told


def done(protocol, facts):
    return {item.id: item for item in assess(protocol, facts).done}


def test_a_test_already_done_is_listed_with_its_result_and_who_said_so(protocol):
    facts = (*told(("losses_count", 2, "two"), ("tests.apl", "negative", "sticky blood")).facts,)
    item = done(protocol, History(facts))["E_APL"]
    assert item.to_json() == {
        "id": "E_APL",
        "text": "the blood tests for sticky-blood antibodies",
        "result": "Antiphospholipid antibodies: not found",
        "facts": ["tests.apl"],
        "told": "sticky blood",
        "captured": "text",
        "from": "the patient",
    }


def test_what_staff_entered_is_said_to_come_from_them(protocol):
    history = told(("losses_count", 2, "two"), ("tests.apl", "negative", ""), captured="staff")
    assert done(protocol, history)["E_APL"].source == "the clinic's staff"


def test_a_test_done_without_a_known_result_says_that(protocol):
    found = done(protocol, {**PLANNING, "losses": TWO_LOSSES, "coeliac_tested": True})["E_COELIAC"]
    assert found.result == "done, but the result is not known"
    assert found.captured is None


@pytest.mark.parametrize("status", [Status.UNKNOWN, Status.DECLINED])
def test_a_result_that_is_not_known_or_not_told_suppresses_nothing(protocol, status):
    history = History((Fact("losses_count", value=2), Fact("tests.apl", status), Fact("tests.uterus", status)))
    found = assess(protocol, history)
    assert {"E_APL", "E_UTERUS"} <= set(ids(found.recommendations))
    assert found.done == ()


def test_what_nobody_would_advise_is_not_listed_as_done(protocol):
    assert assess(protocol, {**PLANNING, "tests": {"apl": "negative"}}).done == ()


def test_what_is_idle_for_another_reason_is_not_called_done(protocol):
    assert "E_COELIAC" not in done(protocol, {**PLANNING, "losses": TWO_LOSSES, "gluten_free": True})


def test_a_later_check_stays_and_says_why_although_the_test_was_normal(protocol):
    facts = {**PLANNING, "tests": {"tpo": "positive", "tsh": "normal"}}
    item = advice(protocol, **facts)["E_TSH"]
    assert item.text.endswith("An earlier normal result does not replace this later check.")
    assert "E_TSH" not in done(protocol, facts)
    assert advice(protocol, **{**PLANNING, "tests": {"tpo": "positive"}})["E_TSH"].note is None
