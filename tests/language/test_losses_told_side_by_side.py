"""Losses told beside one another: two and two, again, the size of one, what is numbered and is none."""

from __future__ import annotations

from typing import Any

import pytest

from yarrow.language.reader import Reader


def told(reader: Reader, text: str) -> tuple[Any, list[Any]]:
    """The count, and the weeks of each loss that was told."""
    facts = {fact.path: fact.value for fact in reader.read(text).facts}
    weeks = [value.get("weeks") for path, value in facts.items() if path.startswith("losses[")]
    return facts.get("losses_count"), weeks


@pytest.mark.parametrize(
    ("text", "count", "weeks"),
    [
        ("three losses at 6 weeks and three at 9 weeks", 6, [6, 6, 6, 9, 9, 9]),
        ("two losses at 7 weeks, and two at 10", 4, [7, 7, 10, 10]),
        ("four losses: two at 6 weeks and two at 10 weeks", 4, [6, 6, 10, 10]),
        ("two losses at 6 weeks. Both losses were early", 2, [6, 6]),
        ("miscarried at 7 weeks in May and again at 10 weeks 5 weeks ago", 2, [7, 10]),
        ("miscarried in 2018 and again in 2020", 2, []),
        ("I miscarried at 13 weeks, the baby had stopped at 9", 1, [9]),
        ("one miscarriage at 13 weeks, and another stopped at 9", 2, [13, 9]),
        ("lost 1 @ 8w, 1 @ 9w", 2, [8, 9]),
        ("lost one at 9 weeks and then another 7 weeks", 2, [9, 7]),
        ("pregnant 14+2, 3rd baby, lost one last year at 9w", 1, [9]),
        ("we had 3 transfers. 1 was a chemical, 2 was negative, 3 was a miscarriage at 8 weeks", 2, [None, 8]),
        ("failed FET last week, number 4. One mc at 7 weeks before that", 1, [7]),
        ("the second and the fourth I miscarried", 2, []),
        ("my sister lost three. I've lost none", 0, []),
        ("I've lost one", 1, []),
    ],
)
def test_losses_beside_one_another(reader: Reader, text: str, count: int, weeks: list[int | None]) -> None:
    found = told(reader, text)
    assert found[0] == count
    assert [week for week in found[1] if week] == [week for week in weeks if week]


def test_what_the_next_sentence_names_it_is_what_was_told(reader: Reader) -> None:
    def kinds(text: str) -> list[str]:
        return [f.value["type"] for f in reader.read(text).facts if f.path.startswith("losses[")]

    assert kinds("We lost our boy at 20 weeks. TFMR, his heart") == ["tfmr"]
    assert sorted(kinds("We lost one at 7 weeks. TFMR at 20 weeks in 2020")) == ["miscarriage_clinical", "tfmr"]
