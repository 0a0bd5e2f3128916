"""Facts from outside are checked, one kind sentence for each problem."""

from __future__ import annotations

import pytest

from yarrow.clinical.schema import check

GOOD = {
    "locale": "UK", "age": 31, "pregnant_now": "no", "planning": True, "cycles": "regular", "losses_count": 2,
    "losses": [{"type": "miscarriage_clinical", "weeks": 8, "confirmed": "scan"}, {"type": "biochemical"}],
    "conditions": ["sle"], "medicines": [], "symptoms": ["bleeding"], "tests": {"tpo": "positive"},
    "ivf": {"failed_transfers": 2, "days_since_trigger": 3}, "phq2": 2, "asks": ["nk_cells"],
    "condition_treatment.sle": "hydroxychloroquine", "for_whom": "self", "temp_c": 38.4,
}  # fmt: skip


def test_good_facts_have_no_problem(protocol):
    known = {"conditions": protocol.conditions, "symptoms": protocol.symptoms, "medicines": protocol.medicines}
    assert check(GOOD, known) == []


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"agee": 31}, "'agee' is not a fact"),
        ({"age": "31"}, "age should be a number"),
        ({"age": True}, "age should be a number"),
        ({"age": 130}, "between 0 and 120"),
        ({"temp_c": 99}, "between 25 and 46"),
        ({"pregnant_now": "maybe"}, "one of yes, no, unsure"),
        ({"pregnant_now": False}, "in quotes"),
        ({"planning": "yes"}, "true or false"),
        ({"symptoms": "bleeding"}, "a list of ids"),
        ({"symptoms": ["bleding"]}, "not an id Yarrow knows"),
        ({"tests": ["tpo"]}, "a mapping"),
        ({"ivf": {"failed_transfers": "two"}}, "ivf.failed_transfers should be a number"),
        ({"losses": [1]}, "a list of losses"),
        ({"losses": [{"type": "abortion"}]}, "losses[0].type should be one of"),
        ({"losses": [{"type": "molar", "weeks": "ten"}]}, "losses[0].weeks should be a number"),
        ({"losses": [{"type": "molar", "weeks": 60}]}, "between 0 and 45"),
        ({"losses": [{"type": "molar", "confirmed": 3}]}, "losses[0].confirmed should be a word"),
        ([], "a mapping from names to values"),
    ],
)
def test_a_problem_is_named_with_what_is_expected(protocol, facts, says):
    problems = check(facts, {"symptoms": protocol.symptoms})
    assert len(problems) == 1
    assert says in problems[0]


def test_a_value_of_none_is_not_known_and_no_problem():
    assert check({"age": None, "losses": None, "symptoms": None, "ivf": {"failed_transfers": None}}) == []


def test_every_problem_is_named_not_only_the_first():
    assert len(check({"age": "x", "cycles": "odd", "unheard": 1})) == 3
