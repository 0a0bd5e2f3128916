"""One message goes out, piece by piece; what the platform says to it decides what becomes of it.

A piece is marked as sent after it went out. Whoever is killed in between leaves it leased; when the lease has run out
it goes out again, unless the platform has told us that it has it: twice is better than never.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ParamSpec

import structlog

from yarrow.gateway.channels.channel import Channel
from yarrow.gateway.channels.delivery.setbacks import is_in_trouble, setback
from yarrow.gateway.channels.delivery.waits import Waits
from yarrow.gateway.channels.identity import Identity
from yarrow.gateway.channels.piece import Piece
from yarrow.gateway.channels.refused import Refused
from yarrow.gateway.parts import Parts
from yarrow.gateway.turn import now
from yarrow.store.errors import RecordUnavailable
from yarrow.store.line_values import Dispatch
from yarrow.web.logs import described

log = structlog.get_logger(__name__)
P = ParamSpec("P")
MARK_AGAIN = (0.1, 0.3, 0.6)


@dataclass(frozen=True)
class Going:
    """A message on its way: begun by us, with its pieces. `notes`: for the line, before the last piece goes."""

    channel: Channel
    dispatch: Dispatch
    pieces: Sequence[Piece]
    notes: Mapping[str, Any]


# Whether something urgent has come meanwhile that this message has to let pass.
Overtaken = Callable[[], Awaitable[bool]]


class Sending:
    """Sends what was begun."""

    def __init__(self, parts: Parts, identity: Identity, waits: Waits, owner: str) -> None:
        self._parts, self._identity, self.waits, self._owner = parts, identity, waits, owner
        self._dispatches, self._threads, self._pace = parts.record.dispatches, parts.threads, parts.pace

    async def begin(self, dispatch: Dispatch, channel: Channel) -> Dispatch | None:
        """Take it, once the platform has room; None if another has it, or it is gone."""
        await self.waits.platform(channel, urgent=dispatch.is_urgent)
        return await self._lease(dispatch)

    async def send(self, going: Going, overtaken: Overtaken) -> bool:
        """Send what is still to be sent of it; whether it is out now. Raises RecordUnavailable."""
        try:
            is_out = await self._pieces(going, overtaken)
        except Refused as refused:
            await self.refused(going.channel, going.dispatch, refused)
            return False
        if is_out:
            self._parts.pauses.over(going.channel.name)
            self._count(going.channel, "sent")
            waited = (now() - going.dispatch.made_at).total_seconds()
            self._parts.metrics.sending_seconds.labels(going.channel.name).observe(max(0.0, waited))
        return is_out

    async def refused(self, channel: Channel, dispatch: Dispatch, refused: Refused) -> None:
        """It did not go out: try again later, wait for her, or give it up."""
        moment = now()
        then = setback(dispatch, refused, moment, self._pace, tells_back=channel.limits.tells_back)
        self._count(channel, then.kind)
        log.warning("dispatch refused", part=channel.name, reason=refused.code, state=then.kind, tries=dispatch.tries)
        mine = (dispatch.id, self._owner, refused.code)
        if then.kind == "hold":
            await self._threads.sending(self._dispatches.hold, *mine, moment)
            return
        if then.kind == "give_up":
            if refused.reason == "stopped" and dispatch.line is not None:  # told to the platform, not to us
                await self._threads.sending(self._parts.record.lines.stop, dispatch.line, moment)
            await self._threads.sending(self._dispatches.give_up, *mine, moment)
            return
        if then.kind == "pause" and self._parts.pauses.pause(channel.name, then.seconds):
            log.error("channel paused", part=channel.name, reason=refused.code)
        if refused.after is not None and dispatch.line is not None:
            self.waits.told(dispatch.line, refused.after)
        next_at = moment + timedelta(seconds=then.seconds)
        await self._threads.sending(self._dispatches.postpone, *mine, next_at, counted=then.counted)
        if is_in_trouble(dispatch, moment, self._pace, then.seconds):
            await self._threads.sending(self._dispatches.tell_of_trouble, dispatch.id, moment)

    async def aside(self, channel: Channel, piece: Piece, address: str, name: str) -> None:
        """Send something that is no message of the record, once; if it does not go out, nothing is lost."""
        try:
            await self._one(channel, piece, address, name)
        except Refused as refused:
            log.warning("aside refused", part=channel.name, reason=refused.code)

    async def _pieces(self, going: Going, overtaken: Overtaken) -> bool:
        dispatch, last = going.dispatch, len(going.pieces)
        for number, piece in enumerate(going.pieces, 1):
            if number <= dispatch.sent:
                continue
            if number > dispatch.sent + 1:
                if await overtaken():
                    await self._step_aside(dispatch)
                    return False
                await self._turn(going)
                if await self._lease(dispatch) is None:
                    return False
            if number == last:
                await self._remember(going)
            name = dispatch.id if number == last else f"{dispatch.id}.{number}"
            await self._one(going.channel, piece, dispatch.address, name)
            if number < last and not await self._mark(self._dispatches.piece_sent, dispatch.id, self._owner, number):
                return False
        return await self._mark(self._dispatches.done, dispatch.id, self._owner, now())

    async def _mark(self, mark: Callable[P, bool], *args: P.args, **kwargs: P.kwargs) -> bool:
        """Note that it is out, even if the record is away for a moment: else it would go out again."""
        for pause in MARK_AGAIN:
            try:
                return await self._threads.sending(mark, *args, **kwargs)
            except RecordUnavailable:
                await asyncio.sleep(pause)
        return await self._threads.sending(mark, *args, **kwargs)

    async def _one(self, channel: Channel, piece: Piece, address: str, name: str) -> None:
        """One piece. Raises Refused, whatever goes wrong."""
        try:
            async with asyncio.timeout(self._pace.send_timeout):
                await channel.send(piece, self._identity.open(address), name)
        except Refused:
            raise
        except TimeoutError:
            raise Refused("later", "timeout", unsure=True) from None
        except Exception as error:  # an adapter that fails must not end the work on its line
            log.error("sending failed", part=channel.name, **described(error))
            raise Refused("later", type(error).__name__) from None

    async def _turn(self, going: Going) -> None:
        """Wait for the next piece's turn."""
        dispatch, channel = going.dispatch, going.channel
        while left := await self.waits.person(channel, dispatch.line or dispatch.id, urgent=dispatch.is_urgent):
            await asyncio.sleep(left)
        await self.waits.platform(channel, urgent=dispatch.is_urgent)

    async def _step_aside(self, dispatch: Dispatch) -> None:
        await self._threads.sending(
            self._dispatches.postpone, dispatch.id, self._owner, "overtaken", now(), counted=False
        )

    async def _lease(self, dispatch: Dispatch) -> Dispatch | None:
        moment = now()
        # Longer than one sending may take, and the commit after it.
        until = moment + timedelta(seconds=self._pace.send_timeout + 5)
        return await self._threads.sending(self._dispatches.begin, dispatch.id, self._owner, moment, until)

    async def _remember(self, going: Going) -> None:
        """Before the piece goes: she may answer sooner than its sender learns that it is out."""
        if going.notes and going.dispatch.line is not None:
            await self._threads.sending(self._parts.record.lines.remember, going.dispatch.line, going.notes)

    def _count(self, channel: Channel, outcome: str) -> None:
        self._parts.metrics.dispatches.labels(channel.name, outcome).inc()
