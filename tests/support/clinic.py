"""A clinic for the console's tests in a browser: patients who really talked, and the console that shows them.

The gateway, the reader, the lane, the use cases and the console are the real ones on one SQLite database; only Rasa's
choice of turn is played.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from tests.support.console import DESK, RunningConsole
from tests.support.fake_rasa import FakeRasa
from tests.support.gateway import Chat, RunningGateway
from tests.support.patient import Patient
from tests.support.planted import ATTEMPTS
from tests.support.real_intake import real_play
from yarrow.gateway.pace import Pace
from yarrow.seeding.calendar import PACE, WEEKS, end_of_visit
from yarrow.seeding.desk import Ended, employ, work_through
from yarrow.seeding.visit import Visit
from yarrow.seeding.visitors import drawn
from yarrow.store.backdating import Backdating
from yarrow.store.record import Record

HISTORY = {
    "age": "34",
    "losses_count": "three, the last one in the spring",
    "losses[0]": "9 weeks, they saw it on the scan",
    "losses[1]": "6 weeks",
    "losses[2]": "I lost her at 15 weeks",
    "conditions": "I have lupus, but no thyroid trouble. My sister has coeliac disease",
    "medicines": "hydroxychloroquine",
    "asks": "I would like to know whether anything can be tested",
}
PLANTED = {**HISTORY, "asks": "\n".join(ATTEMPTS), "medicines": ATTEMPTS[0], "conditions": f"lupus {ATTEMPTS[1]}"}


class Clinic:
    """`patients`: the ids of conversations, by what is the matter with them (PATIENTS)."""

    def __init__(self, home: Path) -> None:
        self._gateway = RunningGateway(home, rasa=FakeRasa(real_play(DESK)), front_desk=DESK, pace=Pace(), locale="UK")
        self._console = RunningConsole(home)
        self.patients: dict[str, str] = {}

    def __enter__(self) -> Clinic:
        self.gateway = self._gateway.__enter__()
        self.console = self._console.__enter__()
        for name, talk in PATIENTS.items():
            self.patients[name] = self.arrives(talk).id
        return self

    def __exit__(self, *_: object) -> None:
        self._console.__exit__()
        self._gateway.__exit__()

    @property
    def record(self) -> Record:
        """What both write to."""
        return self.console.record

    def fill(self, count: int) -> None:
        """So many invented people more, over three weeks, and what staff did about them: for a picture of a day."""
        now, chance = self.console.now(), random.Random(1)
        employ(self.record, now - timedelta(weeks=WEEKS + 1))
        ended = []
        for _ in range(count):
            conversation = Visit(self.gateway.http, drawn(chance), chance).hold()
            ended.append(Ended(conversation, end_of_visit(now, chance)))
            Backdating(self.record.database).move(conversation, ended[-1].at, PACE)
        work_through(self.record, ended, now, chance)

    def arrives(self, talk: Callable[[Chat], object]) -> Chat:
        """Somebody new, who says what there is to say."""
        chat = self.gateway.begin(locale="UK")
        talk(chat)
        return chat


def tells(answers: dict[str, str]) -> Callable[[Chat], object]:
    """Somebody who tells her whole history, to the end."""
    return lambda chat: Patient(chat, {"consent": ("yes",), **answers}).talk(chat.begun[-1])


def says(*words: str) -> Callable[[Chat], object]:
    """Somebody who agrees, says this, and leaves."""

    def talk(chat: Chat) -> None:
        for said in ({"choice": "consent:yes"}, {"choice": "for_whom:self"}):
            chat.say(**said)
        for line in words:
            chat.say(line)

    return talk


PATIENTS: dict[str, Callable[[Chat], object]] = {
    "whole history": tells(HISTORY),
    "plants markup": tells(PLANTED),
    "in danger": says("I'm 7 weeks pregnant, bleeding heavily and I just fainted"),
    "wants a person": says("can I talk to a real person please"),
    "not understood": says("flibbertigibbet wobbly the moon tuesday"),
    "just begun": says(),
}
