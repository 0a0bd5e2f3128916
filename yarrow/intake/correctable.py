"""What staff may say of a fact: which kind of value it has, what can be chosen, how it may stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from yarrow.clinical.fact import Status, Value
from yarrow.clinical.history import LIST_FAMILIES, LOSS_PATH
from yarrow.clinical.losses import CONFIRMATIONS, LOSS_TYPES
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.question import Question
from yarrow.clinical.repeated import template_id
from yarrow.clinical.schema import BOUNDS, FLAGS, LISTS, WORDS
from yarrow.intake.correct import NotCorrect

Kind = Literal["item", "number", "choice", "yes_no", "loss", "text", "whole"]
ITEM = (Status.PRESENT, Status.SUSPECTED, Status.PAST, Status.DENIED, Status.UNKNOWN)
SINGLE = (Status.PRESENT, Status.DENIED, Status.UNKNOWN)
WHOLE = (Status.DENIED, Status.UNKNOWN)
YES_NO = (("yes", "Yes"), ("no", "No"))


@dataclass(frozen=True)
class Field:
    """How one fact is entered. `options`: values and their words; `low`, `high`: of a number, inclusive."""

    path: str
    kind: Kind
    statuses: tuple[Status, ...] = SINGLE
    options: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    low: float | None = None
    high: float | None = None

    def value(self, entered: Mapping[str, str]) -> Value:
        """The value from what was entered (`value`; of a loss `type`, `weeks`, `confirmed`). Raises NotCorrect."""
        return _READ[self.kind](self, entered)


def field_of(protocol: Protocol, path: str) -> Field:
    """How the fact on this path is entered."""
    family, _, member = path.partition(".")
    if LOSS_PATH.fullmatch(path):
        return Field(path, "loss")
    if path in LISTS:
        return Field(path, "whole", WHOLE)
    if member and family in LIST_FAMILIES:
        return Field(path, "item", ITEM)
    return _single(protocol, path)


def paths(protocol: Protocol) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What can be entered that nobody has told of yet: (family, paths), single facts under ''."""
    yield "symptoms", tuple(f"symptoms.{name}" for name in protocol.symptoms)
    yield "conditions", tuple(f"conditions.{name}" for name in protocol.conditions)
    yield "medicines", tuple(f"medicines.{name}" for name in protocol.medicines)
    asked = {setting.path for question in protocol.questions for option in question.options for setting in option.sets}
    yield "tests", tuple(sorted(path for path in asked if path.startswith("tests.")))
    yield "family_history", tuple(sorted(path for path in asked if path.startswith("family_history.")))
    yield "", (*(path for path in (*WORDS, *BOUNDS, *FLAGS) if path != "locale"), "locale")


def _single(protocol: Protocol, path: str) -> Field:
    question = next((one for one in protocol.questions if path in (one.fact, one.id)), None)
    options = dict(_options(protocol, path))
    unit = question.unit or "" if question else ""
    if path in BOUNDS:
        low, high = BOUNDS[path]
        return Field(path, "number", options=tuple(options.items()), unit=unit, low=low, high=high)
    if path in FLAGS or (set(options) <= {"yes", "no"} and (options or (question and question.kind == "yes_no"))):
        return Field(path, "yes_no", options=YES_NO)
    words = {word: options.get(word, word.replace("_", " ")) for word in WORDS.get(path, ())} or options
    if words and (question is None or question.kind != "multi_choice"):
        return Field(path, "choice", options=tuple(words.items()))
    if question is not None and question.kind == "multi_choice" and template_id(path) == question.id:
        return Field(path, "whole", WHOLE) if any(option.sets for option in question.options) else Field(path, "text")
    return Field(path, "text")


def _options(protocol: Protocol, path: str) -> Iterator[tuple[str, str]]:
    """The values that answers give to this path, with the words of those answers."""
    for question in protocol.questions:
        for option in question.options:
            yield from (
                (_plain(setting.value), option.label)
                for setting in option.sets
                if setting.path == path and setting.status is Status.PRESENT and not isinstance(setting.value, dict)
            )
            if _speaks_itself(question, path) and not option.sets and not option.none:
                yield option.value, option.label


def _speaks_itself(question: Question, path: str) -> bool:
    return question.kind == "choice" and path in (question.fact, question.id)


def _plain(value: Value) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _item(_field: Field, _entered: Mapping[str, str]) -> Value:
    return True


def _number(field: Field, entered: Mapping[str, str]) -> Value:
    told = entered.get("value", "").replace(",", ".")
    try:
        number = float(told)
    except ValueError:
        raise NotCorrect("Write a number.") from None
    if field.low is not None and field.high is not None and not field.low <= number <= field.high:
        raise NotCorrect(f"Write a number between {field.low:g} and {field.high:g}.")
    return int(number) if number == int(number) else number


def _choice(field: Field, entered: Mapping[str, str]) -> Value:
    chosen = entered.get("value", "")
    if chosen not in dict(field.options):
        raise NotCorrect(f"Choose one of these answers: {', '.join(value for value, _ in field.options)}.")
    return chosen


def _yes_no(field: Field, entered: Mapping[str, str]) -> Value:
    return _choice(field, entered) == "yes"


def _text(_field: Field, entered: Mapping[str, str]) -> Value:
    if not entered.get("value"):
        raise NotCorrect("Write what it is.")
    return entered["value"][:500]


def _loss(_field: Field, entered: Mapping[str, str]) -> Value:
    kind, confirmed = entered.get("type", ""), entered.get("confirmed", "")
    if kind not in LOSS_TYPES:
        raise NotCorrect("Choose what kind it was.")
    loss: dict[str, object] = {"type": kind}
    if entered.get("weeks"):
        loss["weeks"] = _number(Field("weeks", "number", low=0, high=45), {"value": entered["weeks"]})
    if confirmed:
        if confirmed not in CONFIRMATIONS:
            raise NotCorrect("Choose how it was confirmed.")
        loss["confirmed"] = confirmed
    return loss


_READ = {
    "item": _item, "whole": _item, "number": _number, "choice": _choice, "yes_no": _yes_no, "text": _text,
    "loss": _loss,
}  # fmt: skip
