"""What the staff of an invented clinic did with the visits: looked, took, tagged, noted, put off, finished."""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from yarrow.store.accounts import AlreadyThere, Newcomer
from yarrow.store.record import Record
from yarrow.store.work_values import Hand

# Who works there. The addresses are of a domain that nobody can have.
STAFF = (
    Newcomer("Imogen Ashdown", "imogen@clinic.example", "Nurse", ("clinician",)),
    Newcomer("Tomasz Wilk", "tomasz@clinic.example", "Doctor", ("clinician",)),
    Newcomer("Ruth Adeyemi", "ruth@clinic.example", "Reviewer", ("reviewer",)),
    Newcomer("Piet Vos", "piet@clinic.example", "Practice manager", ("admin",)),
    Newcomer("Salma Haddad", "salma@clinic.example", "Auditor", ("auditor",)),
)
TAGS = ("letter sent", "results awaited", "interpreter", "second opinion", "called back")
NOTES = (
    "Rang her, no answer. Will try again this afternoon.",
    "Spoke to her. She has an appointment on Thursday.",
    "Records from the other clinic asked for.",
    "Asked the doctor to look at the medicines before the visit.",
    "Partner will come along.",
)
BY = "command:seed"
# What nobody has looked at yet is younger than this, most of it.
UNSEEN = timedelta(hours=9)


@dataclass(frozen=True)
class Ended:
    """One visit, and when it ended."""

    conversation: str
    at: datetime


def employ(record: Record, now: datetime) -> None:
    """Accounts for those who are not there yet."""
    for newcomer in STAFF:
        with suppress(AlreadyThere):
            record.accounts.add(newcomer, BY, now)


def invite(record: Record, now: datetime) -> dict[str, str]:
    """For everybody's address the code of a link with which a password is set."""
    employed = [record.accounts.by_email(newcomer.email) for newcomer in STAFF]
    return {account.email: record.accounts.reset(account.id, BY, now) for account in employed if account}


def work_through(record: Record, visits: Sequence[Ended], now: datetime, chance: random.Random) -> None:
    """Let staff have worked on what is not from just now, the earliest first."""
    readers = [account.id for account in record.accounts.all() if {"clinician", "reviewer"} & set(account.roles)]
    for visit in sorted(visits, key=lambda visit: visit.at):
        looked_at = visit.at + timedelta(minutes=chance.uniform(2, 70))
        if looked_at < now and (now - visit.at > UNSEEN or chance.random() < 0.3):
            _work(record, visit, Hand(chance.choice(readers)), looked_at, chance)


def _work(record: Record, visit: Ended, hand: Hand, at: datetime, chance: random.Random) -> None:
    held = record.conversations.find(visit.conversation)
    if held is None:
        return
    work, conversation = record.casework, visit.conversation
    record.cases.looked(conversation, hand.staff, held.last_seq, at)
    if chance.random() < 0.12:  # looked at, and left to a colleague
        return
    work.assign(conversation, hand, hand.staff, at + timedelta(seconds=30))
    if chance.random() < 0.35:
        work.note(conversation, hand, chance.choice(NOTES), at + timedelta(minutes=3))
    if chance.random() < 0.3:
        work.tag(conversation, hand, chance.choice(TAGS), at + timedelta(minutes=4))
    drawn = chance.random()
    if drawn < 0.7:
        work.set_status(conversation, hand, "done", None, at + timedelta(minutes=6))
    elif drawn < 0.82:
        due = (at + timedelta(days=chance.randint(2, 30))).date()
        work.set_status(conversation, hand, "follow_up", due, at + timedelta(minutes=6))
    else:
        work.set_status(conversation, hand, "in_review", None, at + timedelta(minutes=6))
