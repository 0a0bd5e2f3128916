"""Checks what stands behind every item: a source, how sure it is, a version, and a sign-off that can be true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.items import MISSING, Item, items
from yarrow.protocol.problem import Problem

MARKS = "[C…] read, [C…*] abstract only, [K] from knowledge, [K?] less sure, or [P] a product rule"
NEEDED: Mapping[str, str] = {
    "version": "a whole number, of the item or at the head of its file",
    "reviewed_on": "null until a clinician has signed it off",
    "source": "where this comes from, such as 'NICE NG126 [C8]'",
}
# A date of today may be tomorrow's where the clinician sits.
TIME_ZONES = timedelta(days=1)


def unmarked(root: Path, today: date | None) -> Iterator[Problem]:
    """What is missing of any item under `root`; a sign-off after `today` is a mistake (not looked at if None)."""
    headless: set[tuple[str, str]] = set()
    for item in items(root):
        for field, expected in NEEDED.items():
            if item.field(field) is MISSING and (item.where.file, field) not in headless:
                headless.add((item.where.file, field))  # said once of a file, not of each of its items
                yield Problem(item.key, field, f"no {field}", expected)
        yield from _of(item, today)


def _of(item: Item, today: date | None) -> Iterator[Problem]:
    try:
        review = item.review
    except ProtocolError as error:
        yield Problem(item.key, "review", error.found, error.expected, error.file, error.line)
        return
    if isinstance(item.entry, Mapping) and {"source", "sources"} & set(item.entry) and not review.sources:
        yield Problem(item.key, "source", "an empty source", NEEDED["source"])
    elif review.sources and not review.marks:
        found = f"a source without a mark ({'; '.join(review.sources)})"
        yield Problem(item.key, "mark", found, MARKS, word="source")
    if review.reviewed_on and today and review.reviewed_on > today + TIME_ZONES:
        day = review.reviewed_on.isoformat()
        yield Problem(item.key, "review", f"reviewed_on {day}", "a day that is not in the future", word=day)
