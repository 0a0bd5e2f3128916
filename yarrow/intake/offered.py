"""What a message offers to tap, its parts included: which values are good, and what each is called."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from yarrow.clinical.amount import amount
from yarrow.intake.turn import Message

# A number as a part takes it: whole, or with one decimal.
NUMBER = re.compile(r"\d{1,5}(?:\.\d)?")


def is_offered(message: Message, value: str, beside: Collection[str]) -> bool:
    """Whether this may be tapped as an answer to this message, with `beside` tapped too.

    A part is offered only beside the choices it is asked for: weeks are not asked of a test that turned.
    """
    if any(choice.value == value for choice in message.choices):
        return True
    part = next((part for part in parts_of(message) if value.startswith(f"{part['id']}:")), None)
    return part is not None and _is_asked(message, part, beside) and _takes(part, value)


def parts_of(message: Message) -> list[dict[str, Any]]:
    """The parts of the question this message puts."""
    parts: list[dict[str, Any]] = (message.question or {}).get("parts") or []
    return parts


class Labels(Mapping[str, str]):
    """What every value offered in these messages is called, numbers with their unit ("8 weeks")."""

    def __init__(self, messages: Iterable[Message]) -> None:
        self._choices: dict[str, str] = {}
        self._units: dict[str, str | None] = {}
        for message in messages:
            self._choices.update((choice.value, choice.label) for choice in message.choices)
            for part in parts_of(message):
                self._choices.update((choice["value"], choice["label"]) for choice in part.get("choices", ()))
                if part["kind"] == "number":
                    self._units[part["id"]] = part.get("unit")

    def __getitem__(self, value: str) -> str:
        if value in self._choices:
            return self._choices[value]
        part, _, number = value.rpartition(":")
        unit = self._units[part]
        return amount(float(number), unit)

    def __iter__(self) -> Iterator[str]:
        return iter(self._choices)

    def __len__(self) -> int:
        return len(self._choices)


def _is_asked(message: Message, part: Mapping[str, Any], beside: Collection[str]) -> bool:
    chosen = {choice.value for choice in message.choices}.intersection(beside)
    return not part.get("only") or chosen <= set(part["only"])


def _takes(part: Mapping[str, Any], value: str) -> bool:
    if part["kind"] != "number":
        return any(choice["value"] == value for choice in part["choices"])
    return number_within(value.rpartition(":")[2], part.get("minimum"), part.get("maximum")) is not None


def number_within(text: str, minimum: float | None, maximum: float | None) -> float | None:
    """The number as it is written, if it is one and lies within these bounds."""
    if NUMBER.fullmatch(text) is None or not (minimum or 0) <= float(text) <= (maximum or float("inf")):
        return None
    return int(float(text)) if float(text).is_integer() else float(text)
