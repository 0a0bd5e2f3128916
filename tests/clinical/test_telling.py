"""The phrases for what was told: each kind of fact, and what no wording of its own has."""

from __future__ import annotations

import pytest

from yarrow.clinical.done import short_name
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History
from yarrow.clinical.recommendation import Recommendation
from yarrow.clinical.telling import Telling

CUT_SHORT = Recommendation("E_NEW", "test", "A new test. It is done at the clinic.")


def telling(protocol, *facts: Fact) -> Telling:
    return Telling(protocol, protocol.view(History(facts)))


@pytest.mark.parametrize(
    ("fact", "phrase"),
    [
        (Fact("age", value=38), "being 38 years old"),
        (Fact("temp_c", value=38.5), "a temperature of 38.5 °C"),
        (Fact("planning", value=False), "not planning a pregnancy now"),
        (Fact("gluten_free", value=True), "eating gluten-free"),
        (Fact("pregnant_now", value="unsure"), "not being sure about pregnancy"),
        (Fact("pregnant_now", Status.UNKNOWN), "not knowing whether you could be pregnant"),
        (Fact("cycles", Status.DECLINED), "Periods, which you left open"),
        (Fact("symptoms.mass", Status.DENIED), "a lump in the tummy: no"),
        (Fact("symptoms.mass", value=True), "a lump in the tummy"),
        (Fact("tests.tsh", value="normal"), "Thyroid level (TSH): normal"),
        (Fact("losses[0]", value={"type": "molar"}), "a molar pregnancy"),
        (Fact("losses[0]", value={"type": "miscarriage_clinical"}), "a loss"),
        (Fact("losses[0]", value={"type": "miscarriage_clinical", "weeks": 1}), "a loss at 1 week"),
        (Fact("test_still_positive", value=True), "Test still positive: yes"),
        (Fact("condition_treatment.sle", value="quiet for years"), "sle: quiet for years"),
    ],
)
def test_each_kind_of_fact_has_its_phrase(protocol, fact, phrase):
    assert telling(protocol, fact).phrase(fact.path) == phrase


def test_losses_of_a_count_are_said_once_and_others_by_themselves(protocol):
    facts = (
        Fact("losses_count", value=3),
        Fact("losses[0]", value={"type": "biochemical"}),
        Fact("losses[2]", value={"type": "ectopic"}),
        Fact("preferred_term", value="baby"),
    )
    said = telling(protocol, *facts).of(("losses_count", "losses[0]", "losses[2]"))
    assert said == ("the loss of 3 babies", "an ectopic pregnancy")


def test_a_place_of_the_record_that_is_empty_moves_no_loss_to_another(protocol):
    late = {"type": "miscarriage_clinical", "weeks": 16}
    view = protocol.view(History((Fact("losses[0]", value={"type": "ectopic"}), Fact("losses[3]", value=late))))
    assert view.recorded("n_t2") == ("losses[3]",)
    assert view.recorded("losses.ectopic") == ("losses[0]",)
    assert view.recorded("losses.molar") == ("losses.molar",)


def test_a_recommendation_nobody_has_named_is_called_by_its_first_sentence(protocol):
    assert short_name(protocol, CUT_SHORT) == "a new test"
    assert short_name(protocol, protocol.recommendations["E_COELIAC"]) == "the coeliac blood test"
