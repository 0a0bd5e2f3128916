"""Told to be seen today and asked whether to go on, a patient says that it is worse than she had said."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from yarrow.commands.desk import load_protocol
from yarrow.intake.ports import Desk
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon

DESK = Desk(load_protocol(), Reader(load_lexicon()))


@pytest.fixture
def nurse() -> Nurse:
    """A patient who bleeds at seven weeks, has heard that she needs to be seen today, and may go on or stop."""
    waiting = Nurse.opened(DESK)
    waiting.say("hello, I am bleeding")
    waiting.say("yes, I am 7 weeks pregnant")
    assert waiting.question == "go_on"
    return waiting


def test_two_pads_an_hour_are_asked_about_for_how_long(nurse):
    nurse.say("it is two pads an hour now")
    assert nurse.question == "bleeding_hours"
    nurse.say("two hours")
    assert nurse.question == "can_you_get_help"


@pytest.mark.parametrize("text", ["it is only spotting now", "later please"])
def test_what_makes_it_no_worse_is_not_asked_about(nurse, text):
    nurse.say(text)
    assert nurse.question != "bleeding_hours"
