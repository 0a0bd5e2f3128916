"""Short answers that say more than was asked, or say it in other words."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from yarrow.bootstrap.bot import desk

ONE_LOSS = {"pregnant_now": "no", "losses_count": 1, "losses": [{"type": "miscarriage_clinical"}]}


@pytest.mark.parametrize("words", ["6 weeks, scan", "about 6 weeks, they saw it on the scan", "6 weeks on a scan"])
def test_weeks_told_with_the_scan_answer_how_it_was_confirmed_too(words: str) -> None:
    nurse = Nurse.at(desk(), "losses[0].weeks", ONE_LOSS)
    nurse.say(words)
    assert nurse.flat["losses"] == [{"type": "miscarriage_clinical", "weeks": 6, "confirmed": "scan"}]
    assert nurse.question != "losses[0].confirmed"


def test_weeks_alone_leave_the_confirmation_to_be_asked() -> None:
    nurse = Nurse.at(desk(), "losses[0].weeks", ONE_LOSS)
    nurse.say("6 weeks")
    assert "confirmed" not in nurse.flat["losses"][0]


def test_what_was_confirmed_already_is_not_changed_by_the_way() -> None:
    known = {**ONE_LOSS, "losses": [{"type": "miscarriage_clinical", "confirmed": "histology"}]}
    nurse = Nurse.at(desk(), "losses[0].weeks", known)
    nurse.say("6 weeks, scan")
    assert nurse.flat["losses"][0]["confirmed"] == "histology"


@pytest.mark.parametrize(
    ("words", "cycles"),
    [
        ("all over the place", "irregular"),
        ("they are all over the place", "irregular"),
        ("irregular", "irregular"),
        ("no, irregular", "irregular"),
        ("regular", "regular"),
    ],
)
def test_periods_are_read_in_the_words_people_use(words: str, cycles: str) -> None:
    nurse = Nurse.at(desk(), "cycles", {"pregnant_now": "no", "age": 30})
    nurse.say(words)
    assert nurse.flat["cycles"] == cycles
