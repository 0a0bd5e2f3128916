"""A number with its unit, as people say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yarrow.clinical.wording import say

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol

DAYS = "days"
# Days up to which a unit is still the clearer one, with its length in days. Months and years: coding manual, Numbers.
UNITS = ((13, 1, DAYS), (62, 7, "weeks"), (730, 30, "months"))
YEAR = 365


def amount(number: float, unit: str | None) -> str:
    """A number with its unit: "1 week", "1 pad an hour", "34 years", "38.5 °C"."""
    counted, space, rest = (unit or "").partition(" ")
    words = counted[:-1] if number == 1 and counted.endswith("s") else counted
    return f"{number:g} {words}{space}{rest}".strip()


def rounded(protocol: Protocol, number: float, unit: str | None) -> str:
    """The same, with two weeks of days or more in a larger unit: "about 8 months" for 240 days."""
    if unit != DAYS:
        return amount(number, unit)
    length, larger = next(((length, name) for most, length, name in UNITS if number <= most), (YEAR, "years"))
    words = amount(round(number / length), larger)
    return words if length == 1 else say(protocol, "summary.about", amount=words)
