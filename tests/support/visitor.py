"""A patient at the widget who answers whatever she is asked: in words, or only with what there is to tap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.support.patient import NOES
from tests.support.widget import Widget

WORDS = {
    "choice": "no",
    "yes_no": "no",
    "multi_choice": "none of these",
    "number": "none",
    "text": "no",
    "loss": "a miscarriage at 8 weeks, seen on a scan",
}
Answers = Mapping[str, str | Sequence[str]]


@dataclass
class Visitor:
    """`answers` by question id: words to type, or labels to tap; the second time she answers plainly."""

    widget: Widget
    answers: Answers
    asked: list[str] = field(default_factory=list)

    def type_all(self, most: int = 80) -> None:
        """Answer in words until nothing is asked any more."""
        while question := self._next(most):
            given = self.answers.get(question["id"]) if self.asked.count(question["id"]) == 1 else None
            self.widget.ask(str(given or WORDS[question["kind"]]))

    def tap_all(self, most: int = 80) -> None:
        """Answer with buttons until nothing is asked any more."""
        while question := self._next(most):
            given = self.answers.get(question["id"]) if self.asked.count(question["id"]) == 1 else None
            tap(self.widget, question, (given,) if isinstance(given, str) else given)

    def _next(self, most: int) -> dict[str, Any] | None:
        question = self.widget.question()
        if question is not None:
            assert len(self.asked) < most, f"the history did not end; last asked: {self.asked[-8:]}"
            self.asked.append(question["id"])
        return question


def tap(widget: Widget, question: dict[str, Any], given: Sequence[str] | None = None) -> None:
    """Answer this question by tapping: these labels, or what somebody taps to whom nothing of it applies."""
    kind, choices = question["kind"], question["choices"]
    if kind == "number":
        step(widget, int((given or (question["minimum"],))[0]))
    elif kind == "multi_choice":
        widget.press(*(given or plain(choices)), then="Send these answers")
    elif kind == "loss":
        widget.press(*(given or (choices[0]["label"],)), then="Send")
    elif choices:
        widget.press(*(given or plain(choices)))
    else:
        widget.press(*(given or ("I'm not sure",)))


def step(widget: Widget, number: int) -> None:
    """Set the number with the stepper's own buttons, and send it."""
    told = widget.entries()
    stepper = widget.answers.get_by_role("spinbutton")
    for name in ("One more", "One less"):
        widget.answers.get_by_role("button", name=name).click()
    while (shown := int(stepper.input_value())) != number:
        widget.answers.get_by_role("button", name="One more" if shown < number else "One less").click()
    widget.answers.get_by_role("button", name="Send", exact=True).click()
    widget.until_answered(told + 2)


def plain(choices: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """The label that says no, or the first one."""
    labels = {choice["value"].rpartition(":")[2]: choice["label"] for choice in choices}
    return (next((labels[no] for no in NOES if no in labels), choices[0]["label"]),)
