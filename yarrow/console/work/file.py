"""What the work on one conversation is done with: its facts as this person may read them, and how they are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from yarrow.clinical.fact import Fact
from yarrow.clinical.history import History
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.triage import assess
from yarrow.console.parts import Parts
from yarrow.console.rights import Right
from yarrow.console.visit import Visit
from yarrow.intake.picture import PRIVATE_PATHS
from yarrow.intake.review.chart import Names
from yarrow.intake.review.notes import Notes, notes
from yarrow.store.audit import Act
from yarrow.store.charts import ChartFile


@dataclass(frozen=True)
class File:
    """One conversation, open on somebody's desk."""

    chart: ChartFile
    notes: Notes
    protocol: Protocol
    names: Names

    @property
    def id(self) -> str:
        return self.chart.conversation.id

    @cached_property
    def whole(self) -> History:
        """Every fact, whoever reads."""
        return self.notes.whole

    @property
    def head(self) -> int:
        """The number of the newest fact."""
        return max((number for number, _ in self.chart.told.facts), default=0)

    def fact(self, number: int) -> Fact | None:
        """The fact of this number, if this person may read it."""
        return next((one.fact for one in self.notes.numbered if one.number == number), None)


async def opened(parts: Parts, visit: Visit, action: str) -> File:
    """The file of the conversation in the address; that it was opened stands in the audit log before."""
    act = Act(visit.seat.staff, action, visit.conversation)
    await parts.threads.record(parts.record.audit.add, act, parts.now())
    return await parts.threads.record(_file, parts, visit)


def may_see(visit: Visit, path: str) -> bool:
    """Whether this person may read what stands on this path (DESIGN §4.5)."""
    return path not in PRIVATE_PATHS or visit.seat.may(Right.PRIVATE, visit.conversation)


def _file(parts: Parts, visit: Visit) -> File:
    chart = parts.record.charts.read(visit.conversation)
    read = notes(chart.told.facts, private=visit.seat.may(Right.PRIVATE, visit.conversation))
    protocol = parts.services.front_desk.protocol.speaking_to(read.history)
    names = Names(protocol, read.history, assess(protocol, read.history), parts.now().date())
    return File(chart, read, protocol, names)
