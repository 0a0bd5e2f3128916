"""Checks what stands behind every item: a source, how sure it is, a version, and a sign-off that can be true."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.items import MISSING, Item, items
from yarrow.protocol.problem import Problem

MARKS = "[C…] read, [C…*] abstract only, [K] from knowledge, [K?] less sure, or [P] a product rule"
# A date of today may be tomorrow's where the clinician sits.
TIME_ZONES = timedelta(days=1)


def unmarked(root: Path, today: date | None) -> Iterator[Problem]:
    """What is missing of any item under `root`; a sign-off after `today` is a mistake (not looked at if None)."""
    for item in items(root):
        yield from _of(item, today)


def _of(item: Item, today: date | None) -> Iterator[Problem]:
    if item.field("version") is MISSING:
        yield Problem(item.key, "version", "no version", "a whole number, of the item or at the head of its file")
    if item.field("reviewed_on") is MISSING:
        yield Problem(item.key, "reviewed_on", "no reviewed_on", "null until a clinician has signed it off")
    try:
        review = item.review
    except ProtocolError as error:
        yield Problem(item.key, "review", error.found, error.expected, error.file, error.line)
        return
    if not review.sources:
        yield Problem(item.key, "source", "no source", "where this comes from, such as 'NICE NG126 [C8]'")
    elif not review.marks:
        found = f"a source without a mark ({'; '.join(review.sources)})"
        yield Problem(item.key, "mark", found, MARKS, word="source")
    if review.reviewed_on and today and review.reviewed_on > today + TIME_ZONES:
        day = review.reviewed_on.isoformat()
        yield Problem(item.key, "review", f"reviewed_on {day}", "a day that is not in the future", word=day)
