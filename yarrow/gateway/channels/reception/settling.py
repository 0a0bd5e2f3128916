"""How long to wait for what may still be on its way before it is worked off in the platform's order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yarrow.gateway.channels.reception.control_words import control_word
from yarrow.gateway.channels.reception.kept import incoming_of
from yarrow.gateway.pace import Pace
from yarrow.gateway.parts import Parts
from yarrow.gateway.turn import now
from yarrow.intake.case import Case
from yarrow.store.line_values import Delivery, Line
from yarrow.store.standing import case_now


def time_left(waiting: Sequence[Delivery], moment: datetime, pace: Pace) -> float:
    """Seconds until it has been waited long enough; 0 or less: it has."""
    if all(one.order is None for one in waiting):
        return 0.0  # the platform names no order: waiting would tell us nothing
    times = [one.at for one in waiting]
    since_newest, since_oldest = (moment - max(times)).total_seconds(), (moment - min(times)).total_seconds()
    if since_newest < -pace.settle_at_most:
        return 0.0  # the clock was put back: she would wait until it has caught up
    return min(pace.settle - since_newest, pace.settle_at_most - since_oldest)


class Settling:
    """Decides how long. Danger waits for nothing, and neither does a tap: nothing that matters comes before it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._calm: set[int] = set()

    async def pause(self, line: Line, waiting: Sequence[Delivery]) -> float:
        """Seconds to wait; 0: work off what is there."""
        left = time_left(waiting, now(), self._parts.pace)
        if left <= 0 or await self._cannot_wait(line, waiting):
            self._calm.difference_update(one.number for one in waiting)
            return 0.0
        return left

    async def _cannot_wait(self, line: Line, waiting: Sequence[Delivery]) -> bool:
        new = [one for one in waiting if one.number not in self._calm]
        self._calm.update(one.number for one in new)
        told = [incoming_of(one) for one in new]
        if any(one.kind in ("tap", "start", "glance") or control_word(one.text or "") for one in told):
            return True
        texts = [one.text for one in told if one.text]
        if not texts:
            return False
        case = await self._case(line)
        for text in texts:
            if await self._parts.lane.words_for(text, case):
                return True
        return False

    async def _case(self, line: Line) -> Case:
        if line.conversation is None:
            return Case()
        opened = await self._parts.threads.record(self._parts.record.conversations.open, line.conversation)
        return case_now(opened) if opened else Case()
