"""One message is read several times in a turn: the same again, and anew as soon as anything beside it differs."""

from __future__ import annotations

from datetime import date

from yarrow.language.understanding import Asked

TODAY = date(2026, 11, 22)
AGE = Asked("age", "number", "age", minimum=10, maximum=70)
TRYING = Asked("trying_months", "number", "trying_months", unit="months")


def test_the_same_words_at_the_same_question_with_the_same_facts_are_read_once(reader) -> None:
    first = reader.read("34", AGE, {"losses_count": 2}, TODAY)
    assert reader.read("34", AGE, {"losses_count": 2}, TODAY) is first


def test_another_question_other_facts_or_another_day_are_read_anew(reader) -> None:
    first = reader.read("34", AGE, {"losses_count": 2}, TODAY)
    assert [fact.path for fact in first.facts] == ["age"]
    assert [fact.path for fact in reader.read("34", TRYING, {"losses_count": 2}, TODAY).facts] == ["trying_months"]
    assert reader.read("34", AGE, {"losses_count": 3}, TODAY) is not first
    assert reader.read("34", AGE, {"losses_count": 2}, date(2026, 11, 23)) is not first
    assert reader.read("35", AGE, {"losses_count": 2}, TODAY).facts[0].value == 35


def test_facts_that_are_changed_afterwards_are_seen(reader) -> None:
    known = {"losses_count": 2}
    first = reader.read("34", AGE, known, TODAY)
    known["losses_count"] = 3
    assert reader.read("34", AGE, known, TODAY) is not first
