"""Everything the conversation page shows, made from what the record holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yarrow.clinical.fact import Fact
from yarrow.clinical.level import Level
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.triage import assess
from yarrow.clinical.unsettled import unsettled
from yarrow.intake.review.chart import Chart, Names, chart
from yarrow.intake.review.notes import Notes, notes
from yarrow.intake.review.talk import Happened, Spoken, Talk, talk
from yarrow.intake.review.weighed import Weighing
from yarrow.intake.review.weighing import Weigher


@dataclass(frozen=True)
class Told:
    """What the record holds of a conversation: `facts` with the numbers that name them, messages, events."""

    facts: tuple[tuple[int, Fact], ...]
    spoken: tuple[Spoken, ...]
    happened: tuple[Happened, ...]


@dataclass(frozen=True)
class Review:
    """The conversation, the history made of it, and why it was judged as it was."""

    talk: Talk
    chart: Chart
    weighing: Weighing
    notes: Notes


def review(protocol: Protocol, told: Told, *, private: bool, today: date) -> Review:
    """The review. `private`: whether the reader may read what only clinicians may."""
    read = notes(told.facts, private=private)
    spoken = protocol.speaking_to(read.history)
    names = Names(spoken, read.history, assess(spoken, read.history), today)
    return Review(
        talk(names, read, told.spoken, told.happened),
        chart(names, read),
        Weigher(names, read).weighing(_level(protocol, read)),
        read,
    )


def _level(protocol: Protocol, read: Notes) -> Level:
    """The level by every fact, whoever reads; a red flag nobody could settle is at least a same-day matter."""
    level = assess(protocol, read.whole).level
    return min(level, Level.T2) if unsettled(protocol, read.whole) else level
