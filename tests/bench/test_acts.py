"""Kinds of turn: intents as acts, confusion, macro-F1, and whether a model knows how sure it may be."""

from __future__ import annotations

import pytest

from bench.hearing.acts import act_of, confusion, macro_f1, settled
from bench.hearing.calibration import calibration


@pytest.mark.parametrize(("intent", "act"), [
    ("affirm", "yes"), ("ask_why", "why"), ("ask_evidence/nk_cells", "ask_evidence"), ("red_flag/faint", "answer"),
    ("inform", "answer"), ("greet", "other"), ("nlu_fallback", "other"), (None, "other"),
])  # fmt: skip
def test_an_intent_comes_to_an_act(intent, act):
    assert act_of(intent) == act


def test_of_accepted_acts_the_one_heard_was_right_else_the_first():
    assert settled("other", ("answer", "other")) == "other"
    assert settled("skip", ("answer", "other")) == "answer"


def test_the_confusion_counts_what_was_heard_for_what():
    found = confusion([("no", "no"), ("answer", "answer"), ("answer", "other"), ("answer", "answer")])
    assert found == {"answer": {"answer": 2, "other": 1}, "no": {"no": 1}}
    assert list(found) == ["answer", "no"]


def test_macro_f1_weighs_every_act_alike():
    """`answer`: 2 right of 3, never said wrongly: 0.8; `no`: 1. An act that was never right has no score."""
    assert macro_f1({"answer": {"answer": 2, "other": 1}, "no": {"no": 1}}) == pytest.approx(0.9)
    assert macro_f1({}) is None


def test_a_model_that_is_as_often_right_as_it_is_sure_has_no_error():
    assert calibration([(0.5, True), (0.5, False)]).error == 0
    assert calibration([]) is None


def test_the_error_is_the_mean_distance_weighed_by_count():
    """Three at 1.0, of which two are right, and one at 0.45 that is right: (3 x 1/3 + 1 x 0.55) / 4."""
    found = calibration([(1.0, True), (1.0, True), (1.0, False), (0.45, True)])
    assert found.error == pytest.approx((1 + 0.55) / 4)
    assert [(one.low, one.count) for one in found.bins] == [(0.4, 1), (0.9, 3)]
    assert found.bins[1].right == pytest.approx(2 / 3)
