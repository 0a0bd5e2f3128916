"""What a fact is called, and the question it answers."""

from __future__ import annotations

from yarrow.clinical.protocol import Protocol
from yarrow.clinical.question import Question
from yarrow.clinical.told_loss import LOSS

# Scores are worked out from two answers each, so that no question has their name.
SCORES = {"phq2": "PHQ-2 score", "gad2": "GAD-2 score"}
# How many losses each definition counts. Source: clinical.md §1.2.
DEFINITIONS = {
    "n_eshre": "losses as ESHRE 2022 counts them (biochemical ones included)",
    "n_asrm": "losses as ASRM counts them (seen on a scan or in a laboratory)",
    "n_t1": "first-trimester losses as RCOG 2023 counts them",
    "n_t2": "second-trimester losses",
    "n_fetal10": "losses at 10 weeks or later",
}
# The code system of the items of each list.
SYSTEM_OF = {
    "conditions": "condition",
    "family_history": "condition",
    "medicines": "medicine",
    "symptoms": "symptom",
    "tests": "test",
    "asks": "topic",
    "ivf": "fact",
}


def name_of(protocol: Protocol, path: str) -> str:
    """A short name for what the fact at this path is about."""
    loss = LOSS.fullmatch(path)
    if loss:
        return f"loss {int(loss.group(1)) + 1}"
    family, _, member = path.partition(".")
    if family == "symptoms" and member in protocol.symptoms:
        return protocol.symptoms[member].label
    if family == "medicines" and member in protocol.medicines:
        return protocol.medicines[member].name
    if family in ("conditions", "family_history") and member in protocol.conditions:
        return protocol.conditions[member].name
    if family == "asks" and member in protocol.evidence:
        return protocol.evidence[member].title
    if family == "tests" and member:
        return protocol.wording.get(f"summary.results.{member}") or member.replace("_", " ")
    question = question_of(protocol, path)
    wording = protocol.wording.get(f"summary.name.{question.id}") if question else None
    return wording or SCORES.get(path) or DEFINITIONS.get(path) or path.rpartition(".")[2].replace("_", " ")


def question_of(protocol: Protocol, path: str) -> Question | None:
    """The question whose own answer the fact is; None if it is an item of a list, or worked out."""
    return next((question for question in protocol.questions if path in (question.fact, question.id)), None)


def unit_of(protocol: Protocol, path: str) -> str | None:
    """The unit of the number at this path, in the words of its question."""
    question = question_of(protocol, path)
    return question.unit if question else None
