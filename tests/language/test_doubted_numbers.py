"""A number said with a doubt is written down and asked about; weeks that answer "how long?" are no pregnancy's."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader
from yarrow.language.understanding import Asked
from yarrow.protocol.lexicon import load_lexicon

COUNT = Asked("losses_count", "number", "losses_count", (), None, 0, 30)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_lexicon())


@pytest.mark.parametrize(
    ("text", "number"), [("about three", 3), ("maybe 5?", 5), ("roughly 4", 4), ("probably two", 2), ("3ish", 3)]
)
def test_a_number_of_losses_said_with_a_doubt_is_kept_and_asked_about(reader: Reader, text: str, number: int) -> None:
    read = reader.read(text, COUNT)
    assert [fact.value for fact in read.facts if fact.path == "losses_count"] == [number]
    assert read.ask is not None
    assert read.ask.question == "losses_count"


@pytest.mark.parametrize("text", ["three", "just 5", "three, about 8 weeks each"])
def test_a_number_said_plainly_is_not_asked_about(reader: Reader, text: str) -> None:
    assert reader.read(text, COUNT).ask is None


@pytest.mark.parametrize(
    ("question", "unit"), [("days_since_loss", "days"), ("bowel_symptom_weeks", "weeks"), ("bleeding_hours", "hours")]
)
def test_weeks_alone_answer_how_long_and_tell_of_no_pregnancy(reader: Reader, question: str, unit: str) -> None:
    asked = Asked(question, "number", question, (), unit)
    assert {fact.path for fact in reader.read("10 weeks", asked).facts} == {question}
    assert "gestation_weeks" in {fact.path for fact in reader.read("I'm 10 weeks pregnant", asked).facts}


def test_weeks_alone_are_those_of_a_pregnancy_where_no_length_is_asked_for(reader: Reader) -> None:
    assert [(fact.path, fact.value) for fact in reader.read("10 weeks").facts] == [("gestation_weeks", 10)]


@pytest.mark.parametrize(
    ("text", "told"), [("do I have a gluten allergy?", []), ("i still eat gluten every day", [False])]
)
def test_an_allergy_she_may_have_is_nothing_that_she_eats(reader: Reader, text: str, told: list[bool]) -> None:
    assert [fact.value for fact in reader.read(text).facts if fact.path == "gluten_free"] == told
