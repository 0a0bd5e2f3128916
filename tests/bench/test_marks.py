"""Each measure of understanding fires where it should, and just misses where it should not."""

from __future__ import annotations

from typing import Any

import pytest

from bench.hearing import marks as measures
from bench.hearing.case import Case
from bench.hearing.marks import marks


def case(**given: Any) -> Case:
    return Case("made-up", "made up", "test", **given)


def finding(kind: str, id_: str, status: str, value: str | None = None) -> dict[str, Any]:
    return {"kind": kind, "id": id_, "status": status, "value": value}


def counted(gold: Case, read: dict[str, Any], measure: str) -> tuple[int, int, int]:
    """Right, missed, made up."""
    own = [mark for mark in marks(gold, read) if mark.measure == measure]
    return sum(m.right for m in own), sum(m.missed for m in own), sum(m.made_up for m in own)


@pytest.mark.parametrize(("said", "expected"), [
    ([finding("condition", "sle", "family")], (1, 0, 0)),
    ([finding("condition", "sle", "present")], (0, 1, 1)),
    ([], (0, 1, 0)),
    ([finding("condition", "sle", "family"), finding("condition", "ra", "present")], (1, 0, 1)),
])  # fmt: skip
def test_a_finding_is_right_only_as_it_stands(said, expected):
    gold = case(findings=frozenset({("condition", "sle", "family")}))
    assert counted(gold, {"findings": said}, "conditions") == expected


def test_gut_symptoms_are_counted_apart_from_others():
    gold = case(findings=frozenset({("symptom", "bloating", "present"), ("symptom", "faint", "denied")}))
    read = {"findings": [finding("symptom", "bloating", "present")]}
    assert counted(gold, read, "gut symptoms") == (1, 0, 0)
    assert counted(gold, read, "other symptoms") == (0, 1, 0)


@pytest.mark.parametrize(("value", "expected"), [("positive", (1, 0, 0)), ("negative", (0, 1, 1)), (None, (0, 1, 1))])
def test_a_test_is_right_only_with_its_value(value, expected):
    gold = case(findings=frozenset({("test", "tpo", "present", "positive")}))
    assert counted(gold, {"findings": [finding("test", "tpo", "present", value)]}, "tests") == expected


def test_a_value_that_the_gold_leaves_out_may_be_told():
    gold = case(findings=frozenset({("test", "tpo", "present")}))
    assert counted(gold, {"findings": [finding("test", "tpo", "present", "high")]}, "tests") == (1, 0, 0)


def test_findings_that_are_left_out_are_not_scored():
    assert counted(case(), {"findings": [finding("condition", "sle", "present")]}, "conditions") == (0, 0, 0)


def test_a_kind_that_is_unsure_is_not_scored_and_the_others_are():
    gold = case(findings=frozenset({("medicine", "aspirin", "past")}), unsure=frozenset({"medicines"}))
    read = {"findings": [finding("medicine", "heparin", "present"), finding("condition", "aps", "present")]}
    assert counted(gold, read, "medicines") == (0, 0, 0)
    assert counted(gold, read, "conditions") == (0, 0, 1)


def test_family_history_that_is_unsure_takes_out_the_family_alone():
    gold = case(findings=frozenset({("condition", "sle", "family")}), unsure=frozenset({"family_history"}))
    read = {"findings": [finding("condition", "sle", "denied")]}
    assert counted(gold, read, "conditions") == (0, 0, 1)


@pytest.mark.parametrize(("said", "expected"), [({"age": 34}, (1, 0, 0)), ({"age": 43}, (0, 1, 0)), ({}, (0, 1, 0))])
def test_a_fact_is_right_with_its_value(said, expected):
    assert counted(case(facts={"age": 34}), {"facts": said}, "other facts") == expected


def test_a_fact_nobody_told_is_made_up():
    assert counted(case(facts={}), {"facts": {"age": 34}}, "other facts") == (0, 0, 1)


@pytest.mark.parametrize(("said", "expected"), [("yes", 1), ("unsure", 1), ("no", 0)])
def test_of_several_values_in_the_gold_any_will_do(said, expected):
    gold = case(facts={"pregnant_now": ["yes", "unsure"]})
    assert counted(gold, {"facts": {"pregnant_now": said}}, "other facts")[0] == expected


def test_nested_and_flat_facts_are_the_same():
    gold = case(facts={"ivf": {"failed_transfers": 2}})
    assert counted(gold, {"facts": {"ivf.failed_transfers": 2}}, "other facts") == (1, 0, 0)


@pytest.mark.parametrize("unsure", ["gut", "gut.pain_score"])
def test_an_unsure_fact_is_not_scored_by_its_own_name_or_its_familys(unsure):
    gold = case(facts={}, unsure=frozenset({unsure}))
    assert counted(gold, {"facts": {"gut": {"pain_score": 7}}}, "other facts") == (0, 0, 0)


@pytest.mark.parametrize(("only", "marked"), [({"losses_count"}, {"losses counted"}), ({"age"}, {"other facts"})])
def test_where_some_facts_alone_are_scored_the_others_are_not(only, marked):
    gold = case(facts={"losses_count": 2, "age": 31}, only=frozenset(only))
    read = {"facts": {"losses_count": 3, "age": 32, "conditions": ["sle"], "losses": [{"type": "molar"}]}}
    assert {mark.measure for mark in marks(gold, read)} == marked


def test_words_kept_as_they_were_said_are_not_scored():
    assert counted(case(facts={"preferred_term": "angel"}), {"facts": {}}, "other facts") == (0, 0, 0)


def test_lists_among_the_facts_are_marked_one_by_one():
    gold = case(facts={"symptoms": ["faint", "bleeding"], "medicines": ["aspirin"]}, unsure=frozenset({"medicines"}))
    read = {"facts": {"symptoms": ["faint", "fever"], "medicines": []}}
    assert counted(gold, read, "listed facts") == (1, 1, 1)


@pytest.mark.parametrize(("said", "right"), [({"losses_count": 3}, 1), ({"losses_count": 2}, 0), ({}, 0)])
def test_losses_are_counted_exactly(said, right):
    assert counted(case(facts={"losses_count": 3}), {"facts": said}, measures.COUNTED) == (right, 1 - right, 0)


def test_a_count_where_the_text_settles_none_is_wrong():
    assert counted(case(facts={}), {"facts": {"losses_count": 2}}, measures.COUNTED) == (0, 1, 0)


def test_no_count_on_either_side_is_not_scored():
    assert counted(case(facts={}), {"facts": {}}, measures.COUNTED) == (0, 0, 0)


@pytest.mark.parametrize(("said", "right"), [
    ([{"type": "biochemical"}, {"type": "miscarriage_clinical", "weeks": 9}], 1),
    ([{"type": "miscarriage_clinical", "weeks": 9}, {"type": "biochemical"}], 1),
    ([{"type": "miscarriage_clinical", "weeks": 8}, {"type": "biochemical"}], 0),
    ([{"type": "miscarriage_clinical", "weeks": 9}], 0),
    ([{"type": "miscarriage_clinical", "weeks": 9}, {"type": "biochemical"}, {"type": "ectopic"}], 0),
])  # fmt: skip
def test_itemised_losses_are_right_all_together_in_any_order(said, right):
    gold = case(facts={"losses": [{"type": "miscarriage_clinical", "weeks": 9}, {"type": "biochemical"}]})
    assert counted(gold, {"facts": {"losses": said}}, measures.ITEMISED)[0] == right


def test_a_loss_of_several_possible_types_does_not_take_anothers_match():
    gold = case(facts={"losses": [{"type": ["ectopic", "unknown_loss"]}, {"type": "ectopic"}]})
    said = {"losses": [{"type": "ectopic"}, {"type": "unknown_loss"}]}
    assert counted(gold, {"facts": said}, measures.ITEMISED) == (1, 0, 0)


@pytest.mark.parametrize(("act", "right"), [("answer", 1), ("other", 1), ("skip", 0)])
def test_any_accepted_act_will_do(act, right):
    assert counted(case(acts=("answer", "other")), {"act": act}, measures.ACT) == (right, 1 - right, 0)


ASK = {"about": "faint", "question": "happening_now"}


@pytest.mark.parametrize(("gold", "ask", "measure", "right"), [
    (True, ASK, measures.ASKS, 1), (True, None, measures.ASKS, 0),
    (False, None, measures.ASKS_NOT, 1), (False, ASK, measures.ASKS_NOT, 0),
])  # fmt: skip
def test_questions_are_asked_where_they_must_be_and_nowhere_else(gold, ask, measure, right):
    assert counted(case(ask=gold), {"ask": ask}, measure) == (right, 1 - right, 0)


ABOUT_LOSSES = {"about": "losses_count", "question": "losses_count"}


@pytest.mark.parametrize(("read", "raised", "heard", "emergency"), [
    ({"level": "T0"}, 1, 1, 1),
    ({"level": "T1"}, 0, 1, 1),
    ({"level": "T2"}, 0, 1, 0),
    ({"level": None, "ask": ASK}, 0, 1, 1),
    ({"level": None, "ask": ABOUT_LOSSES}, 0, 0, 0),
    ({"level": None}, 0, 0, 0),
])  # fmt: skip
def test_danger_is_raised_at_the_level_it_needs_or_at_least_heard(read, raised, heard, emergency):
    gold = case(danger="raise", levels=("T0",), rf="RF01")
    got = [counted(gold, read, name)[0] for name in (measures.RAISED, measures.HEARD, measures.EMERGENCIES)]
    assert got == [raised, heard, emergency]


def test_danger_where_a_later_level_will_do_is_raised_by_it_and_is_no_emergency():
    gold = case(danger="raise", levels=("T1", "T2"))
    assert counted(gold, {"level": "T2"}, measures.RAISED) == (1, 0, 0)
    assert counted(gold, {"level": "T2"}, measures.EMERGENCIES) == (0, 0, 0)


@pytest.mark.parametrize(("levels", "scored"), [(("T2", "T3"), 1), (("T3",), 0)])
def test_what_may_wait_beyond_today_need_not_be_raised(levels, scored):
    gold = case(danger="raise", levels=levels)
    assert counted(gold, {"level": None}, measures.RAISED) == (0, 0, 0)
    assert counted(gold, {"level": None}, measures.NOT_IGNORED) == (0, scored, 0)


@pytest.mark.parametrize(("read", "right"), [({"level": "T2"}, 1), ({"level": None, "ask": ASK}, 1), ({}, 0)])
def test_doubtful_danger_is_not_passed_over(read, right):
    assert counted(case(danger="ask"), read, measures.NOT_IGNORED)[0] == right


@pytest.mark.parametrize(("read", "quiet", "unasked"), [
    ({"level": "T2"}, 0, 1), ({"level": None, "ask": ASK}, 1, 0), ({"level": None}, 1, 1), ({"level": "T3"}, 1, 1),
])  # fmt: skip
def test_a_look_alike_may_be_asked_about_but_gets_no_level(read, quiet, unasked):
    gold = case(danger="quiet")
    assert counted(gold, read, measures.QUIET)[0] == quiet
    assert counted(gold, read, measures.QUIET_UNASKED)[0] == unasked


def test_every_yes_or_no_measure_is_named_as_one():
    named = {value for name, value in vars(measures).items() if name.isupper() and isinstance(value, str)}
    assert named == set(measures.SHARES)
