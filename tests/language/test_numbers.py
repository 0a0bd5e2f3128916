"""Numbers in the words people use, alone and as answers."""

from __future__ import annotations

from datetime import date

import pytest

from yarrow.language.understanding import Asked

TODAY = date(2026, 11, 22)


def facts(reader, text, **more):
    """The facts of the text, by path."""
    return {f.path: f.value for f in reader.read(text, today=TODAY, **more).facts if f.status == "present"}


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("I'm 34", "age", 34),
        ("im 29 years old and bleeding", "age", 29),
        ("34f, 3 losses", "age", 34),
        ("I'm nearly 40", "age", 39),
        ("just turned 35", "age", 35),
        ("aged 41", "age", 41),
        ("I'm thirty eight", "age", 38),
        ("been trying for two years", "trying_months", 24),
        ("ttc 18 months", "trying_months", 18),
        ("we've been trying for a year and a half", "trying_months", 18),
        ("trying since March 2025", "trying_months", 20),
        ("3 years of trying", "trying_months", 36),
        ("been trying for a baby for 7 months", "trying_months", 7),
        ("TTC for over a year", "trying_months", 12),
        ("on cycle 9 of trying", "trying_months", 9),
        ("I'm 8 weeks pregnant", "gestation_weeks", 8),
        ("6w3d pregnant", "gestation_weeks", 6),
        ("I'm 6+3", "gestation_weeks", 6),
        ("just over 12 weeks pregnant", "gestation_weeks", 12),
        ("nearly 9 weeks pregnant", "gestation_weeks", 8),
        ("im about 5 weeks pregnant i think", "gestation_weeks", 5),
        ("currently 22 weeks", "gestation_weeks", 22),
        ("13 weeks and 2 days pregnant", "gestation_weeks", 13),
        ("my temp is 38.6", "temp_c", 38.6),
        ("temperature of 39", "temp_c", 39),
        ("fever of 101F", "temp_c", 38.3),
        ("temp was 38.1 and now 38.9", "temp_c", 38.9),
        ("soaking 2 pads an hour", "pads_per_hour", 2),
        ("soaking a pad every hour", "pads_per_hour", 1),
        ("going through a pad every 30 minutes", "pads_per_hour", 2),
        ("soaked 3 pads in the last hour", "pads_per_hour", 3),
        ("filling a pad every two hours", "pads_per_hour", 0.5),
        ("bleeding heavily for 3 hours", "bleeding_hours", 3),
        ("diarrhoea for 8 weeks", "bowel_symptom_weeks", 8),
        ("loose stools for 3 months", "bowel_symptom_weeks", 13),
        ("constipated for a year", "bowel_symptom_weeks", 52),
        ("ive had tummy pain for about two months", "bowel_symptom_weeks", 8),
        ("bloated 20 days a month", "bloating_days_per_month", 20),
        ("bloated every day", "bloating_days_per_month", 30),
        ("bloating 4 days a week", "bloating_days_per_month", 17),
        ("blood in my poo 7 times a day", "bloody_stools_per_day", 7),
        ("I have two kids", "live_births", 2),
        ("one living child", "live_births", 1),
        ("3 failed transfers", "ivf.failed_transfers", 3),
        ("two frozen transfers that didnt work", "ivf.failed_transfers", 2),
    ],
)
def test_a_number_is_read_where_it_is_said(reader, text, path, value):
    """The number lands on its path, in the unit of the schema."""
    assert facts(reader, text).get(path) == value


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("I'm 34 weeks", "age"),
        ("my mum is 62 years old", "age"),
        ("I had a miscarriage at 8 weeks", "gestation_weeks"),
        ("I was 9 weeks pregnant when I lost it", "gestation_weeks"),
        ("3 weeks ago", "gestation_weeks"),
        ("my sister has two kids", "live_births"),
        ("38 weeks pregnant", "temp_c"),
        ("I take 75mcg", "age"),
        ("my son is 12 years old", "age"),
        ("cycle is 28 days", "age"),
    ],
)
def test_a_number_of_something_else_is_left(reader, text, path):
    """Weeks are no age, a past pregnancy is not now, other people's numbers are not hers."""
    assert path not in facts(reader, text)


def asked(id_, unit=None, minimum=0, maximum=None, fact=None):
    """A question for a number."""
    return Asked(id_, "number", fact or id_, unit=unit, minimum=minimum, maximum=maximum)


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (asked("age", "years"), "34", 34),
        (asked("age", "years"), "thirty four", 34),
        (asked("trying_months", "months"), "two years", 24),
        (asked("trying_months", "months"), "18", 18),
        (asked("trying_months", "months"), "a year", 12),
        (asked("trying_months", "months"), "since march", 8),
        (asked("trying_months", "months"), "about 7 months", 7),
        (asked("trying_months", "months"), "2.5 years", 30),
        (asked("gestation_weeks", "weeks"), "8", 8),
        (asked("gestation_weeks", "weeks"), "6w3d", 6),
        (asked("gestation_weeks", "weeks"), "nearly 9", 8),
        (asked("gestation_weeks", "weeks"), "just over 12 weeks", 12),
        (asked("days_since_loss", "days"), "3 weeks ago", 21),
        (asked("days_since_loss", "days"), "last Tuesday", 5),
        (asked("days_since_loss", "days"), "yesterday", 1),
        (asked("days_since_loss", "days"), "two months", 60),
        (asked("days_since_loss", "days"), "10", 10),
        (asked("live_births"), "none", 0),
        (asked("live_births"), "two", 2),
        (asked("failed_transfers", fact="ivf.failed_transfers"), "both failed so 2", 2),
        (asked("temp_c", "°C", 30, 45), "38.5", 38.5),
        (asked("temp_c", "°C", 30, 45), "101.3 f", 38.5),
        (asked("pads_per_hour", "pads an hour"), "2", 2),
        (asked("pads_per_hour", "pads an hour"), "about one every 2 hours", 0.5),
        (asked("bleeding_hours", "hours"), "3 hours", 3),
        (asked("bleeding_hours", "hours"), "half an hour", 0.5),
        (asked("bleeding_hours", "hours"), "2 days", 48),
        (asked("bowel_symptom_weeks", "weeks"), "3 months", 13),
        (asked("bowel_symptom_weeks", "weeks"), "6", 6),
        (asked("bloating_days_per_month", "days a month"), "every day", 30),
        (asked("bloating_days_per_month", "days a month"), "3 days a week", 12),
        (asked("losses[0].weeks", "weeks"), "10w2d", 10),
    ],
)
def test_a_bare_number_answers(reader, question, text, value):
    """The answer is converted to the question's unit."""
    assert facts(reader, text, asked=question).get(question.fact) == value


@pytest.mark.parametrize("text", ["loads", "a few", "not many"])
def test_a_vague_answer_sets_no_number(reader, text):
    """Nothing is recorded for an answer without a number."""
    assert "live_births" not in facts(reader, text, asked=asked("live_births"))


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("24 hours of vomiting", False),
        ("I was told I have PCOS 3 years ago", False),
        ("I've been on metformin for 6 months", False),
        ("for 24 hours", True),
        ("my son is 9", True),
    ],
)
def test_figures_of_another_matter_are_no_failed_answer(reader, text, again):
    """At her age, a length of time is asked about again only where nothing else is told that it may belong to."""
    read = reader.read(text, asked=Asked("age", "number", "age", minimum=13, maximum=65))
    assert "age" not in {fact.path for fact in read.facts}
    assert (read.ask is not None and read.ask.about == "age") == again
