"""What is to go over a line: sorted, and sent one message after another, urgent ones first."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta

import structlog

from yarrow.gateway.channels.channel import Channel
from yarrow.gateway.channels.delivery.putting import Putting
from yarrow.gateway.channels.delivery.sending import Going, Sending
from yarrow.gateway.channels.delivery.sorter import Sorter
from yarrow.gateway.channels.piece import Piece
from yarrow.gateway.channels.refused import Refused
from yarrow.gateway.parts import Parts
from yarrow.gateway.turn import now
from yarrow.store.line_values import Dispatch, Line
from yarrow.store.values import Outbound

log = structlog.get_logger(__name__)
OVER = Refused("window", "window")
UNWANTED = Refused("stopped", "stopped")


class Outgoing:
    """Works on one line at a time, in its turn."""

    def __init__(
        self, parts: Parts, channels: Mapping[str, Channel], sorter: Sorter, putting: Putting, sending: Sending
    ) -> None:
        self._record, self._threads = parts.record, parts.threads
        self._channels, self._sorter, self._putting, self._sending = channels, sorter, putting, sending

    async def step(self, line_id: str, bell: asyncio.Event) -> float | None:
        """Send the next message, if there is one. Returns the seconds to wait before another; None: nothing is due."""
        line = await self._threads.sending(self._record.lines.find, line_id)
        channel = self._channels.get(line.channel) if line else None
        if line is None or channel is None:
            return None
        await self._sorter.sort(line)
        if line.notes.get("redraw"):
            await self._redraw(line, channel)
        dispatch = await self._threads.sending(self._record.dispatches.due, line.id, now())
        if dispatch is None:
            return None
        left = await self._sending.waits.person(channel, line.id, urgent=dispatch.is_urgent)
        if left:
            return left
        await self._send(line, channel, dispatch, bell)
        return 0.0

    async def last_words(self, dispatch_id: str, _bell: asyncio.Event) -> float | None:
        """Send last words of a conversation that is gone; nothing of them stays."""
        dispatch = await self._threads.sending(self._record.dispatches.find, dispatch_id)
        channel = self._channels.get(dispatch.channel) if dispatch else None
        if dispatch is None or channel is None:
            return None
        begun = await self._sending.begin(dispatch, channel)
        outbound = await self._threads.sending(self._record.dispatches.message, dispatch.id) if begun else None
        if begun is not None and outbound is not None:
            rendered = await self._putting.parting(begun, outbound, channel.limits)
            await self._sending.send(Going(channel, begun, rendered.pieces, {}), _never)
        return None

    async def _send(self, line: Line, channel: Channel, dispatch: Dispatch, bell: asyncio.Event) -> None:
        begun = await self._sending.begin(dispatch, channel)
        outbound = await self._threads.sending(self._record.dispatches.message, dispatch.id) if begun else None
        if begun is None or outbound is None:
            return
        why_not = _why_not(line, channel, begun, outbound)
        if why_not is not None:
            await self._sending.refused(channel, begun, why_not)
            if why_not is OVER and channel.limits.asks_back:
                await self._ask_back(line, channel, begun)
            return
        letter = await self._putting.letter(line, begun, outbound, channel.limits)

        async def overtaken() -> bool:
            return not begun.is_urgent and bell.is_set() and await self._has_urgent(line.id)

        await self._sending.send(Going(channel, begun, letter.rendered.pieces, letter.notes), overtaken)

    async def _has_urgent(self, line_id: str) -> bool:
        line = await self._threads.sending(self._record.lines.find, line_id)
        if line is None:
            return False
        await self._sorter.sort(line)
        first = await self._threads.sending(self._record.dispatches.due, line_id, now())
        return first is not None and first.is_urgent

    async def _ask_back(self, line: Line, channel: Channel, dispatch: Dispatch) -> None:
        """Ask her with the platform's approved form to write to us, once for each time she has written."""
        heard = line.heard_at.isoformat()
        if line.notes.get("asked_back") == heard:
            return
        await self._threads.sending(self._record.lines.remember, line.id, {"asked_back": heard})
        asking = Piece(text="", asks_back=True)
        await self._sending.aside(channel, asking, dispatch.address, f"ask~{dispatch.id}")

    async def _redraw(self, line: Line, channel: Channel) -> None:
        """Show what she has ticked so far. It is not kept: she sees her list, and her next tick draws it anew."""
        ticks = line.notes.get("ticks") or {}
        await self._threads.sending(self._record.lines.remember, line.id, {"redraw": None})
        if line.conversation is None or "message" not in ticks:
            return
        outbound = await self._threads.sending(self._record.outbox.find, line.conversation, ticks["message"])
        if outbound is None:
            return
        rendered = await self._putting.ticked(line, outbound, channel.limits)
        for piece in rendered.pieces:
            await self._sending.aside(channel, piece, line.address, f"ticks~{outbound.id}")


def _why_not(line: Line, channel: Channel, dispatch: Dispatch, outbound: Outbound) -> Refused | None:
    """Why it must not go out now, without asking the platform."""
    is_last_word = dispatch.form.get("as") == "confirmation"
    if line.stopped_at is not None and not dispatch.is_urgent and not is_last_word:
        return UNWANTED
    hours = channel.limits.window_hours
    if outbound.sender == "staff":
        hours = channel.limits.staff_window_hours or hours
    if hours is not None and now() - line.heard_at >= timedelta(hours=hours):
        return OVER
    return None


async def _never() -> bool:
    return False
