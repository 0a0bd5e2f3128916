"""Short replies, read as answers to the question that stands open."""

from __future__ import annotations

import pytest

from yarrow.language.understanding import Asked, AskedOption

PLANNING = Asked(
    "planning",
    "yes_no",
    "planning",
    (AskedOption("yes", "Yes"), AskedOption("no", "No"), AskedOption("unsure", "I'm not sure")),
)
PREGNANT = Asked(
    "pregnant_now",
    "choice",
    "pregnant_now",
    (AskedOption("yes", "Yes"), AskedOption("no", "No"), AskedOption("unsure", "I might be")),
)
CYCLES = Asked(
    "cycles",
    "choice",
    "cycles",
    (AskedOption("regular", "Regular"), AskedOption("irregular", "Irregular"), AskedOption("absent", "No periods")),
)
GUT = Asked(
    "gut_symptoms",
    "multi_choice",
    None,
    (
        AskedOption("bloating", "Bloating", ("bloating",)),
        AskedOption("diarrhoea", "Loose or watery poo", ("diarrhoea",)),
        AskedOption("constipation", "Constipation", ("constipation",)),
        AskedOption("none", "None of these"),
    ),
)
CONDITIONS = Asked(
    "conditions",
    "multi_choice",
    "conditions",
    (
        AskedOption("hashimoto", "Underactive thyroid, or Hashimoto's", ("hashimoto",)),
        AskedOption("sle", "Lupus", ("sle",)),
        AskedOption("none", "None of these"),
    ),
)
FAMILY = Asked(
    "family_history",
    "multi_choice",
    "family_history",
    (AskedOption("coeliac", "Coeliac disease", ("coeliac",)), AskedOption("none", "None")),
)
MOOD = Asked(
    "phq2_mood",
    "choice",
    "phq2_mood",
    (
        AskedOption("0", "Not at all"),
        AskedOption("1", "Several days"),
        AskedOption("2", "More than half the days"),
        AskedOption("3", "Nearly every day"),
    ),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", True),
        ("yeah we are", True),
        ("no", False),
        ("nope", False),
        ("yes definitely", True),
        ("no not yet", False),
    ],
)
def test_yes_or_no(reader, text, value):
    """A plain yes or no states the fact asked about."""
    assert ("planning", "present", value) in {
        (f.path, f.status, f.value) for f in reader.read(text, asked=PLANNING).facts
    }


@pytest.mark.parametrize(
    ("text", "chosen"), [("yes", ("yes",)), ("no", ("no",)), ("not sure", ("unsure",)), ("I might be", ("unsure",))]
)
def test_a_choice_by_yes_no_or_unsure(reader, text, chosen):
    """Where yes, no and unsure are offered, the words choose them."""
    assert reader.read(text, asked=PREGNANT).chosen == chosen


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("irregular", ("irregular",)),
        ("the second one", ("irregular",)),
        ("regular", ("regular",)),
        ("no periods", ("absent",)),
    ],
)
def test_a_choice_by_its_words_or_place(reader, text, chosen):
    """An option is chosen by its label or its place."""
    assert reader.read(text, asked=CYCLES).chosen == chosen


@pytest.mark.parametrize(
    ("text", "chosen"),
    [("several days", ("1",)), ("nearly every day", ("3",)), ("more than half", ("2",)), ("not at all", ("0",))],
)
def test_how_often(reader, text, chosen):
    """How often is chosen in its own words."""
    assert reader.read(text, asked=MOOD).chosen == chosen


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("bloated", ("bloating",)),
        ("bloating and the runs", ("bloating", "diarrhoea")),
        ("all of them", ("bloating", "diarrhoea", "constipation")),
        ("constipated mostly", ("constipation",)),
        ("the first", ("bloating",)),
    ],
)
def test_several_choices(reader, text, chosen):
    """Options are chosen by what was found, by words, or all at once."""
    assert reader.read(text, asked=GUT).chosen == chosen


def test_none_of_those_denies_each(reader):
    """A global no after a list of symptoms denies each of them."""
    read = reader.read("nope none of those", asked=GUT)
    assert {(f.path, f.status) for f in read.facts} == {
        (f"symptoms.{id_}", "denied") for id_ in ("bloating", "diarrhoea", "constipation")
    }
    assert read.act == "no"


def test_a_bare_name_answers_the_conditions(reader):
    """A name alone is hers when her conditions are asked about, and a relative's when her family is."""
    assert ("conditions.sle", "present") in {(f.path, f.status) for f in reader.read("lupus", asked=CONDITIONS).facts}
    assert ("family_history.coeliac", "present") in {
        (f.path, f.status) for f in reader.read("coeliac", asked=FAMILY).facts
    }
    assert ("family_history.coeliac", "present") in {
        (f.path, f.status) for f in reader.read("yes my mum has celiac", asked=FAMILY).facts
    }


def test_spans_are_of_the_text_as_given(reader):
    """Spans count characters of the stored text, accents and typographic marks included."""
    text = "I’ve got Sjögren’s — and I’m bloated"
    found = {f.id: text[f.start : f.end] for f in reader.read(text).findings}
    assert found == {"sjogren": "Sjögren’s", "bloating": "bloated"}


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "...", "😢", "?!", "’", "1" * 400, "a" * 5000, "İİİ ẞ ﬁ"])
def test_odd_input_is_read_without_error(reader, text):
    """Nothing said gives nothing found."""
    read = reader.read(text)
    assert read.findings == ()
    assert read.red_flags == ()


AGE = Asked("age", "number", "age", (), "years", 8, 100)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("34", 34), ("34 years old", 34), ("34, trying for 14 months", 34), ("trying for 14 months, I'm 34", 34),
        ("my husband is 50 and I'm 34", 34), ("im 14 weeks pregnant", None), ("we've been trying for 14 months", None),
        ("hashimotos for 12 years", None), ("diagnosed 12 years ago", None), ("my daughter is 9", None),
        ("loose stools for ten weeks", None), ("I take 50 mcg", None),
    ],
)  # fmt: skip
def test_weeks_doses_and_other_people_are_never_her_age(reader, text, age):
    """A week taken for an age would stop the history as a child's (rule S15)."""
    assert {fact.path: fact.value for fact in reader.read(text, AGE).facts}.get("age") == age


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("losses_count", "8 months ago", None), ("losses_count", "4 in 2 years", 4), ("losses_count", "4", 4),
        ("gestation_weeks", "about one pad all day", None), ("gestation_weeks", "bleeding for 2 days", None),
        ("gestation_weeks", "2 months", 8), ("gestation_weeks", "7", 7), ("losses[0].weeks", "2 months ago", None),
    ],
)  # fmt: skip
def test_a_length_of_time_or_pads_are_neither_losses_nor_weeks(reader, question, text, value):
    asked = Asked(question, "number", question, (), None if question == "losses_count" else "weeks", 0, 45)
    assert {fact.path: fact.value for fact in reader.read(text, asked).facts}.get(question) == value
