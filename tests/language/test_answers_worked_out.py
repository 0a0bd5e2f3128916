"""Answers that are no plain number and give one: dates, the clock, a temperature in words, an age roundabout."""

from __future__ import annotations

from datetime import date

import pytest

from yarrow.language.reader import Reader
from yarrow.language.understanding import Asked

TUESDAY = date(2026, 11, 24)
AGE = Asked("age", "number", "age", minimum=10, maximum=65)
WEEKS = Asked("gestation_weeks", "number", "gestation_weeks", unit="weeks", minimum=1, maximum=42)
PADS = Asked("pads_per_hour", "number", "pads_per_hour", unit="pads an hour", minimum=0, maximum=20)
HOURS = Asked("bleeding_hours", "number", "bleeding_hours", unit="hours", minimum=0)
DEGREES = Asked("temp_c", "number", "temp_c", unit="°C", minimum=34, maximum=43)
SINCE = Asked("days_since_loss", "number", "days_since_loss", unit="days", minimum=0)
TRYING = Asked("trying_months", "number", "trying_months", unit="months", minimum=0)


def read(reader: Reader, text: str, asked: Asked) -> object:
    """The number the answer gives; `?` where it is to be asked once more; None for neither."""
    told = reader.read(text, asked, today=TUESDAY)
    values = [fact.value for fact in told.facts if fact.path == asked.fact]
    return values[0] if values else "?" if told.ask and told.ask.question == asked.id else None


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("the wrong side of thirty by two years", 32),
        ("right side of 40 by a year", 39),
        ("four years off 50", 46),
        ("3 past 30", 33),
        ("date of birth 02/12/1989", 36),
        ("born 23 november 1989", 37),
        ("born in 1989", "?"),
        ("wrong side of 40", "?"),
        ("33 going on 90", 33),
    ],
)
def test_an_age_told_roundabout_is_worked_out_or_asked(reader: Reader, text: str, age: object) -> None:
    assert read(reader, text, AGE) == age


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("last period started 29 september", 8),
        ("LMP 29/9", 8),
        ("lmp: 29.9.2026", 8),
        ("my due date is the 16th of june", 10),
        ("due in 12 weeks", 28),
        ("due in spring", None),
        ("five weeks since we conceived", 7),
        ("three weeks after a day 5 transfer", 5),
        ("ten days late with my period", 5),
        ("two weeks after my missed period", 6),
        ("9 weeks by the scan", 9),
    ],
)
def test_weeks_are_counted_from_the_date_that_is_told(reader: Reader, text: str, weeks: object) -> None:
    assert read(reader, text, WEEKS) == weeks


def test_the_month_comes_first_where_it_is_written_so(reader: Reader) -> None:
    here = Asked("gestation_weeks", "number", "gestation_weeks", unit="weeks", month_first=True)
    assert read(reader, "lmp 10/6", here) == 7
    assert read(reader, "lmp 10/6", WEEKS) == 23


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("since five o'clock and it is nine now", 4),
        ("from 1am, it's 4 now", 3),
        ("since 7 this morning", "?"),
        ("it came on at half three", "?"),
        ("all night long", 2),
        ("since lunch", 2),
        ("a couple of hours", 2),
        ("since three hours", 3),
        ("half an hour", 0.5),
    ],
)
def test_hours_by_the_clock(reader: Reader, text: str, hours: object) -> None:
    assert read(reader, text, HOURS) == hours


def test_half_an_hour_is_no_half_pad(reader: Reader) -> None:
    assert "pads_per_hour" not in {fact.path for fact in reader.read("half an hour", HOURS).facts}


@pytest.mark.parametrize(
    ("text", "pads"),
    [
        ("a cup, I have emptied it three times", "?"),
        ("5 since this morning", "?"),
        ("a pad and a half", 1.5),
        ("three in an hour and a half", 2),
        ("none, only when I wipe", 0),
        ("one every half hour", 2),
        ("2", 2),
    ],
)
def test_what_is_no_rate_of_pads_is_asked_about(reader: Reader, text: str, pads: object) -> None:
    assert read(reader, text, PADS) == pads


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("thirty eight point four", 38.4),
        ("thirty nine and a half", 39.5),
        ("39 point 1", 39.1),
        ("a hundred and two point two", 39.0),
        ("one oh one", 38.3),
        ("37 at 9 o'clock", 37),
        ("boiling, no thermometer in the house", None),
    ],
)
def test_degrees_in_words(reader: Reader, text: str, degrees: object) -> None:
    assert read(reader, text, DEGREES) == degrees


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("five weeks on friday", 32),
        ("two weeks tomorrow", 13),
        ("a fortnight last saturday", 17),
        ("monday", 1),
        ("sunday night", 2),
        ("13/11", 11),
        ("on the 20th", 4),
        ("on the 30th", 25),
        ("good friday", 235),
        ("easter sunday", 233),
        ("paddy's day", 252),
    ],
)
def test_days_since_what_is_told_by_its_date(reader: Reader, text: str, days: object) -> None:
    assert read(reader, text, SINCE) == days


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("one and half years", 18),
        ("year and a half", 18),
        ("it'll be three years in january", 34),
        ("three years in all, two with the clinic", 36),
    ],
)
def test_months_of_trying(reader: Reader, text: str, months: object) -> None:
    assert read(reader, text, TRYING) == months


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("6 weeks, due on the 10th of july", 6),
        ("conceived on the 3rd of november", 5),
        ("six weeks from conception", 8),
    ],
)
def test_weeks_that_are_said_stand_before_a_date(reader: Reader, text: str, weeks: int) -> None:
    assert read(reader, text, WEEKS) == weeks


def test_an_age_then_is_no_length(reader: Reader) -> None:
    weeks = Asked("bowel_symptom_weeks", "number", "bowel_symptom_weeks", unit="weeks", minimum=0)
    assert read(reader, "on and off since I was 15", weeks) == "?"
    assert read(reader, "since 15 weeks", weeks) == 15


@pytest.mark.parametrize(
    ("text", "count"),
    [("none, not one", 0), ("not 3, it's 2", 2), ("4 in all, 2 of them chemicals", 4), ("two chemicals", 2)],
)
def test_a_number_of_losses_beside_another(reader: Reader, text: str, count: int) -> None:
    assert read(reader, text, Asked("losses_count", "number", "losses_count", minimum=0, maximum=30)) == count
