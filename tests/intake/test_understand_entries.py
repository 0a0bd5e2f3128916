"""`yarrow understand` takes every question of the protocol and any text, and never fails on an entry it can read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yarrow.commands.desk import load_desk
from yarrow.intake.ports import Desk
from yarrow.intake.understand import EntryError, understand

# DESIGN §4.2 and §4.5, and the conversation's own; repeated ones as their templates, too.
QUESTIONS = [
    "consent", "for_whom", "locale", "preferred_term", "pregnant_now", "gestation_weeks", "symptoms_now",
    "pads_per_hour", "bleeding_hours", "temp_c", "age", "planning", "trying_months", "cycles", "losses_count",
    "losses", "losses.type", "losses.weeks", "losses.confirmed", "losses[0]", "losses[2].weeks", "days_since_loss",
    "live_births", "other_outcomes", "failed_transfers", "tests", "conditions", "condition_treatment",
    "condition_treatment.sle", "medicines", "clots", "ctd_symptoms", "family_history", "gut_symptoms",
    "bowel_symptom_weeks", "gut_alarm", "bloating_days_per_month", "gluten_free", "coeliac_tested", "phq2_interest",
    "phq2_mood", "support_wanted", "asks", "contact", "confirm_summary", "ivf", "days_since_trigger",
    "ivf.pregnant_after_ivf", "recent_event", "procedure_or_birth_days", "fluids_24h", "test_still_positive",
    "bloody_stools_per_day", "weight_loss_amount", "hb_status", "bowel_new_12_months", "ctd_weeks", "gad2_nervous",
    "gad2_worry", "can_you_get_help", "go_on", "happening_now", "confirm_delete", "third_party_agrees",
]  # fmt: skip
ODD = ["", " ", "\ud800 yes", "\udc00", "no\x00ne", "\u202eon", "😭 2 losses", "²", "½ ፩ ١٢", "9" * 400, "31 february"]


@pytest.fixture(scope="module")
def desk() -> Desk:
    return load_desk()


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_can_be_named(desk, question):
    for text in ("yes", "no", "not sure", "3", *ODD):
        read = understand(desk, {"id": "x", "text": text, "question": question})
        json.dumps(read, ensure_ascii=False).encode()
        assert read["id"] == "x"


@given(text=st.text(alphabet=st.characters(), max_size=80), question=st.sampled_from([None, *QUESTIONS]))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text, question):
    read = understand(load_desk_once(), {"id": 1, "text": text, "question": question})
    json.dumps(read, ensure_ascii=False).encode()
    assert read["act"]


DESK: list[Desk] = []


def load_desk_once() -> Desk:
    """One desk for all examples: drawing them takes long enough."""
    if not DESK:
        DESK.append(load_desk())
    return DESK[0]


@pytest.mark.parametrize("text", ["x " * 50_000, "no " * 33_000, "1" * 100_000, "é" * 100_000])
def test_a_very_long_text_is_read(desk, text):
    assert understand(desk, {"text": text, "question": "symptoms_now"})["act"]


def test_a_loss_asked_about_by_its_template_is_the_one_that_lacks_the_answer(desk):
    context = {"losses_count": 2, "losses": [{"type": "miscarriage_clinical", "weeks": 7}, {"type": "biochemical"}]}
    read = understand(desk, {"text": "9", "question": "losses.weeks", "context": context})
    assert read["facts"]["losses"][-1]["weeks"] == 9
    first = understand(desk, {"text": "9 weeks", "question": "losses.weeks"})
    assert first["facts"]["losses"][0]["weeks"] == 9


def test_the_day_of_the_entry_counts(desk):
    entry = {"text": "last tuesday", "question": "days_since_loss", "today": "2026-11-23"}
    assert understand(desk, entry)["facts"]["days_since_loss"] == 6
    with pytest.raises(EntryError, match="2026-11-23"):
        understand(desk, {**entry, "today": "yesterday"})


def test_letters_written_in_two_parts_are_read_as_one(desk):
    read = understand(desk, {"text": "Sjo\u0308gren's", "question": "conditions"})
    assert [finding["id"] for finding in read["findings"]] == ["sjogren"]


@pytest.mark.parametrize("entry", [{"id": 1}, {"text": 4}, {"text": "no", "question": "none_such"}])
def test_an_entry_that_cannot_be_read_says_what_to_change(desk, entry):
    with pytest.raises(EntryError, match=r"text|question"):
        understand(desk, entry)


def test_where_it_hangs_on_the_pregnancy_how_urgent_it_is_that_is_asked(desk):
    heavy = understand(desk, {"id": "h", "text": "heavy bleeding, and I feel faint"})
    assert (heavy["level"], heavy["ask"]) == (None, {"about": "pregnant_now", "question": "pregnant_now"})
    told = understand(desk, {"id": "t", "text": "heavy bleeding, and I feel faint", "context": {"pregnant_now": "yes"}})
    assert told["level"] == "T0"
    assert told["ask"] is None


def test_findings_list_what_an_answer_says_of_what_was_offered(desk):
    none = understand(desk, {"text": "nah none of that", "question": "conditions"})
    stands = {(one["kind"], one["id"]): one["status"] for one in none["findings"]}
    assert stands["condition", "sle"] == stands["condition", "pcos"] == "denied"
    raised = understand(desk, {"text": "a bit raised", "question": "coeliac_result"})
    assert [(one["id"], one["value"]) for one in raised["findings"]] == [("coeliac", "positive")]
    assert understand(desk, {"text": "hello", "question": "conditions"})["findings"] == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("smelly discharge 5 days after the hysteroscopy", "temp_c"),
        ("smelly discharge, hysteroscopy was 8 months ago", "happening_now"),
    ],
)
def test_a_discharge_that_smells_after_an_operation_hangs_on_fever_or_on_when(desk, text, asked):
    ask = understand(desk, {"id": "1", "text": text})["ask"]
    assert (ask or {}).get("question") == asked
