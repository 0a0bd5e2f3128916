"""A fact that staff put right: what it may be, what follows from it, and what it does to the urgency."""

from __future__ import annotations

import pytest

from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.clinical.history import History
from yarrow.intake.correct import NotCorrect, recount, staff_fact
from yarrow.intake.correctable import field_of, paths
from yarrow.intake.known import history_of

DENIED, PRESENT, UNKNOWN = Status.DENIED, Status.PRESENT, Status.UNKNOWN


def corrected(desk, history, path, status=PRESENT, *, value=True, on_record=None):
    return recount(desk, history, staff_fact(desk.protocol, path, status, value), on_record)


def test_the_new_word_is_that_of_staff_and_stands_beside_the_old_one(desk):
    history = history_of({"age": 34})
    found = corrected(desk, history, "age", value=43)
    (fact,) = found.facts
    assert (fact.value, fact.provenance.captured, fact.provenance.message, fact.provenance.text) == (
        43, "staff", None, None
    )  # fmt: skip
    after = history.adding(found.facts)
    assert [one.value for one in after.facts] == [34, 43]
    assert after.value("age") == 43


def test_a_correction_that_raises_the_urgency_says_by_which_rules(desk):
    history = history_of({"pregnant_now": "no", "symptoms": ["bloating"]})
    found = corrected(desk, history, "symptoms.chest_pain")
    assert (found.raises, found.lowers) == (True, False)
    assert found.level < found.level_before
    assert found.moved["moved"] == "up"
    assert found.moved["rules_new"]


def test_a_correction_that_lowers_the_urgency_says_so(desk):
    history = history_of({"pregnant_now": "no", "symptoms": ["bloating", "chest_pain"]})
    found = corrected(desk, history, "symptoms.chest_pain", DENIED)
    assert (found.lowers, found.raises) == (True, False)


def test_a_symptom_that_becomes_unknown_lowers_the_urgency_too_and_says_so(desk):
    history = history_of({"pregnant_now": "no", "symptoms": ["bloating", "chest_pain"]})
    assert corrected(desk, history, "symptoms.chest_pain", UNKNOWN).lowers


def test_what_is_on_record_counts_where_it_is_more_urgent_than_what_the_facts_say_today(desk):
    found = corrected(desk, history_of({"age": 34}), "age", value=35, on_record="T1")
    assert (found.level_before, found.lowers) == ("T1", True)
    same = corrected(desk, history_of({"age": 34}), "age", value=35, on_record=None)
    assert not same.lowers


def test_what_was_worked_out_from_the_old_word_is_worked_out_anew(desk):
    low = history_of({"phq2_interest": 1, "phq2_mood": 0})
    low = low.adding([Fact("phq2", value=1, provenance=Provenance(captured="edited"))])
    found = corrected(desk, low, "phq2_mood", value=3)
    assert [(fact.path, fact.value) for fact in found.facts] == [("phq2_mood", 3), ("phq2", 4)]


def test_what_does_not_follow_any_more_is_not_known_any_more(desk):
    history = history_of({"age": 60, "bowel_new_12_months": True})
    history = history.adding([Fact("new_ibs_after_50", value=True, provenance=Provenance(captured="edited"))])
    found = corrected(desk, history, "age", value=40)
    assert [(fact.path, fact.status) for fact in found.facts] == [("age", PRESENT), ("new_ibs_after_50", UNKNOWN)]
    assert "new_ibs_after_50" not in history.adding(found.facts).flat


def test_what_she_told_herself_stays_though_nothing_else_says_it(desk):
    history = history_of({"age": 60, "bowel_new_12_months": True, "new_ibs_after_50": True})
    assert [fact.path for fact in corrected(desk, history, "age", value=40).facts] == ["age"]


def test_what_follows_from_other_answers_is_put_right_there(desk):
    history = history_of({"phq2_interest": 1, "phq2_mood": 0, "phq2": 1})
    with pytest.raises(NotCorrect, match="follows from other answers"):
        corrected(desk, history, "phq2", value=6)


def test_what_changes_nothing_is_no_correction(desk):
    with pytest.raises(NotCorrect, match="already"):
        corrected(desk, history_of({"age": 34}), "age", value=34)


@pytest.mark.parametrize(
    ("path", "status", "value"),
    [
        ("age", PRESENT, 400),
        ("age", PRESENT, None),
        ("pregnant_now", PRESENT, "perhaps"),
        ("symptoms.no_such_thing", PRESENT, True),
        ("symptoms.no_such_thing", DENIED, None),
        ("conditions.no_such_thing", UNKNOWN, None),
        ("losses[0]", PRESENT, {"type": "no such type"}),
        ("no_such_fact", PRESENT, True),
        ("no_such_fact", DENIED, None),
        ("consent", PRESENT, True),
    ],
)
def test_what_cannot_be_right_is_not_taken(protocol, path, status, value):
    with pytest.raises(NotCorrect):
        staff_fact(protocol, path, status, value)


def test_every_fact_the_protocol_knows_can_be_entered_as_a_staff_fact(protocol):
    for family, listed in paths(protocol):
        assert listed, family
        for path in listed:
            field = field_of(protocol, path)
            entered = {
                "value": field.options[0][0] if field.options else f"{field.low:g}" if field.low is not None else "x"
            }
            fact = staff_fact(protocol, path, PRESENT, field.value(entered))
            assert History((fact,)).is_answered(path)


@pytest.mark.parametrize(
    ("path", "entered", "value"),
    [
        ("age", {"value": "34"}, 34),
        ("temp_c", {"value": "38,5"}, 38.5),
        ("pregnant_now", {"value": "unsure"}, "unsure"),
        ("planning", {"value": "no"}, False),
        ("conditions.sle", {}, True),
        ("losses[1]", {"type": "miscarriage_clinical", "weeks": "7", "confirmed": "scan"},
         {"type": "miscarriage_clinical", "weeks": 7, "confirmed": "scan"}),
        ("losses[1]", {"type": "ectopic", "weeks": "", "confirmed": ""}, {"type": "ectopic"}),
        ("conditions_other", {"value": "a rare thing"}, "a rare thing"),
    ],
)  # fmt: skip
def test_what_is_entered_is_read_by_the_kind_of_the_fact(protocol, path, entered, value):
    assert field_of(protocol, path).value(entered) == value


@pytest.mark.parametrize(
    ("path", "entered"),
    [
        ("age", {"value": "old"}),
        ("age", {"value": "200"}),
        ("age", {"value": "nan"}),
        ("pregnant_now", {"value": "perhaps"}),
        ("planning", {}),
        ("conditions_other", {"value": ""}),
        ("losses[0]", {"type": ""}),
        ("losses[0]", {"type": "ectopic", "weeks": "90"}),
        ("losses[0]", {"type": "ectopic", "confirmed": "hearsay"}),
    ],
)
def test_what_is_entered_wrongly_is_said_so(protocol, path, entered):
    with pytest.raises(NotCorrect):
        field_of(protocol, path).value(entered)


def test_of_a_list_as_a_whole_one_can_only_say_that_there_is_nothing_or_that_it_is_not_known(protocol):
    assert field_of(protocol, "symptoms_now").statuses == (DENIED, UNKNOWN)
    assert staff_fact(protocol, "symptoms_now", DENIED, None).status is DENIED
