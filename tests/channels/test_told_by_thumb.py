"""A whole history told by somebody who knows only what is shown: every platform leads to the same record."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest

from tests.intake.nurse import Nurse
from tests.support.putting import ID
from yarrow.clinical import interview
from yarrow.gateway.channels.piece import Limits
from yarrow.gateway.channels.rendering import Phrases, Put, Rendered, read_token, read_typed, render
from yarrow.gateway.channels.rendering.platforms import BY_NAME
from yarrow.gateway.channels.rendering.room import room_of
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Message, Result
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon
from yarrow.protocol.loader import load

# What she answers: one label, several, or words of her own. Everything else she skips, or says that nothing fits.
ANSWERS: dict[str, str | tuple[str, ...]] = {
    "consent": "Yes, that's fine",
    "for_whom": "About me",
    "pregnant_now": "No",
    "symptoms_now": ("Bleeding from the vagina", "Pain or cramps low in the tummy"),
    "pads_per_hour": "0",
    "recent_event": "None of these",
    "age": "34",
    "planning": "Yes",
    "trying_months": "8",
    "cycles": "No, they are irregular or all over the place",
    "losses_count": "2",
    "preferred_term": "Miscarriage",
    "losses[0]": "Very early, I only had a positive test",
    "losses[1]": "A miscarriage, after it was seen or felt",
    "losses[1].weeks": "9",
    "losses[1].confirmed": "On a scan",
    "days_since_loss": "3 months ago",
    "conditions": ("Coeliac disease", "Endometriosis"),
    "medicines": "None",
    "gut_symptoms": ("Bloating", "Mouth ulcers"),
    "bowel_symptom_weeks": "10",
    "phq2_interest": "Several days",
    "phq2_mood": "Not at all",
    "gad2_nervous": "Several days",
    "gad2_worry": "Not at all",
    "go_on": "Go on now",
    "confirm_summary": "Yes, that's right",
}
NOTHING_FITS = ("None of these", "No", "None", "No, nothing else", "No, thank you", "I'm not sure")


@cache
def desk() -> Desk:
    return Desk(load(), Reader(load_lexicon()))


@dataclass
class Reading:
    """Somebody with a phone. She taps what says what she means, else types what stands before it."""

    limits: Limits
    nurse: Nurse
    phrases: Phrases
    asked: list[str] = field(default_factory=list)
    rendered: Rendered | None = None
    message: Message | None = None

    def hears(self, result: Result) -> None:
        for message in result.messages:
            rendered = self.put(message)
            if message.question:
                self.rendered, self.message = rendered, message
                self.asked.append(message.question["id"])

    def put(self, message: Message) -> Rendered:
        behind = interview.find(desk().protocol, self.nurse.case.history, (message.question or {}).get("id", ""))
        is_urgent = message.level in ("T0", "T1", "T2")
        is_sensitive = bool(behind and behind.sensitive) or (not message.question and len(message.text) > 240)
        rendered = render(Put(message, ID, is_sensitive=is_sensitive, is_urgent=is_urgent), self.limits, self.phrases)
        room = room_of(self.limits.alphabet)
        assert all(0 < room(piece.text) <= self.limits.text for piece in rendered.pieces)
        assert len(rendered.pieces) == 1 or not (is_urgent or message.choices)
        return rendered

    def answers(self) -> Result:
        meant = self.means()
        if isinstance(meant, str) and not self.is_shown(meant):
            return self.nurse.say(meant)
        values = self.chosen((meant,) if isinstance(meant, str) else meant)
        return self.nurse.tap(*values)

    def means(self) -> str | tuple[str, ...]:
        found = ANSWERS.get(self.asked[-1])
        return found if found is not None else next((one for one in NOTHING_FITS if self.is_shown(one)), "skip")

    def is_shown(self, label: str) -> bool:
        return bool(self.button(label) or self.sign(label))

    def button(self, label: str) -> str | None:
        assert self.rendered is not None
        options = self.rendered.pieces[-1].options
        return next((option.token for option in options if label in (option.label, option.detail)), None)

    def sign(self, label: str) -> str | None:
        assert self.rendered is not None
        lines = [line.partition(". ") for piece in self.rendered.pieces for line in piece.text.split("\n")]
        return next((sign for sign, _, said in lines if said == label and len(sign) <= 2), None)

    def chosen(self, labels: tuple[str, ...]) -> tuple[str, ...]:
        assert self.rendered is not None
        assert self.message is not None
        tokens = [self.button(label) or self.button(self.sign(label) or "") for label in labels]
        if all(tokens):
            places = [read_token(token or "") for token in tokens]
            return tuple(self.message.choices[place[1]].value for place in places if place)
        assert self.rendered.menu is not None
        typed = read_typed(" and ".join(self.sign(label) or "?" for label in labels), self.rendered.menu)
        assert typed is not None
        return typed


@cache
def told(name: str) -> dict[str, Any]:
    """The facts at the end of the history as it is told on this platform."""
    nurse = Nurse.opened(desk())
    reading = Reading(BY_NAME[name], nurse, Phrases.of(desk().protocol))
    reading.hears(nurse.last)
    while nurse.case.standing.question is not None:
        assert len(reading.asked) < 80, reading.asked[-5:]
        reading.hears(reading.answers())
    assert nurse.case.standing.advice, reading.asked
    return nurse.flat


@pytest.mark.parametrize("name", BY_NAME)
def test_a_history_can_be_told_by_what_is_shown_alone(name):
    facts = told(name)
    assert set(facts["symptoms"]) >= {"bleeding", "pelvic_pain", "bloating", "mouth_ulcers"}
    assert set(facts["conditions"]) == {"coeliac", "endometriosis"}
    assert [loss["type"] for loss in facts["losses"]] == ["biochemical", "miscarriage_clinical"]
    assert (facts["age"], facts["cycles"], facts["phq2_interest"]) == (34, "irregular", 1)


@pytest.mark.parametrize("name", BY_NAME)
def test_it_is_the_same_record_on_every_platform(name):
    assert told(name) == told("telegram")
