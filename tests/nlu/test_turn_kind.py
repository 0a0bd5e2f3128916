"""The intent: the rules where they are sure, else the trained classifier, else what was found."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from tests.support.plain_desk import desk_that_reads
from yarrow.intake.case import Case, Standing
from yarrow.intake.turn import Said, Turn
from yarrow.language.understanding import Finding, Understanding
from yarrow.nlu.findings import Findings
from yarrow.nlu.message import metadata_of
from yarrow.nlu.turn_kind import TurnKind

OTHER = Understanding("other")
LUPUS = Understanding("answer", findings=(Finding("condition", "sle", "present", 7, 12, "lupus"),))


def intent_of(
    understanding: Understanding, guess: str, confidence: float, *, question: str | None = "age", turn: bool = True
) -> str:
    """The intent of a message read so, with this guess of the classifier."""
    desk = desk_that_reads(understanding)
    data: dict[str, Any] = {"text": "I have lupus", "intent": {"name": guess, "confidence": confidence}}
    if turn:
        case = Case(standing=Standing(question=question, consent=True))
        data["metadata"] = metadata_of(Turn("c", 1, Said("m", "I have lupus"), case, "2026-11-22"))
    message = Message(data=data)
    TurnKind(desk, 0.3, 0.7).process(Findings(desk).process([message]))
    return str(message.get("intent")["name"])


def test_a_rule_that_is_sure_decides_whatever_the_classifier_says() -> None:
    assert intent_of(Understanding("why"), "pause", 0.99) == "ask_why"


def test_words_of_danger_decide_before_everything() -> None:
    assert intent_of(Understanding("why", red_flags=("faint",)), "greet", 0.99) == "red_flag"


def test_where_no_rule_is_sure_the_classifier_decides() -> None:
    assert intent_of(OTHER, "ask_person", 0.31) == "ask_person"


def test_a_guess_below_the_threshold_is_not_believed() -> None:
    assert intent_of(OTHER, "ask_person", 0.29) == "nlu_fallback"


@pytest.mark.parametrize("intent", ["stop_here", "pause", "delete_data", "third_party"])
def test_a_guess_that_would_end_the_history_needs_more(intent: str) -> None:
    assert intent_of(OTHER, intent, 0.69) == "nlu_fallback"
    assert intent_of(OTHER, intent, 0.71) == intent


@pytest.mark.parametrize(
    ("intent", "question"),
    [("consent", "consent"), ("confirm", "confirm_summary"), ("help_status", "can_you_get_help")],
)
def test_an_answer_to_a_question_of_our_own_counts_at_that_question_alone(intent: str, question: str) -> None:
    assert intent_of(OTHER, intent, 0.99, question="age") != intent


def test_without_a_rule_and_a_guess_free_text_is_an_answer_to_a_question_for_text() -> None:
    assert intent_of(OTHER, "greet", 0.1, question="asks") == "inform"
    assert intent_of(OTHER, "greet", 0.1, question="age") == "nlu_fallback"


def test_without_a_turn_findings_make_an_answer_and_danger_a_red_flag() -> None:
    assert intent_of(LUPUS, "greet", 0.1, turn=False) == "inform"
    assert intent_of(OTHER, "greet", 0.1, turn=False) == "nlu_fallback"
    assert intent_of(Understanding("answer", red_flags=("faint",)), "greet", 0.9, turn=False) == "red_flag"


def test_findings_become_entities_with_their_assertion_as_role() -> None:
    message = Message(data={"text": "I have lupus"})
    Findings(desk_that_reads(LUPUS)).process([message])
    [entity] = message.get("entities")
    assert (entity["entity"], entity["value"], entity["role"], entity["start"], entity["end"]) == (
        "condition", "sle", "present", 7, 12,
    )  # fmt: skip


def test_the_fingerprint_changes_with_the_protocol() -> None:
    assert Findings.fingerprint_addon({}) == Findings.fingerprint_addon({})
    assert len(Findings.fingerprint_addon({}) or "") == 64
