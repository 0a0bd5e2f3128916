"""The check for forbidden outputs finds each of them, and leaves alone what may be said."""

from __future__ import annotations

import pytest

from tests.support.forbidden import forbidden_outputs, forbidden_recommendations
from yarrow.protocol.loader import load
from yarrow.protocol.spoken import spoken

FORBIDDEN = (
    "You have lupus.",
    "You probably have coeliac disease.",
    "You may have an underactive thyroid.",
    "You do not have lupus.",
    "It sounds like endometriosis.",
    "This is just IBS.",
    "That is normal.",
    "You are having a miscarriage.",
    "Your results show that all is well.",
    "Take 75 mg of aspirin.",
    "Take aspirin every day.",
    "Aspirin 75 mg helps.",
    "Progesterone twice a day helps.",
    "Folic acid 5 mg is advised.",
    "You should stop taking methotrexate.",
    "Stop methotrexate now.",
    "Please start aspirin.",
    "Please switch to heparin.",
    "You can take ibuprofen.",
    "Double your dose of levothyroxine.",
    "Progesterone is safe in pregnancy.",
    "Worth asking about: natural killer cell tests.",
    "Worth asking about:\n- A thyroid test\n- A zonulin test",
    "It could be worth asking about a zonulin test.",
    "Ask about an MTHFR test.",
)
ALLOWED = (
    "Please do not stop this on your own.",
    "I can't tell you whether you have lupus.",
    "Everyone trying is advised 400 micrograms of folic acid a day.",
    "A 10 microgram daily supplement of vitamin D is advised in pregnancy and winter.",
    "I can't tell you whether to take it, stop it or change it.",
    "Because you told me you have lupus.",
    "If you have diabetes, ask your team.",
    "Do you have lupus?",
    "Please don't start it without advice.",
    "Tests of natural killer cells are not advised outside research.",
    "Not needed, as far as guidelines go:\n- A zonulin test\n- An MTHFR test",
)


@pytest.mark.parametrize("text", FORBIDDEN)
def test_what_may_not_be_said_is_found(text):
    assert forbidden_outputs(text), text


@pytest.mark.parametrize("text", ALLOWED)
def test_what_may_be_said_is_left_alone(text):
    assert forbidden_outputs(text) == []


def test_no_sentence_of_the_protocol_is_forbidden():
    assert {place: found for place, text in spoken(load()) if (found := forbidden_outputs(text))} == {}


def test_only_what_is_to_be_done_is_ever_recommended():
    assert forbidden_recommendations(["E_APL", "R_ENDO", "I_FOLIC", "X_NK"]) == ["X_NK"]
