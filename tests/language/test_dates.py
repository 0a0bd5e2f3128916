"""Days since: by date, by the day's name, counted from a loss; what is too rough is left out."""

from __future__ import annotations

from datetime import date

import pytest

from yarrow.language.understanding import Asked

TODAY = date(2026, 11, 23)
SINCE = Asked("days_since_loss", "number", "days_since_loss", unit="days", minimum=0)


def days(reader, text, **more):
    """The days since a loss that the text states."""
    return {fact.path: fact.value for fact in reader.read(text, today=TODAY, **more).facts}.get("days_since_loss")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Halloween night", 23),
        ("on 1 november", 22),
        ("november 1st", 22),
        ("the 3rd of Nov", 20),
        ("bonfire night", 18),
        ("christmas day", 333),
        ("a fortnight ago", 14),
        ("10 days. wait no, 12", 12),
        ("yesterday", 1),
    ],
)
def test_a_day_that_answers(reader, text, count):
    """Counted to today; a date that is none gives nothing."""
    assert days(reader, text, asked=SINCE) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("it's three weeks since we lost her", 21),
        ("I'm 11 weeks out from a loss at 8 weeks", 77),
        ("our baby died inside me, three weeks since", 21),
        ("I miscarried 12 days ago at six weeks", 12),
        ("we lost him in June", None),
        ("miscarriage at 9 weeks five years ago", None),
        ("miscarried last year", None),
        ("lost one at 11 weeks before my son", None),
        ("I've now lost two", None),
    ],
)
def test_days_since_a_loss_told_by_the_way(reader, text, count):
    """Only where it is said to the day, the week or the month."""
    assert days(reader, text) == count
