"""What happens to a patient in WhatsApp and in Messenger alike, over their doubles, with the real use cases behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import update

from tests.support.app_gateway import reached_by_apps, webhook_at
from tests.support.app_history import got_what_the_record_says
from tests.support.app_patient import AppPatient
from tests.support.gateway import RunningGateway, until
from tests.support.patient import Answer
from tools.platforms.faults import BROKEN, LOST, Fault
from tools.platforms.graph import GraphDouble
from yarrow.gateway.channels.channel import Channel
from yarrow.gateway.turn import now
from yarrow.intake.turn import Message
from yarrow.settings import ConsoleSettings
from yarrow.store.line_tables import lines

BUSY = Fault(429, after=0.1)
ANSWERS: dict[str, Answer] = {
    "consent": ("yes",),
    "for_whom": ("self",),
    "locale": ("UK",),
    "age": "34",
    "losses_count": "2",
    "conditions": ("sle", "hashimoto"),
}
DANGER = "I'm 7 weeks pregnant, bleeding heavily and I just fainted"


@contextmanager
def running(home: Path, double: GraphDouble, channel: Channel) -> Iterator[RunningGateway]:
    """A gateway that this double calls."""
    console = ConsoleSettings(audit_key="the key of the tests' audit log, long enough")
    with reached_by_apps(home, channel, console=console) as gateway:
        double.webhook = webhook_at(gateway, channel.name)
        yield gateway


def a_whole_history(patient: AppPatient) -> None:
    """From hello to the advice: every call comes twice, and what goes out is refused, or its answer lost."""
    double = patient.double
    patient.after = lambda _: double.again(patient.chat)
    double.faults.extend([BUSY, BROKEN, LOST, BUSY, BUSY, LOST])
    patient.say("hello")
    patient.talk(ANSWERS, until_asked="age")
    double.faults.extend([LOST, BROKEN, BROKEN, LOST, BUSY])
    patient.talk(ANSWERS)
    assert not double.faults
    assert {"losses[1].weeks", "condition_treatment.sle", "confirm_summary"} <= set(patient.asked)
    got_what_the_record_says(patient)
    facts = patient.facts()
    assert (facts["age"], facts["losses_count"], facts["conditions.sle"]) == (34, 2, True)


def out_of_order(patient: AppPatient) -> None:
    """What she wrote later comes first, in the same call and in one of its own: it is taken as she wrote it."""
    begun(patient)
    first, second = (patient.double.text_payload(patient.chat, text) for text in ("It is about me", "I live in the UK"))
    whole = {**first, "entry": second["entry"] + first["entry"]}
    assert patient.double.deliver(whole).status_code == 200
    patient.settled()
    said = [entry.message.text for entry in patient.theirs()]
    assert said[-2:] == ["It is about me", "I live in the UK"]
    assert patient.double.deliver(first).status_code == 200
    patient.settled()
    assert [entry.message.text for entry in patient.theirs()] == said


def an_emergency(patient: AppPatient) -> None:
    """Danger, while the platform fails: its words come whole, once, and before all else."""
    begun(patient)
    before = len(patient.texts)
    patient.double.faults.extend([BROKEN, BUSY, LOST])
    patient.say(DANGER)
    patient.settled()
    urgent = next(entry for entry in patient.entries() if entry.message.level == "T0")
    assert patient.texts[before] == urgent.message.text
    assert "999" in urgent.message.text or "112" in urgent.message.text
    got_what_the_record_says(patient)
    held = patient.record.conversations.find(patient.conversation)
    assert held is not None
    assert held.standing.status == "escalated"


def an_emergency_overtakes(patient: AppPatient) -> None:
    """Words that wait, because the platform asks for a pause, are overtaken by what is urgent."""
    begun(patient)
    before = len(patient.texts)
    patient.double.faults.append(Fault(429, after=3))
    tell(patient, "These words can wait.")
    until(lambda: not patient.double.faults)
    patient.say(DANGER)
    patient.settled()
    urgent = next(entry for entry in patient.entries() if entry.message.level == "T0")
    assert patient.texts[before] == urgent.message.text
    assert next(one.seq for one in patient.dispatches() if one.is_urgent) == urgent.seq
    assert patient.texts[before:].count("These words can wait.") == 1


def a_window_that_is_over(patient: AppPatient) -> None:
    """What the platform takes no more after a day waits until she writes; then it comes, in order and once."""
    begun(patient)
    before = len(patient.texts)
    _graph(patient).hours_pass(patient.chat, 25)
    places = [tell(patient, words) for words in ("First.", "Second.")]
    until(lambda: all(patient.stands(place) == "held" for place in places))
    assert patient.texts[before:] == []
    patient.say("hello again")
    patient.settled()
    got = [text for text in patient.texts[before:] if text in ("First.", "Second.")]
    assert got == ["First.", "Second."], patient.texts[before:]


def somebody_who_blocked_us(patient: AppPatient) -> None:
    """What can never arrive is given up at once, where staff see it."""
    begun(patient)
    _graph(patient).blocked.add(patient.chat)
    place = tell(patient, "Nobody will read this.")
    until(lambda: patient.stands(place) == "failed")
    undelivered = patient.record.dispatches.undelivered()
    assert [one.seq for one in undelivered if one.conversation == patient.conversation] == [place]


def not_heard_for(patient: AppPatient, ago: timedelta) -> None:
    """As if she had last written so long ago, by the platform's clock and by ours."""
    _graph(patient).hours_pass(patient.chat, ago.total_seconds() / 3600)
    with patient.record.database.write() as connection:
        mine = lines.c.conversation == patient.conversation
        connection.execute(update(lines).where(mine).values(heard_at=now() - ago))


def begun(patient: AppPatient) -> None:
    """She has said hello and agreed."""
    patient.say("hello")
    patient.talk(ANSWERS, until_asked="for_whom")


def tell(patient: AppPatient, words: str) -> int:
    """Say something to her that answers nothing; its place in the conversation."""
    (said,) = patient.record.outbox.say(patient.conversation, [Message(words)], now())
    place: int = said.seq
    return place


def _graph(patient: AppPatient) -> GraphDouble:
    assert isinstance(patient.double, GraphDouble)
    return patient.double
