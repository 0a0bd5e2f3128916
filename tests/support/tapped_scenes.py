"""What happens to a patient in Slack and in Telegram alike, where all is tapped and several answers can be ticked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tests.support.app_history import got_what_the_record_says
from tests.support.app_patient import AppPatient, somebody
from tests.support.gateway import RunningGateway, until
from tests.support.patient import Answer
from tools.platforms.faults import BROKEN, LOST
from tools.platforms.platform import Platform
from tools.platforms.talk import Sent
from yarrow.gateway.channels.piece import Limits
from yarrow.store.values import Entry

ANSWERS: dict[str, Answer] = {
    "consent": ("yes",),
    "for_whom": ("self",),
    "locale": ("UK",),
    "symptoms_now": ("none",),
    "age": "34",
    "losses_count": "3",
    "conditions": ("sle", "hashimoto"),
}


def begun(gateway: RunningGateway, double: Platform, chat: str) -> AppPatient:
    """Somebody new, who has opened the chat."""
    double.faults.clear()
    anna = somebody(gateway, double, chat)
    double.send(chat, "start")
    anna.settled()
    return anna


def agreed(anna: AppPatient) -> AppPatient:
    """She has agreed, and is asked about herself."""
    anna.talk(ANSWERS, until_asked="pregnant_now")
    return anna


def a_whole_history(anna: AppPatient) -> None:
    """Every call comes twice, as if our answer had been missed; the faults of the double are met on the way."""
    anna.after = lambda _: anna.double.again(anna.chat)
    anna.talk(ANSWERS)
    got_what_the_record_says(anna)
    assert [one.seq for one in anna.dispatches()] == [entry.seq for entry in anna.ours()]
    assert len(anna.theirs()) == len(anna.asked)  # what came twice was taken once, and our own words not at all
    facts = anna.facts()
    assert (facts["age"], facts["losses_count"]) == (34, 3)
    assert {"conditions.sle", "conditions.hashimoto"} <= facts.keys()
    assert not anna.double.faults


@contextmanager
def unhurried(gateway: RunningGateway) -> Iterator[None]:
    """However busy this machine is, what belongs together comes within the wait."""
    settling = gateway.app.state.messaging._reception._settling
    parts = settling._parts
    settling._parts = replace(parts, pace=replace(parts.pace, settle=1.5, settle_at_most=5.0))
    try:
        yield
    finally:
        settling._parts = parts


def out_of_order(anna: AppPatient) -> None:
    """What came in the wrong order is read in hers."""
    first, second, third = (anna.double.text_payload(anna.chat, text) for text in ("no", "I am 34", "two losses"))
    for payload in (third, first, second):
        anna.double.deliver(payload)
    until(lambda: len([entry for entry in anna.theirs() if entry.message.text]) >= 3)
    anna.settled()
    assert [entry.message.text for entry in anna.theirs()][-3:] == ["no", "I am 34", "two losses"]
    got_what_the_record_says(anna)


def danger_overtakes(anna: AppPatient) -> Sent:
    """Danger arrives whole, before what could not go out yet; how it looked."""
    seen, faults = len(anna.texts), anna.double.faults
    faults.extend([BROKEN] * 1000)
    anna.say("why do you ask?")
    until(lambda: len(faults) < 1000)
    anna.say("I'm 7 weeks pregnant, bleeding heavily and I just fainted")
    until(lambda: [one for one in anna.dispatches() if one.is_urgent])
    faults.clear()
    anna.gets("999")
    anna.settled()
    assert anna.texts[seen] == next(entry.message.text for entry in anna.ours() if entry.message.level == "T0")
    assert {one.state for one in anna.dispatches()} == {"sent"}
    return anna.got()[seen]


def asked_for_several(anna: AppPatient) -> Entry:
    """The first question that several answers can be ticked to."""
    anna.answer(anna.settled())
    asked = anna.settled()
    assert asked.message.question is not None
    assert asked.message.question["kind"] == "multi_choice"
    return asked


def done_with_nothing_ticked(anna: AppPatient) -> None:
    """That is no answer; the question is asked again."""
    question, said = asked_for_several(anna), len(anna.theirs())
    anna.tap("Done")
    until(lambda: anna.settled().seq > question.seq)
    assert anna.asks() == (question.message.question or {})["id"]
    assert len(anna.theirs()) == said


def an_answer_that_was_lost(anna: AppPatient) -> None:
    """Nobody knows whether it went out: rather twice than never."""
    seen = len(anna.texts)
    anna.double.faults.append(LOST)
    anna.answer(anna.settled())
    anna.settled()
    assert anna.texts[seen] == anna.texts[seen + 1]


def somebody_who_is_gone(anna: AppPatient, gone: set[str], error: str) -> None:
    """She is not tried again, and the record says so."""
    question = anna.settled()
    gone.add(anna.chat)
    anna.answer(question)
    until(lambda: anna.dispatches()[-1].state == "failed")
    assert anna.dispatches()[-1].error == error


def a_bot_that_is_away(anna: AppPatient, gateway: RunningGateway) -> None:
    """It costs time and nothing else."""
    gateway.rasa.stop()
    anna.answer(anna.settled())
    until(lambda: anna.theirs() and not anna.theirs()[-1].is_settled)
    anna.double.again(anna.chat)
    gateway.rasa.start()
    assert anna.asks() == "symptoms_now"
    got_what_the_record_says(anna)


def at_our_own_pace(gateway: RunningGateway, double: Platform, chat: str, limits: Limits) -> None:
    """Within our own limits, the platform never has to slow us down."""
    channel = gateway.app.state.messaging.channels[double.name]
    # The double takes more than we may send: on a busy machine not every call takes equally long.
    quick, channel.limits, double.a_second = channel.limits, limits, 4.0
    try:
        person = begun(gateway, double, chat)
        person.answer(person.settled(), ("yes",))
        person.settled()
    finally:
        channel.limits, double.a_second = quick, None
    assert {one.tries for one in person.dispatches()} == {0}
    got_what_the_record_says(person)
