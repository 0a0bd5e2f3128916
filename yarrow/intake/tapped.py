"""What was tapped at the open question: its answers, and what is told together with a loss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.clinical import interview
from yarrow.clinical.amount import amount
from yarrow.clinical.question import Question, Setting
from yarrow.intake.case import Case
from yarrow.intake.describe import loss_types, value_of
from yarrow.intake.offered import number_within
from yarrow.intake.ports import Desk
from yarrow.intake.ways import way_in


@dataclass(frozen=True)
class Tapped:
    """The answers by their values; what their parts set; what all of it is called. `stale`: of another question.

    `way`: a way past the question, instead of an answer.
    """

    values: tuple[str, ...] = ()
    settings: tuple[Setting, ...] = ()
    labels: tuple[str, ...] = ()
    stale: bool = False
    way: str | None = None

    def __bool__(self) -> bool:
        return bool(self.values or self.settings)


def tapped(desk: Desk, case: Case, choices: Sequence[str], question: Question | None) -> Tapped:
    """The choices as answers to this question. A part that is not asked of this kind of loss is left aside."""
    if question is None or not choices:
        return Tapped(stale=bool(choices))
    offered = (*question.options, *question.offers)
    options = [option for option in offered if value_of(question, option.value) in choices]
    types = {kind for option in options for kind in loss_types(option)}
    labels = [option.label for option in options]
    settings: list[Setting] = []
    known = {value_of(question, option.value) for option in options}
    way = None if options else way_in(question, choices)
    known |= {value_of(question, way)} if way else set()
    for part, choice in _beside(desk, case, [one for one in choices if one not in known], question):
        told = _told(part, choice.rpartition(":")[2])
        if told is None:
            continue
        known.add(choice)
        if types <= set(part.only):
            settings += told[0]
            labels.append(told[1])
    values = tuple(option.value for option in options)
    return Tapped(values, tuple(settings), tuple(labels), any(choice not in known for choice in choices), way)


def _beside(desk: Desk, case: Case, choices: Sequence[str], question: Question) -> list[tuple[Question, str]]:
    """Each part with what was tapped of it. A number asked for alone may be tapped too, on the card it was on."""
    parts = (question,) if question.kind == "number" else interview.details(desk.protocol, case.history, question)
    return [(part, choice) for part in parts for choice in choices if choice.startswith(f"{part.id}:")]


def _told(part: Question, value: str) -> tuple[tuple[Setting, ...], str] | None:
    """What a part sets, and how it is called; None if it was never offered."""
    if part.kind == "number":
        number = number_within(value, part.minimum, part.maximum)
        return None if number is None else ((Setting(part.fact or part.id, value=number),), amount(number, part.unit))
    option = next((option for option in part.options if option.value == value), None)
    return None if option is None else (option.sets, option.label)
