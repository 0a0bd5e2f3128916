"""Answers by number or letter: the list she was shown, and reading what she typed against it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any, Literal

Signs = Literal["numbers", "letters"]
NONE = "0"
NONE_WORDS = frozenset({NONE, "none"})
# Between the signs of an answer: "1 and 3", "1,3", "2 & 4", "1. 3.", one below the other.
BETWEEN = re.compile(r"\s*(?:[,;&+]|\band\b|\s)\s*(?:and\b\s*)?", re.IGNORECASE)
# One sign with what people put around it: "1.", "b)", "(2)".
SIGN = re.compile(r"\(?([0-9]{1,3}|[A-Za-z])[.)]{0,2}")
# An emoji of a digit is the digit followed by these two.
KEYCAP = re.compile("\ufe0f?\u20e3")


@dataclass(frozen=True)
class Menu:
    """The list last put with signs to type. `values`: of the choices, in the order shown; `none`: of "none of these".

    `message`: its id in the record. It holds nothing but values the server issued.
    """

    message: str
    signs: Signs
    values: tuple[str, ...]
    none: str | None = None
    is_many: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            "message": self.message,
            "signs": self.signs,
            "values": list(self.values),
            "none": self.none,
            "is_many": self.is_many,
        }

    @classmethod
    def from_json(cls, entry: Mapping[str, Any]) -> Menu:
        return cls(entry["message"], entry["signs"], tuple(entry["values"]), entry.get("none"), entry["is_many"])

    def sign(self, value: str) -> str:
        """What stands before the choice with this value: "3", "C", or "0" for "none of these"."""
        if value == self.none:
            return NONE
        return self.signs_shown[self.values.index(value)]

    @property
    def signs_shown(self) -> tuple[str, ...]:
        """The signs of `values`, in order."""
        if self.signs == "letters":
            return tuple(ascii_uppercase[: len(self.values)])
        return tuple(str(number) for number in range(1, len(self.values) + 1))


def signs_for(count: int, *, is_number: bool) -> Signs:
    """Letters where a number could itself be the answer (`is_number`), as far as there are letters for all."""
    return "letters" if is_number and count <= len(ascii_uppercase) else "numbers"


def read_typed(text: str, menu: Menu) -> tuple[str, ...] | None:
    """The values of the choices meant; None if it is anything but signs of this list, and so is to be read as words."""
    told = KEYCAP.sub(" ", text).strip()
    if told.casefold().rstrip(".") in NONE_WORDS:
        return (menu.none,) if menu.none is not None else None
    signs = _signs(told)
    values = dict(zip(menu.signs_shown, menu.values, strict=True))
    if not signs or any(sign not in values for sign in signs):
        return None
    if len(signs) > 1 and not menu.is_many:
        return None
    return tuple(values[sign] for sign in dict.fromkeys(signs))


def _signs(told: str) -> list[str]:
    """The signs of a text that holds nothing else; none if it holds anything else."""
    found = [SIGN.fullmatch(part) for part in BETWEEN.split(told)] if told else []
    return [one[1].upper() for one in found if one] if all(found) else []
