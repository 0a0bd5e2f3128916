"""Server-sent events: late answers and staff messages, read with the bearer token in a header, never in an address."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import StreamingResponse

from yarrow.gateway import shapes, words
from yarrow.gateway.callers import Callers
from yarrow.gateway.hub import rung
from yarrow.gateway.parts import Parts
from yarrow.gateway.problems import Fault, Problem
from yarrow.gateway.turn import now
from yarrow.store.errors import RecordUnavailable
from yarrow.store.values import Conversation, Entry

# A person's title, and whether they are typing.
Shown = tuple[str, bool]
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Events:
    """Open streams."""

    def __init__(self, parts: Parts, callers: Callers) -> None:
        self._parts = parts
        self._callers = callers
        self.closing = asyncio.Event()
        self._open = 0

    async def stream(self, request: Request, conversation: str, after: str | None) -> StreamingResponse:
        """Messages from the one after `after` (or Last-Event-ID), without it only new ones; ends on erasure."""
        opened = (await self._callers.reader(request, conversation)).conversation
        pace = self._parts.pace
        if self._open >= pace.streams or self._parts.hub.listeners(conversation) >= pace.streams_per_conversation:
            raise Problem(429, "too-many-streams", words.TOO_MANY_STREAMS, retry_after=30)
        start = request.headers.get("last-event-id") or after
        place = opened.last_seq
        if start:
            found = await self._parts.threads.record(self._parts.record.outbox.place, conversation, start)
            if found is None:
                raise Problem(422, "no-place", words.NO_PLACE, faults=[Fault("after", "the id of a message")])
            place = found
        return StreamingResponse(self._events(opened, place), media_type="text/event-stream", headers=HEADERS)

    async def watch(self) -> None:
        """Ring for what other processes have added to the conversations somebody listens to: one query a second."""
        seen: dict[str, tuple[int | None, Shown | None]] = {}
        while True:
            await asyncio.sleep(1.0)
            wanted = self._parts.hub.conversations if self._open else []
            try:
                found = await self._parts.threads.record(self._now, wanted) if wanted else {}
            except RecordUnavailable:
                continue
            for conversation in wanted:
                if found[conversation] != seen.get(conversation, (None, None)):
                    self._parts.hub.ring(conversation)
            seen = found

    def _now(self, wanted: list[str]) -> dict[str, tuple[int | None, Shown | None]]:
        """How far each conversation has come, and which person writes in it."""
        places = self._parts.record.conversations.last_seqs(wanted)
        there = self._parts.record.attendance.shown(wanted, now())
        return {conversation: (places.get(conversation), there.get(conversation)) for conversation in wanted}

    async def _events(self, opened: Conversation, place: int) -> AsyncIterator[str]:
        self._count(1)
        ends = time.monotonic() + self._parts.pace.stream_life
        staff: Shown | None = None
        waiting: dict[str, int] = {}  # shown already, and their turn is not over: what they answered is not known yet
        try:
            with self._parts.hub.listen(opened.id) as bell:
                yield "retry: 2000\n\n"
                while not self.closing.is_set() and time.monotonic() < ends:
                    news = await self._news(opened, place, waiting)
                    if news is None:
                        yield _event("erased", None, {"conversation": opened.id})
                        return
                    labels = await self._labels(opened.id) if any(entry.choices for entry in news) else {}
                    for entry in news:
                        is_new = entry.seq > place
                        _note(waiting, entry)
                        place = max(place, entry.seq)
                        if is_new or entry.answered:
                            shown = shapes.shown(entry, labels, levels=self._levels)
                            yield _event("message", entry.id if is_new else None, shown)
                    there = await self._attendant(opened.id, staff)
                    if there != staff:
                        staff = there
                        yield _event("staff", None, _person(staff))
                    if not await self._rung(bell):
                        yield ": still here\n\n"
        finally:
            self._count(-1)

    async def _news(self, opened: Conversation, place: int, waiting: Mapping[str, int]) -> tuple[Entry, ...] | None:
        """What was added after that place, and those waited for whose turn is over; None once it is erased.

        None, too, when the token is another's.
        """
        try:
            current = await self._parts.threads.record(self._parts.record.conversations.find, opened.id)
            if current is None or current.token_hash != opened.token_hash or current.token_expires_at <= now():
                return None
            if current.last_seq <= place and not waiting:
                return ()
            start = min([place, *(seq - 1 for seq in waiting.values())])
            found = await self._parts.threads.record(self._parts.record.outbox.transcript, opened.id, start)
            return tuple(one for one in found if one.seq > place or (one.id in waiting and one.is_settled))
        except RecordUnavailable:
            return ()

    async def _attendant(self, conversation: str, before: Shown | None) -> Shown | None:
        """Which person writes here instead of the program; as before where that can't be read."""
        try:
            found = await self._parts.threads.record(self._parts.record.attendance.shown, [conversation], now())
        except RecordUnavailable:
            return before
        return found.get(conversation)

    async def _labels(self, conversation: str) -> Mapping[str, str]:
        """What the choices were called that were tapped."""
        entries = await self._parts.threads.record(self._parts.record.outbox.transcript, conversation)
        return shapes.labels_of([entry.message for entry in entries])

    async def _rung(self, bell: asyncio.Event) -> bool:
        """Wait for news; False if there was none for a heartbeat's time."""
        waits = [asyncio.create_task(bell.wait()), asyncio.create_task(self.closing.wait())]
        done, left = await asyncio.wait(waits, timeout=self._parts.pace.heartbeat, return_when=asyncio.FIRST_COMPLETED)
        for task in left:
            task.cancel()
        await rung(bell, 0)
        return bool(done)

    @property
    def _levels(self) -> bool:
        return self._parts.settings.guidance == "full"

    def _count(self, change: int) -> None:
        self._open += change
        self._parts.metrics.streams.set(self._open)


def _note(waiting: dict[str, int], entry: Entry) -> None:
    """Keep in mind what is shown before its turn is over, so that it is shown once more after it."""
    if entry.is_settled:
        waiting.pop(entry.id, None)
    else:
        waiting[entry.id] = entry.seq


def _person(staff: Shown | None) -> dict[str, Any]:
    title, is_typing = staff or (None, False)
    return {"title": title, "typing": is_typing}


def _event(name: str, place: str | None, content: dict[str, Any]) -> str:
    lines = [f"event: {name}"]
    if place is not None:
        lines.append(f"id: {place}")
    lines.append(f"data: {json.dumps(content, ensure_ascii=False)}")
    return "\n".join(lines) + "\n\n"
