"""What was misheard at a question or as an answer: complaints, plain words of yes and no, numbers, named medicines."""

from __future__ import annotations

from datetime import date

import pytest

from yarrow.language.understanding import Asked, AskedOption

TODAY = date(2026, 11, 22)
IVF = Asked(
    "ivf", "choice", options=(AskedOption("now", "Yes, in the last 3 weeks"), AskedOption("before", "Yes, before that"),
                              AskedOption("no", "No")),
)  # fmt: skip
HOW_MANY = Asked("how_many", "choice", options=tuple(AskedOption(v, v) for v in ("1", "2", "3 or more")))


def facts_of(reader, text, **more):
    return {fact.path: (fact.status, fact.value) for fact in reader.read(text, today=TODAY, **more).facts}


@pytest.mark.parametrize("text", ["obviously", "of course", "yep def", "mhm", "yes obviously"])
def test_a_yes(reader, text):
    assert reader.read(text).act == "yes"


@pytest.mark.parametrize("text", ["nah", "nope not really", "of course not", "no not really"])
def test_a_no(reader, text):
    assert reader.read(text).act == "no"


@pytest.mark.parametrize(
    "text", ["why has nobody tested me", "why wont they test me", "why has no one investigated us"]
)
def test_a_complaint_about_tests_asks_for_what_is_known(reader, text):
    read = reader.read(text)
    assert (read.act, read.topics) == ("ask_evidence", ("loss_tests",))


@pytest.mark.parametrize(("text", "chosen"), [("3", ()), ("in the last 3 weeks", ("now",)), ("no", ("no",))])
def test_a_number_inside_a_label_is_no_choice(reader, text, chosen):
    assert reader.read(text, IVF).chosen == chosen


def test_a_number_that_begins_a_label_is_one(reader):
    assert reader.read("3", HOW_MANY).chosen == ("3 or more",)


def test_an_answer_with_a_complaint_behind_it_is_taken(reader):
    asked = Asked("losses[0]", "loss", "losses[0]")
    read = reader.read("11 weeks, seen on scan, why do i have to go through every one of them", asked)
    values = {fact.path: fact.value for fact in read.facts}
    assert read.act == "answer"
    assert values["losses[0]"]["weeks"] == 11
    assert values["losses[0]"]["confirmed"] == "scan"


@pytest.mark.parametrize(
    ("text", "act"),
    [("i have to go", "pause"), ("sorry have to go now", "pause"), ("i have to go through it all", "other")],
)
def test_having_to_go(reader, text, act):
    assert reader.read(text).act == act


@pytest.mark.parametrize(("text", "value"), [("3-4 times", 3), ("3 or 4", 3), ("about 5", 5), ("6", 6)])
def test_of_a_range_the_lower_end_is_taken_without_asking_again(reader, text, value):
    asked = Asked("stools_per_day", "number", "stools_per_day", minimum=0, maximum=50)
    read = reader.read(text, asked)
    assert {fact.path: fact.value for fact in read.facts}["stools_per_day"] == value
    assert read.ask is None


def test_a_range_of_losses_is_asked_about(reader):
    asked = Asked("losses_count", "number", "losses_count", minimum=0, maximum=30)
    assert reader.read("3 or 4", asked).ask is not None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("5mg pred since march", "present"),
        ("prednisolone 10mg for 6 weeks", "present"),
        ("prednisolone for 3 years", "present"),
        ("prednisolone 2.5 mg for 3 years", "denied"),
        ("prednisolone 20mg for 5 days", "denied"),
        ("prednisolone 5mg for 4 weeks", "present"),
        ("prednisolone 5mg for 3 weeks", "denied"),
        ("prednisolone 10mg", None),
    ],
)
def test_long_term_steroids_need_dose_and_time(reader, text, status):
    assert facts_of(reader, text).get("medicines.steroid_long", (None, None))[0] == status


@pytest.mark.parametrize("text", ["aspirin for miscarriage", "aspirin for recurrent miscarriage", "heparin for losses"])
def test_a_medicine_named_for_something_is_neither_taken_nor_lost(reader, text):
    assert facts_of(reader, text) == {}


def test_a_medicine_she_takes_for_it_is_taken(reader):
    assert facts_of(reader, "i take aspirin for miscarriage")["medicines.aspirin"][0] == "present"


@pytest.mark.parametrize(
    "text", ["My husband takes finasteride does it matter", "my partner is on finasteride, does that matter"]
)
def test_a_partners_medicine_is_asked_about_and_not_hers(reader, text):
    read = reader.read(text)
    assert read.act == "ask_treatment"
    assert not read.facts


def test_why_does_it_matter_still_asks_for_the_reason(reader):
    assert reader.read("why does it matter").act == "why"


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("i've not felt the baby move yet", "movements_never_felt"),
        ("baby not moving", "reduced_movements"),
        ("baby has not moved since last night", "reduced_movements"),
    ],
)
def test_movements_never_felt_and_movements_gone(reader, text, id_):
    assert reader.read(text).red_flags == (id_,)


@pytest.mark.parametrize(
    ("text", "asked", "value"),
    [
        ("no one has tested me", None, None),
        ("nobody has tested me for coeliac", None, False),
        ("no one has tested me", "coeliac_tested", False),
    ],
)
def test_no_test_at_all_is_no_word_on_coeliac_disease(reader, text, asked, value):
    question = Asked(asked, "yes_no", asked) if asked else None
    assert facts_of(reader, text, asked=question).get("coeliac_tested", (None, None))[1] is value
