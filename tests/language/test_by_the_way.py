"""What is said of a loss by the way is neither a further loss, nor a pregnancy now, nor the date of something else."""

from __future__ import annotations

import pytest

KNOWN = {"losses_count": 3, "pregnant_now": "no"}


def paths(understanding):
    return {fact.path: fact.value for fact in understanding.facts}


def asked(id):
    from yarrow.language.understanding import Asked

    return Asked(id, "loss", fact=id)


def test_no_heartbeat_is_how_the_loss_showed(reader):
    """One loss is told, with its week and how it was seen."""
    told = paths(reader.read("first was at 9 weeks, on the scan there was no heartbeat", asked("losses[0]"), KNOWN))
    assert [path for path in told if path.startswith("losses[")] == ["losses[0]"]
    assert told["losses[0]"]["weeks"] == 9


def test_a_positive_test_told_of_a_loss_is_no_pregnancy_now(reader):
    """Asked about a loss, a test is that pregnancy's."""
    assert "pregnant_now" not in paths(reader.read("just a positive test at home", asked("losses[2]"), KNOWN))


@pytest.mark.parametrize("text", ["just a positive test, and I have a positive test again today", "I am pregnant now"])
def test_a_test_of_today_is(reader, text):
    """Words of today make it a pregnancy now."""
    assert paths(reader.read(text, asked("losses[2]"), KNOWN))["pregnant_now"] == "yes"


def test_a_time_belongs_to_what_stands_nearest(reader):
    """The year is of the thyroid, not of the losses; next to the loss it is of the loss."""
    assert "days_since_loss" not in paths(reader.read("two miscarriages, diagnosed with hashimotos last year"))
    assert paths(reader.read("two miscarriages, the last miscarriage a year ago"))["days_since_loss"] == 365


@pytest.mark.parametrize(
    ("text", "locale"),
    [("england", "UK"), ("I'm in Scotland", "UK"), ("northern ireland", "UK"), ("Dublin", "IE"), ("the states", "US")],
)
def test_where_she_lives_is_taken_when_asked(reader, text, locale):
    """A country named by the way, of somebody else perhaps, is not."""
    from yarrow.language.understanding import Asked

    assert paths(reader.read(text, Asked("locale", "choice", fact="locale")))["locale"] == locale
    assert "locale" not in paths(reader.read(text))


def test_tablets_for_a_miscarriage_are_no_overdose(reader):
    """Medical management at home is told of; the same words without it are heard as danger."""
    assert reader.read("I took the tablets at home after the scan").red_flags == ()
    assert reader.read("I took the tablets they gave me for the miscarriage").red_flags == ()
    assert "suicidal_plan" in reader.read("I've taken all the tablets in the house").red_flags
    assert "suicidal_plan" in reader.read("I took all the pills").red_flags
