"""How rules combine: levels, overlays, unknown, conflicts, and rules that may yet fire (clinical.md §6.2)."""

from __future__ import annotations

import pytest

from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History
from yarrow.clinical.level import Level
from yarrow.clinical.triage import assess, urgent


def test_nothing_known_is_routine_and_still_ends_with_the_safety_net(protocol):
    found = assess(protocol, {})
    assert (found.level, found.ids) == (Level.T5, ("R00",))
    assert [item.id for item in found.recommendations][-2:] == ["I_SAFETY_NET", "I_NO_DIAGNOSIS"]


def test_the_level_is_that_of_the_most_urgent_rule(protocol):
    facts = {"pregnant_now": "no", "planning": True, "conditions": ["sle"], "phq2": 4, "symptoms": ["chest_pain"]}
    found = assess(protocol, facts)
    assert found.level is Level.T0
    assert found.ids[0] == "E03"
    assert {"U10", "P05"} <= set(found.ids)


@pytest.mark.parametrize("pregnant", ["yes", "unsure"])
def test_unsure_about_pregnancy_counts_as_yes_for_urgent_rules(protocol, pregnant):
    assert "D01" in assess(protocol, {"pregnant_now": pregnant, "symptoms": ["one_sided_pelvic_pain"]}).ids


def test_unsure_about_pregnancy_does_not_make_somebody_pregnant_for_planned_care(protocol):
    facts = {"pregnant_now": "unsure", "conditions": ["aps"], "planning": True}
    assert {"S04", "U05"} <= set(assess(protocol, facts).ids)
    assert "U06" not in assess(protocol, {"pregnant_now": "unsure", "conditions": ["sle"]}).ids


def test_refusing_to_say_whether_she_is_pregnant_is_not_a_no(protocol):
    pain = Fact("symptoms.one_sided_pelvic_pain", value=True)
    asked = History((pain, Fact("pregnant_now", Status.DECLINED)))
    assert assess(protocol, asked).level is Level.T1
    said_no = asked.adding([Fact("pregnant_now", value="no")])
    assert assess(protocol, said_no).level is Level.T5


def test_bleeding_of_unknown_amount_is_heavy_once_asked_in_vain_and_asked_about_before(protocol):
    """§6.2 rule 7: an unknown is asked about; asked in vain with the symptom there, it counts as present."""
    bleeding = History((Fact("symptoms.bleeding", value=True), Fact("pregnant_now", value="yes")))
    before = assess(protocol, bleeding)
    assert (before.level, before.ask) == (Level.T2, "pads_per_hour")
    assert "pads_per_hour" in next(rule.missing for rule in before.undetermined if rule.rule == "D02")
    after = assess(protocol, bleeding.adding([Fact("pads_per_hour", Status.UNKNOWN)]))
    assert (after.level, after.ids[0]) == (Level.T1, "D02")


def test_reduced_movements_ask_for_the_week_and_count_when_it_cannot_be_told(protocol):
    still = History((Fact("symptoms.reduced_movements", value=True), Fact("pregnant_now", value="yes")))
    assert assess(protocol, still).ask == "gestation_weeks"
    assert urgent(protocol, still.adding([Fact("gestation_weeks", Status.DECLINED)])).ids == ("D06",)
    assert urgent(protocol, still.adding([Fact("gestation_weeks", value=22)])).ids == ()


def test_a_symptom_that_may_be_urgent_names_the_rule_and_what_would_settle_it(protocol):
    found = urgent(protocol, {"symptoms": ["faint"]})
    assert found.level is Level.T5
    waiting = {rule.rule: rule for rule in found.undetermined}
    assert waiting["E01"].present == ("symptoms.faint",)
    assert "pregnant_now" in waiting["E01"].missing
    assert found.ask == "pregnant_now"


def test_nothing_is_asked_about_where_no_symptom_speaks_for_it(protocol):
    assert assess(protocol, {"pregnant_now": "yes", "gestation_weeks": 30}).undetermined == ()


def test_a_suspected_condition_fires_nothing_and_a_positive_test_does(protocol):
    known = (Fact("planning", value=True), Fact("pregnant_now", value="no"))
    suspected = assess(protocol, History((*known, Fact("conditions.sle", Status.SUSPECTED))))
    assert suspected.ids == ("R00",)
    assert "P08" in assess(protocol, History((*known, Fact("tests.tpo", value="positive")))).ids


def test_a_known_week_outweighs_a_no_and_the_conflict_is_marked(protocol):
    facts = {"pregnant_now": "no", "gestation_weeks": 7, "symptoms": ["one_sided_pelvic_pain"]}
    found = assess(protocol, facts)
    assert (found.level, found.conflicts) == (Level.T1, ("pregnancy",))
    assert found.to_json()["conflict"] is True


def test_two_counts_that_differ_take_the_larger_and_are_marked(protocol):
    facts = {"losses_count": 1, "losses": [{"type": "biochemical"}, {"type": "miscarriage_clinical", "weeks": 8}]}
    found = assess(protocol, facts)
    assert "P01" in found.ids
    assert found.conflicts == ("losses",)


@pytest.mark.parametrize(
    ("facts", "overlays"),
    [
        ({"age": 15}, ("SAFEGUARD", "UNDER18")),
        ({"age": 17}, ("UNDER18",)),
        ({"age": 18}, ()),
        ({"symptoms": ["abuse"]}, ("SAFEGUARD",)),
        ({"symptoms": ["suicidal_thoughts"]}, ("CRISIS",)),
        ({"for_whom": "other_agrees"}, ("THIRD_PARTY",)),
        ({"for_whom": "self"}, ()),
        ({}, ()),
    ],
)
def test_overlays_are_shown_whatever_the_level(protocol, facts, overlays):
    assert assess(protocol, facts).overlays == overlays


def test_at_seventeen_red_flags_are_judged_and_planned_tests_are_not_listed(protocol):
    losses = [{"type": "miscarriage_clinical", "weeks": 8}, {"type": "miscarriage_clinical", "weeks": 9}]
    found = assess(protocol, {"age": 17, "pregnant_now": "no", "losses": losses})
    ids = {item.id for item in found.recommendations}
    assert "R_GP_ROUTINE" in ids
    assert not ids & {"E_APL", "R_RPL_CLINIC", "I_FOLIC"}
    assert assess(protocol, {"age": 17, "pregnant_now": "yes", "symptoms": ["faint"]}).level is Level.T0
    assert assess(protocol, {"age": 17, "phq2": 5}).level is Level.T3


@pytest.mark.parametrize(
    ("facts", "rule", "level"),
    [
        ({"symptoms": ["jaundice"]}, "U09", Level.T3),
        ({"symptoms": ["jaundice", "fever"]}, "U09", Level.T1),
        ({"symptoms": ["jaundice", "abdominal_pain"]}, "U09", Level.T1),
        ({"medicines": ["azathioprine"], "temp_c": 38.2}, "S11", Level.T2),
        ({"medicines": ["azathioprine"], "symptoms": ["fever", "rigors"]}, "S11", Level.T1),
        ({"medicines": ["ptu"], "symptoms": ["sore_throat"]}, "S08", Level.T2),
        ({"medicines": ["ptu"], "symptoms": ["sore_throat", "clammy"]}, "S08", Level.T1),
        ({"pregnant_now": "yes", "symptoms": ["cannot_keep_fluids"]}, "S02", Level.T2),
        ({"pregnant_now": "yes", "symptoms": ["cannot_keep_fluids", "reduced_urine"]}, "S02", Level.T1),
    ],
)
def test_the_same_finding_with_more_is_more_urgent(protocol, facts, rule, level):
    found = assess(protocol, facts)
    assert found.level is level
    assert next(fired.level for fired in found.rules if fired.id == rule) is level


def test_each_rule_that_fired_names_the_facts_that_made_it_fire(protocol):
    facts = {"pregnant_now": "yes", "gestation_weeks": 8, "symptoms": ["bleeding", "mass"]}
    fired = {rule.id: rule for rule in assess(protocol, facts).rules}
    assert fired["S01"].facts == ("symptoms.bleeding", "pregnant_now", "gestation_weeks")
    assert fired["S01"].rule.sources


def test_the_lane_runs_urgent_rules_only(protocol):
    facts = {"pregnant_now": "no", "planning": True, "conditions": ["sle"], "symptoms": ["suicidal_thoughts", "mass"]}
    assert urgent(protocol, facts).ids == ("S05",)
    assert urgent(protocol, {"planning": True, "conditions": ["sle"]}).ids == ()


def test_a_value_of_none_is_as_good_as_not_told(protocol):
    blank = dict.fromkeys(("age", "pregnant_now", "losses", "symptoms", "tests", "losses_count", "gestation_weeks"))
    assert assess(protocol, blank) == assess(protocol, {})


def test_the_result_names_the_version_of_the_protocol(protocol):
    assert assess(protocol, {}).to_json()["protocol"] == protocol.version
