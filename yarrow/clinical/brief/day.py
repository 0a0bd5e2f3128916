"""Dates in words, whatever the machine's own language is."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day_in_words(day: date, lang: str) -> str:
    """The day as it is written in this English: "22 November 2026"."""
    month = MONTHS[day.month - 1]
    return f"{month} {day.day}, {day.year}" if lang == "en-US" else f"{day.day} {month} {day.year}"


def month_of(day: date) -> str:
    """The month of a day: "August 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"
