"""How long they have been trying, told where it is asked whether they are."""

import pytest

from yarrow.language.understanding import Asked

PLANNING = Asked("planning", "yes_no", "planning")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("about 14 months", 14),
        ("yes two years", 24),
        ("yeah, for nearly a year and a half now", 18),
        ("we are. 8 months", 8),
    ],
)
def test_a_length_says_that_they_try_and_how_long(reader, text, months):
    facts = {fact.path: fact.value for fact in reader.read(text, PLANNING).facts}
    assert (facts["planning"], facts["trying_months"]) == (True, months)


@pytest.mark.parametrize("text", ["not for another year", "no, we stopped two years ago", "in 6 months maybe", "yes"])
def test_a_length_to_come_or_gone_by_is_none(reader, text):
    assert "trying_months" not in {fact.path for fact in reader.read(text, PLANNING).facts}


def test_a_sister_is_no_scan(reader):
    assert not [found for found in reader.read("no lupus, but my sis has it").findings if found.kind == "test"]
    assert [found.id for found in reader.read("had SIS, all clear").findings if found.kind == "test"] == ["uterus"]


@pytest.mark.parametrize(
    ("text", "months", "planning"),
    [
        ("one chemical, trying 11 months", 11, True),
        ("TTC #2 for 10 cycles", 10, True),
        ("secondary infertility, 3 yrs", 36, True),
    ],
)
def test_how_long_they_have_tried_says_that_they_try(reader, text, months, planning):
    """A trying that is over says nothing of now."""
    facts = {fact.path: fact.value for fact in reader.read(text).facts}
    assert (facts.get("trying_months"), facts.get("planning")) == (months, planning)


def test_the_weeks_at_which_one_was_lost_are_not_how_long_they_tried(reader):
    asked = Asked("trying_months", "number", fact="trying_months", unit="months", minimum=0, maximum=400)
    told = reader.read("18 months, and I lost one at 7 weeks", asked)
    assert [fact.value for fact in told.facts if fact.path == "trying_months"] == [18]
    alone = reader.read("I lost one at 7 weeks", asked)
    assert [fact.value for fact in alone.facts if fact.path == "trying_months"] == []
