"""The questions of the protocol as files: public ids, kinds, what an author gets wrong is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.interviews import protocol
from yarrow.clinical.fact import Status
from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.loader import ROOT
from yarrow.protocol.questions import ORDER, load_questions

# The public contract: ids by section (integrations rely on them) with their kinds.
PUBLIC = {
    "opening": {"consent": "choice", "for_whom": "choice", "locale": "choice"},
    "safety": {
        "pregnant_now": "choice", "gestation_weeks": "number", "symptoms_now": "multi_choice",
        "pads_per_hour": "number",
        "bleeding_hours": "number", "temp_c": "number", "fluids_24h": "yes_no", "recent_event": "choice",
        "procedure_or_birth_days": "number",
    },
    "about": {
        "age": "number", "planning": "yes_no", "trying_months": "number", "cycles": "choice", "ivf": "choice",
        "days_since_trigger": "number", "ivf.pregnant_after_ivf": "yes_no",
    },
    "losses": {
        "losses_count": "number", "losses": "loss", "days_since_loss": "number", "live_births": "number",
        "other_outcomes": "multi_choice", "failed_transfers": "number", "tests": "multi_choice",
        "preferred_term": "text", "test_still_positive": "yes_no",
    },
    "autoimmune": {
        "conditions": "multi_choice", "condition_treatment": "text", "medicines": "text", "clots": "yes_no",
        "ctd_symptoms": "multi_choice", "ctd_weeks": "number", "family_history": "multi_choice",
    },
    "gut": {
        "gut_symptoms": "multi_choice", "bowel_symptom_weeks": "number", "gut_alarm": "multi_choice",
        "bloating_days_per_month": "number", "gluten_free": "yes_no", "coeliac_tested": "yes_no",
        "bloody_stools_per_day": "number", "weight_loss_amount": "choice", "hb_status": "choice",
        "bowel_new_12_months": "yes_no",
    },
    "wellbeing": {
        "phq2_interest": "choice", "phq2_mood": "choice", "gad2_nervous": "choice", "gad2_worry": "choice",
        "support_wanted": "yes_no",
    },
    "closing": {"asks": "text", "contact": "text", "confirm_summary": "choice"},
    "emergency": {
        "can_you_get_help": "choice", "go_on": "choice", "happening_now": "choice", "confirm_delete": "choice",
    },
}  # fmt: skip
QUESTION = "- {id: q, kind: yes_no, text: Is it so, why: To know., source: here}"


@pytest.mark.parametrize("section", PUBLIC)
def test_the_public_questions_are_there_with_their_kinds(section: str) -> None:
    found = {question.id: question.kind for question in protocol().questions if question.section == section}
    assert PUBLIC[section].items() <= found.items()


def test_the_sections_stand_in_the_order_of_the_interview() -> None:
    assert [section.id for section in protocol().sections] == list(ORDER)


def test_the_losses_begin_with_a_word_of_consent() -> None:
    losses = next(section for section in protocol().sections if section.id == "losses")
    assert all(word in losses.intro for word in ("skip", "pause", "stop"))


@pytest.mark.parametrize("question_id", ["phq2_interest", "phq2_mood", "gad2_nervous", "gad2_worry"])
def test_questionnaires_have_their_standard_answers(question_id: str) -> None:
    question = next(question for question in protocol().questions if question.id == question_id)
    assert [option.value for option in question.options] == ["0", "1", "2", "3"]
    labels = [option.label for option in question.options]
    assert labels == ["Not at all", "Several days", "More than half the days", "Nearly every day"]
    assert [option.sets[0].value for option in question.options] == [0, 1, 2, 3]


def test_every_number_has_bounds() -> None:
    numbers = [question for question in protocol().questions if question.kind == "number"]
    assert all(q.minimum is not None and q.maximum is not None and q.minimum < q.maximum for q in numbers)


def test_what_was_asked_of_the_body_can_be_skipped() -> None:
    fixed = {question.id for question in protocol().questions if not question.skippable}
    assert fixed <= {"consent", "confirm_summary", *PUBLIC["emergency"], "third_party_agrees"}


def folder_with(tmp_path: Path, question: str, head: str = "section: {title: Gut, intro: Hello.}") -> Path:
    shutil.copytree(ROOT / "questions", tmp_path / "questions")
    (tmp_path / "questions" / "gut.yml").write_text(f"{head}\nquestions:\n{question}\n", encoding="utf-8")
    return tmp_path


def loaded(tmp_path: Path, question: str) -> object:
    return next(q for q in load_questions(folder_with(tmp_path, question))[1] if q.id == "q")


def test_a_yes_no_question_brings_its_own_answers(tmp_path: Path) -> None:
    question = loaded(tmp_path, QUESTION)
    assert [(o.value, o.sets[0].path, o.sets[0].value) for o in question.options] == [  # type: ignore[attr-defined]
        ("yes", "q", True),
        ("no", "q", False),
    ]


def test_options_say_what_they_set_deny_and_leave_open(tmp_path: Path) -> None:
    text = """- id: q
  kind: choice
  text: Which one?
  options:
  - {value: a, label: A, sets: [symptoms.bleeding], denies: [symptoms.fever]}
  - {value: b, label: B, unsure: [symptoms.bleeding]}
  - {value: c, label: C, sets: {age: 30}}"""
    a, b, c = loaded(tmp_path, text).options  # type: ignore[attr-defined]
    assert [(s.path, s.status, s.value) for s in a.sets] == [
        ("symptoms.bleeding", Status.PRESENT, True),
        ("symptoms.fever", Status.DENIED, None),
    ]
    assert b.sets[0].status is Status.UNKNOWN
    assert c.sets[0].value == 30


@pytest.mark.parametrize(
    ("question", "place", "expected"),
    [
        ("- {id: q, kind: riddle, text: Is it so}", "q.kind", "one of choice"),
        ("- {id: q, kind: yes_no}", "q.text", "a text"),
        ("- {kind: yes_no, text: Is it so}", "questions.0.id", "a text"),
        ("- {id: q, kind: choice, text: Is it so}", "q.options", "a list of options"),
        ("- {id: q, kind: yes_no, text: Is it so, colour: red}", "questions.0", "one of closed"),
        ("- {id: q, kind: yes_no, text: Is it so, when: {moon: full}}", "q.when", "one of"),
        ("- {id: q, kind: number, text: How many, minimum: few}", "q.minimum", "a number"),
        ("- {id: q, kind: yes_no, text: Is it so, skippable: maybe}", "q.skippable", "true or false"),
        ("- {id: q, kind: yes_no, text: Is it so, repeat: months}", "q.repeat", "one of losses, conditions"),
        ("- {id: q, kind: choice, text: Which, options: [{value: yes, label: Y}]}", "q.options.0.value", "a text"),
        (
            "- {id: q, kind: choice, text: Which, options: [{value: a, label: A, sets: 3}]}",
            "q.options.0.sets",
            "a list",
        ),
        ("- {id: q, id: r, kind: yes_no, text: Is it so}", "YAML", "valid YAML"),
        ("- just words", "questions.0", "a mapping"),
        ("  no list", "questions", "a list of questions"),
        ("- {id: q", "YAML", "valid YAML"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, question: str, place: str, expected: str) -> None:
    with pytest.raises(ProtocolError) as error:
        load_questions(folder_with(tmp_path, question))
    assert error.value.file == "questions/gut.yml"
    assert place in error.value.place
    assert expected in error.value.expected
