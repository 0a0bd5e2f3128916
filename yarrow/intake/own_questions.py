"""The ids of the questions that belong to the conversation itself, not to the history."""

from __future__ import annotations

CONSENT = "consent"
HELP = "can_you_get_help"
GO_ON = "go_on"
HAPPENING_NOW = "happening_now"
CONFIRM_DELETE = "confirm_delete"
AGREES = "third_party_agrees"
SUMMARY = "confirm_summary"
CHANGE = "change_something"
WHICH = "which_advised"
HEARD = "heard_right"
OWN = (CONSENT, HELP, GO_ON, HAPPENING_NOW, CONFIRM_DELETE, AGREES, SUMMARY, CHANGE, WHICH, HEARD)


def is_prompt(question_id: str | None) -> bool:
    """Whether this is the conversation's own question: its answer is taken by a use case of its own."""
    return question_id in OWN
