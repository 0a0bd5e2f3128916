"""The numbers a message says, to be tapped: those of its wording, in the order of the words."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from yarrow.clinical.call import Call
from yarrow.clinical.level import Level
from yarrow.intake.case import Case
from yarrow.intake.known import history_of
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Message
from yarrow.intake.words import message
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon

UK = [Call("Call 999", "tel:999"), Call("Call 112", "tel:112")]


@pytest.fixture(scope="module")
def desk(protocol) -> Desk:
    return Desk(protocol, Reader(load_lexicon()))


def spoken(desk: Desk, key: str, locale: str = "UK", level: Level | None = None) -> list[Call]:
    return list(message(desk, Case(history_of({"locale": locale})), key, level=level).calls)


def test_an_emergency_has_the_numbers_of_its_words(desk):
    assert spoken(desk, "safety.t0") == UK
    assert spoken(desk, "safety.t0", "US") == [Call("Call 911", "tel:911")]


def test_the_numbers_stand_in_the_order_of_the_words(desk):
    to = [call.to for call in spoken(desk, "safety.t2.S05")]
    assert to == ["tel:111", "tel:116123", "sms:85258?&body=SHOUT", "tel:08088088000", "tel:999", "tel:112"]


def test_a_wording_without_a_number_has_none(desk):
    assert spoken(desk, "safety.t2.S03") == []
    assert spoken(desk, "pause.offer") == []


def test_a_place_whose_line_names_no_number_has_none_for_it(desk):
    assert [call.to for call in spoken(desk, "safety.t2", "EU")] == ["tel:112"]


def test_what_cannot_wait_always_has_the_emergency_number(desk):
    assert spoken(desk, "evidence.still.t1", level=Level.T1) == UK
    assert spoken(desk, "evidence.still.t1") == []
    assert spoken(desk, "evidence.still.t2", level=Level.T2) == []


def test_the_lane_says_them(desk):
    nurse = Nurse.at(desk, "symptoms_now", {"pregnant_now": "yes"})
    nurse.say("I have crushing chest pain and can't breathe")
    first = nurse.last.messages[0]
    assert first.level in ("T0", "T1")
    assert list(first.calls) == UK


def test_help_for_danger_at_home_is_the_numbers_of_its_words(desk):
    nurse = Nurse.at(desk, "symptoms_now", {"pregnant_now": "no"})
    nurse.say("my husband hits me")
    assert [call.label for call in nurse.last.messages[0].calls] == [
        "Call 0808 2000 247 (England)", "Call 0800 027 1234 (Scotland)", "Call 0808 80 10 800 (Wales)",
        "Call 0808 802 1414 (NI)", "Call 999", "Call 112",
    ]  # fmt: skip


def test_the_advice_ends_with_them(desk):
    nurse = Nurse.at(desk, "confirm_summary", {"age": 34, "pregnant_now": "no"})
    nurse.tap("confirm_summary:right")
    closing = next(
        message
        for message in nurse.last.messages
        if "safety net" in message.text or "If anything gets worse" in message.text
    )
    assert {"tel:116123", "tel:999"} <= {call.to for call in closing.calls}
    assert not any(message.calls for message in nurse.last.messages if "Worth asking about" in message.text)


def test_they_travel_with_the_message():
    said = Message("Please call 999.", calls=(Call("Call 999", "tel:999"),))
    assert said.to_json()["calls"] == [{"label": "Call 999", "to": "tel:999"}]
    assert Message.from_json(said.to_json()) == said
    assert Message.from_json({"text": "From an older version."}).calls == ()
