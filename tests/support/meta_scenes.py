"""What happens to a patient in WhatsApp and in Messenger alike, over their doubles, with the real use cases behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import update

from tests.support.fake_rasa import FakeRasa
from tests.support.gateway import HURRIED, RunningGateway, until
from tests.support.meta_patient import MetaPatient
from tests.support.patient import Answer
from tests.support.prepared import prepared_sqlite
from tests.support.real_intake import real_play
from tools.platforms.faults import BROKEN, LOST, Fault
from tools.platforms.graph import GraphDouble
from yarrow.bootstrap.web import ClinicalFrontDesk
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
def running(home: Path, double: GraphDouble, channel: Any) -> Iterator[RunningGateway]:
    """A gateway that this double calls."""
    front_desk = ClinicalFrontDesk()
    with RunningGateway(
        home,
        rasa=FakeRasa(real_play(front_desk)),
        front_desk=front_desk,
        # The holding words are for a machine that is slow; this one only has much to do.
        pace=replace(HURRIED, holding_after=8.0, settle=0.1, settle_at_most=0.4),
        database_url=prepared_sqlite(home),
        channels={channel.name: channel},
        console=ConsoleSettings(audit_key="the key of the tests' audit log, long enough"),
    ) as gateway:
        double.webhook = f"http://127.0.0.1:{gateway.port}/channels/{channel.name}"
        yield gateway


def a_whole_history(patient: MetaPatient) -> None:
    """From hello to the advice: every call comes twice, and what goes out is refused, or its answer lost."""
    double = patient.platform
    patient.after = lambda _: double.again(patient.chat)
    double.faults.extend([BUSY, BROKEN, LOST, BUSY, BUSY, LOST])
    patient.say("hello")
    patient.talk(ANSWERS, until_asked="age")
    double.faults.extend([LOST, BROKEN, BROKEN, LOST, BUSY])
    patient.talk(ANSWERS)
    assert not double.faults
    assert {"losses[1].weeks", "condition_treatment.sle", "confirm_summary"} <= set(patient.asked)
    assert patient.arrived() == sorted(patient.arrived())
    assert (patient.twice(), patient.misread()) == ([], [])
    facts = {fact.path: fact.value for fact in patient.gateway.record.casefiles.read(patient.conversation).facts}
    assert (facts["age"], facts["losses_count"], facts["conditions.sle"]) == (34, 2, True)


def out_of_order(patient: MetaPatient) -> None:
    """What she wrote later comes first, in the same call and in one of its own: it is taken as she wrote it."""
    begun(patient)
    first, second = (
        patient.platform.text_payload(patient.chat, text) for text in ("It is about me", "I live in the UK")
    )
    whole = {**first, "entry": second["entry"] + first["entry"]}
    assert patient.platform.deliver(whole).status_code == 200
    patient.settled()
    said = [entry.message.text for entry in patient.entries() if entry.sender == "patient"]
    assert said[-2:] == ["It is about me", "I live in the UK"]
    assert patient.platform.deliver(first).status_code == 200
    patient.settled()
    assert [entry.message.text for entry in patient.entries() if entry.sender == "patient"] == said


def an_emergency(patient: MetaPatient) -> None:
    """Danger, while the platform fails: its words come whole, once, and before all else."""
    begun(patient)
    before = len(patient.texts)
    patient.platform.faults.extend([BROKEN, BUSY, LOST])
    patient.say(DANGER)
    patient.settled()
    urgent = next(entry for entry in patient.entries() if entry.message.level == "T0")
    assert patient.texts[before] == urgent.message.text
    assert "999" in urgent.message.text or "112" in urgent.message.text
    assert (patient.twice(), patient.misread()) == ([], [])
    held = patient.gateway.record.conversations.find(patient.conversation)
    assert held is not None
    assert held.standing.status == "escalated"


def an_emergency_overtakes(patient: MetaPatient) -> None:
    """Words that wait, because the platform asks for a pause, are overtaken by what is urgent."""
    begun(patient)
    before = len(patient.texts)
    patient.platform.faults.append(Fault(429, after=3))
    said = tell(patient, "These words can wait.")
    until(lambda: not patient.platform.faults)
    patient.say(DANGER)
    patient.settled()
    urgent = next(entry.seq for entry in patient.entries() if entry.message.level == "T0")
    places = patient.arrived()
    assert places.index(urgent) < places.index(said)
    assert next(one.seq for one in patient.dispatches() if one.is_urgent) == urgent
    assert "These words can wait." in patient.texts[before:]
    assert patient.twice() == []


def a_window_that_is_over(patient: MetaPatient) -> None:
    """What the platform takes no more after a day waits until she writes; then it comes, in order and once."""
    begun(patient)
    before = len(patient.texts)
    patient.platform.hours_pass(patient.chat, 25)
    places = [tell(patient, words) for words in ("First.", "Second.")]
    until(lambda: all(patient.stands(place) == "held" for place in places))
    assert patient.texts[before:] == []
    patient.say("hello again")
    patient.settled()
    got = [text for text in patient.texts[before:] if text in ("First.", "Second.")]
    assert got == ["First.", "Second."], patient.texts[before:]
    assert patient.twice() == []


def somebody_who_blocked_us(patient: MetaPatient) -> None:
    """What can never arrive is given up at once, where staff see it."""
    begun(patient)
    patient.platform.blocked.add(patient.chat)
    place = tell(patient, "Nobody will read this.")
    until(lambda: patient.stands(place) == "failed")
    undelivered = patient.gateway.record.dispatches.undelivered()
    assert [one.seq for one in undelivered if one.conversation == patient.conversation] == [place]


def not_heard_for(patient: MetaPatient, ago: timedelta) -> None:
    """As if she had last written so long ago, by the platform's clock and by ours."""
    patient.platform.hours_pass(patient.chat, ago.total_seconds() / 3600)
    with patient.gateway.record.database.write() as connection:
        mine = lines.c.conversation == patient.conversation
        connection.execute(update(lines).where(mine).values(heard_at=now() - ago))


def begun(patient: MetaPatient) -> None:
    """She has said hello and agreed."""
    patient.say("hello")
    patient.talk(ANSWERS, until_asked="for_whom")


def tell(patient: MetaPatient, words: str) -> int:
    """Say something to her that answers nothing; its place in the conversation."""
    (said,) = patient.gateway.record.outbox.say(patient.conversation, [Message(words)], now())
    place: int = said.seq
    return place
