"""One conversation as this person may read it; that it was read is noted before anything of it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from yarrow.console.conversation.events import Line, lines
from yarrow.console.conversation.heading import Heading, heading
from yarrow.console.conversation.sent import Sent, sent_of
from yarrow.console.parts import Parts
from yarrow.console.rights import Right
from yarrow.console.visit import Visit
from yarrow.intake.review.review import Review, review
from yarrow.intake.review.talk import Remark
from yarrow.store.audit import Act
from yarrow.store.charts import ChartFile


@dataclass(frozen=True)
class Reading:
    """What the templates are given. `corrections`: what staff put right, by the number of the new fact.

    `read_up_to`: the place of the last message that staff had read before. `sent`: what went to a messaging app.
    """

    file: ChartFile
    review: Review
    events: tuple[Line, ...]
    heading: Heading
    corrections: Mapping[int, Any]
    read_up_to: int = 0
    sent: Sent = field(default_factory=Sent)

    @cached_property
    def unread(self) -> tuple[Remark, ...]:
        """What she wrote since staff last read it; empty as long as nobody has read anything."""
        if not self.read_up_to:
            return ()
        remarks = self.review.talk.remarks
        return tuple(one for one in remarks if one.sender == "patient" and one.spoken.seq > self.read_up_to)

    @property
    def last_of_hers(self) -> Remark | None:
        """What she wrote last."""
        return next((one for one in reversed(self.review.talk.remarks) if one.sender == "patient"), None)

    @property
    def id(self) -> str:
        """The conversation's."""
        return self.file.conversation.id

    @cached_property
    def events_of(self) -> Mapping[int, tuple[Line, ...]]:
        """What happened at each turn."""
        found: dict[int, tuple[Line, ...]] = {}
        for event in self.events:
            found[event.turn] = (*found.get(event.turn, ()), event)
        return found


async def read(parts: Parts, visit: Visit) -> Reading:
    """Read it. Raises UnknownConversation, RecordUnavailable."""
    private = visit.seat.may(Right.PRIVATE, visit.conversation)
    file = await parts.threads.record(parts.record.charts.read, visit.conversation)
    corrected = await parts.threads.record(parts.record.corrections.of, visit.conversation)
    read_up_to = await parts.threads.record(parts.record.cases.read_up_to, visit.conversation)
    dispatches = await parts.threads.record(parts.record.dispatches.standing_of, visit.conversation)
    found = await parts.threads.record(_made, parts, file, corrected, private)
    return replace(found, read_up_to=read_up_to, sent=sent_of(dispatches))


def _made(parts: Parts, file: ChartFile, corrected: Any, private: bool) -> Reading:
    protocol = parts.services.front_desk.protocol
    found = review(protocol, file.told, private=private, today=parts.now().date())
    shown = {one.number for one in found.notes.numbered}
    return Reading(
        file,
        found,
        lines(protocol, file.told.happened, private=private),
        heading(found, file, parts.now()),
        {one.fact: one for one in corrected if one.fact in shown},
    )


async def note(parts: Parts, visit: Visit, action: str, **detail: Any) -> datetime:
    """Write down that this person reads this conversation; the moment. Nothing may be sent if this fails."""
    now = parts.now()
    act = Act(visit.seat.staff, action, visit.conversation, detail)
    await parts.threads.record(parts.record.audit.add, act, now)
    return now


async def looked(parts: Parts, visit: Visit, seq: int, now: datetime) -> None:
    """Somebody who works here has seen it up to this place: the wait of an urgent case ends."""
    if not visit.seat.may(Right.WORK, visit.conversation):
        return
    await parts.threads.record(parts.record.cases.looked, visit.conversation, visit.seat.staff, seq, now)
