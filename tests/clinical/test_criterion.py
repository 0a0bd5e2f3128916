"""Each operator in three values, unknown included; and what it says made it true, or is missing."""

from __future__ import annotations

import pytest

from yarrow.clinical.criterion import (
    ALWAYS,
    FALSE,
    TRUE,
    UNKNOWN,
    All,
    AnyOf,
    Compare,
    Criterion,
    Equals,
    Known,
    Member,
    Named,
    Not,
    Truth,
    Unanswered,
    Unless,
    missing,
    reasons,
)
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History
from yarrow.clinical.view import View

YES, NO, OPEN = Member("symptoms", ("faint",)), Member("symptoms", ("fever",)), Member("symptoms", ("vomiting",))
HISTORY = History(
    (
        Fact("symptoms.faint", value=True),
        Fact("symptoms.fever", Status.DENIED),
        Fact("conditions.sle", Status.SUSPECTED),
        Fact("conditions.ra", Status.PAST),
        Fact("gestation_weeks", value=8),
        Fact("planning", value=False),
        Fact("gluten_free", Status.DENIED),
        Fact("pads_per_hour", Status.UNKNOWN),
        Fact("age", Status.DECLINED),
        Fact("tests.tpo", value="positive"),
        Fact("losses[0]", value={"type": "ectopic", "weeks": 6}),
    )
)
NAMED: dict[str, Criterion] = {"dizzy": YES}


@pytest.fixture
def view() -> View:
    return View.of(HISTORY, NAMED)


ALL_TABLE = [
    (TRUE, TRUE, TRUE),
    (TRUE, UNKNOWN, UNKNOWN),
    (TRUE, FALSE, FALSE),
    (UNKNOWN, UNKNOWN, UNKNOWN),
    (UNKNOWN, FALSE, FALSE),
    (FALSE, FALSE, FALSE),
]
ANY_TABLE = [
    (TRUE, TRUE, TRUE),
    (TRUE, UNKNOWN, TRUE),
    (TRUE, FALSE, TRUE),
    (UNKNOWN, UNKNOWN, UNKNOWN),
    (UNKNOWN, FALSE, UNKNOWN),
    (FALSE, FALSE, FALSE),
]
LEAF = {TRUE: YES, FALSE: NO, UNKNOWN: OPEN}


@pytest.mark.parametrize(("first", "second", "expected"), ALL_TABLE)
def test_all_is_as_true_as_its_least_true_part(view, first, second, expected):
    assert All((LEAF[first], LEAF[second])).evaluate(view) is expected
    assert All((LEAF[second], LEAF[first])).evaluate(view) is expected


@pytest.mark.parametrize(("first", "second", "expected"), ANY_TABLE)
def test_any_is_as_true_as_its_truest_part(view, first, second, expected):
    assert AnyOf((LEAF[first], LEAF[second])).evaluate(view) is expected
    assert AnyOf((LEAF[second], LEAF[first])).evaluate(view) is expected


@pytest.mark.parametrize(
    ("part", "negated", "excepted"), [(TRUE, FALSE, FALSE), (UNKNOWN, UNKNOWN, TRUE), (FALSE, TRUE, TRUE)]
)
def test_not_needs_a_known_no_and_unless_holds_until_a_known_yes(view, part, negated, excepted):
    assert Not(LEAF[part]).evaluate(view) is negated
    assert Unless(LEAF[part]).evaluate(view) is excepted


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        (Member("symptoms", ("faint", "vomiting")), TRUE),
        (Member("symptoms", ("vomiting",)), UNKNOWN),
        (Member("symptoms", ("fever",)), FALSE),
        (Member("symptoms", ("fever", "vomiting")), UNKNOWN),
        (Member("conditions", ("sle",)), UNKNOWN),  # suspected is neither yes nor no
        (Member("conditions", ("ra",)), FALSE),  # long gone is not now
        (Member("losses", ("ectopic",)), TRUE),
        (Member("losses", ("molar",)), FALSE),  # the losses were told, and this is none of them
        (Equals("tests.tpo", ("positive",)), TRUE),
        (Equals("tests.tpo", ("negative",)), FALSE),
        (Equals("tests.tsh", ("normal",)), UNKNOWN),
        (Equals("planning", (False,)), TRUE),
        (Equals("planning", (True,)), FALSE),
        (Equals("gluten_free", (False,)), TRUE),  # denied is a known no
        (Equals("gluten_free", (True,)), FALSE),
        (Compare("gestation_weeks", "at_least", 8), TRUE),
        (Compare("gestation_weeks", "above", 8), FALSE),
        (Compare("gestation_weeks", "at_most", 8), TRUE),
        (Compare("gestation_weeks", "below", 8), FALSE),
        (Compare("age", "below", 16), UNKNOWN),  # declined is not a number
        (Compare("trying_months", "at_least", 1), UNKNOWN),
        (Known("gestation_weeks"), TRUE),
        (Known("gluten_free"), TRUE),
        (Known("age"), FALSE),
        (Unanswered("age"), TRUE),
        (Unanswered("pads_per_hour"), TRUE),
        (Unanswered("bleeding_hours"), FALSE),  # not asked yet is not asked in vain
        (Unanswered("gestation_weeks"), FALSE),
        (Named("dizzy"), TRUE),
        (ALWAYS, TRUE),
    ],
)
def test_what_a_leaf_makes_of_present_denied_suspected_declined_and_untold(view, criterion, expected):
    assert criterion.evaluate(view) is expected


def test_a_number_between_two_bounds_is_unknown_only_where_it_matters():
    """Three losses without details: at least 3 counted by ESHRE, between 0 and 3 of them late."""
    view = View({"losses_count": 3})
    assert Compare("n_eshre", "at_least", 2).evaluate(view) is TRUE
    assert Compare("n_t2", "at_least", 1).evaluate(view) is UNKNOWN
    assert Compare("n_t2", "at_least", 4).evaluate(view) is FALSE


def test_a_score_told_in_part_is_judged_by_what_it_may_still_become():
    assert Compare("phq2", "at_least", 3).evaluate(View({"phq2_interest": 3})) is TRUE
    assert Compare("phq2", "at_least", 3).evaluate(View({"phq2_interest": 0, "phq2_mood": 2})) is FALSE
    assert Compare("phq2", "at_least", 3).evaluate(View({"phq2_interest": 1})) is UNKNOWN
    assert Compare("gad2", "at_least", 3).evaluate(View({"gad2": 3})) is TRUE
    assert Compare("gad2", "at_least", 3).evaluate(View({})) is UNKNOWN


def test_reasons_name_the_facts_that_made_it_true_and_only_those(view):
    criterion = All((AnyOf((Named("dizzy"), OPEN)), Compare("gestation_weeks", "below", 20), Unless(OPEN)))
    assert reasons(criterion, view) == ("symptoms.faint", "gestation_weeks")
    assert missing(criterion, view) == ()
    assert reasons(Not(NO), view) == ("symptoms.fever",)


def test_missing_names_what_would_settle_it_and_a_family_where_one_id_would_not_do(view):
    criterion = All((YES, Member("conditions", ("addison",)), Equals("locale", ("UK",))))
    assert missing(criterion, view) == ("conditions.addison", "locale")
    assert missing(Member("medicines", ("methotrexate", "statin")), view) == ("medicines",)
    assert reasons(criterion, view) == ()


def test_truths_are_ordered_so_that_unknown_lies_between():
    assert sorted([Truth.TRUE, Truth.FALSE, Truth.UNKNOWN]) == [FALSE, UNKNOWN, TRUE]


def test_an_id_told_is_a_value_too():
    view = View({"conditions": ["sle"]})
    assert view.value("conditions.sle") is True
    assert view.value("conditions.ra") is None


def test_flat_facts_alone_deny_nothing():
    """A symptom that is not in the list was not told; that is not a no."""
    view = View({"symptoms": ["faint"]})
    assert NO.evaluate(view) is UNKNOWN
    assert Not(NO).evaluate(view) is UNKNOWN
