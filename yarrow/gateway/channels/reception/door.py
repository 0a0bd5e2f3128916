"""The door platforms call at: see who calls, read, keep in one commit, answer. Nothing is thought about here."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any, Protocol

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from yarrow.gateway.callers import Callers
from yarrow.gateway.channels.channel import Channel, Forged, NotRead, Reply, Webhook
from yarrow.gateway.channels.identity import Identity
from yarrow.gateway.channels.incoming import Incoming, Parsed, Receipt
from yarrow.gateway.channels.reception.at_once import AtOnce
from yarrow.gateway.channels.reception.kept import new_delivery
from yarrow.gateway.lane import PIECE
from yarrow.gateway.parts import Parts
from yarrow.gateway.problems import not_found
from yarrow.gateway.turn import now
from yarrow.store.errors import RecordUnavailable
from yarrow.web.logs import described

log = structlog.get_logger(__name__)
READ_SECONDS = 5.0
# Platforms wait some seconds; one that hears nothing tells it again.
KEEP_SECONDS = 1.5
# From one person. Who sends more is most likely a program that answers every message of ours, and never tires.
MOST_OF_ONE = "400/12 hours"
AGAIN = Reply(503, headers={"Retry-After": "10"})
TOO_LARGE = Reply(413)
NOT_WHOLE = Reply(400)


class Receipts(Protocol):
    """Who is told what became of what we sent."""

    def take(self, channel: str, receipts: Sequence[Receipt]) -> Awaitable[None]:
        """Note it. Raises RecordUnavailable."""


class Door:
    """Takes what platforms bring. `wake`: there is something on this line."""

    def __init__(
        self,
        parts: Parts,
        channels: Mapping[str, Channel],
        identity: Identity,
        wake: Callable[[str], None],
        receipts: Receipts,
    ) -> None:
        self._parts, self._channels, self._identity = parts, channels, identity
        self._wake, self._receipts = wake, receipts
        self._callers = Callers(parts)
        self._at_once = AtOnce(parts, identity)
        self._errands: set[asyncio.Task[Any]] = set()

    async def take(self, request: Request, name: str) -> Response:
        """Take one call. Raises Problem (404) where no such channel is set up."""
        channel = self._channels.get(name)
        if channel is None:
            raise not_found()
        call = await self._read(channel, request)
        return _response(call if isinstance(call, Reply) else await self._taken(channel, call))

    async def close(self) -> None:
        """End what is still being said at once."""
        for errand in tuple(self._errands):
            errand.cancel()
        await asyncio.gather(*self._errands, return_exceptions=True)

    async def _taken(self, channel: Channel, call: Webhook) -> Reply:
        try:
            channel.verify(call)
        except Forged as forged:
            return self._refused(channel, forged.status, forged.reason)
        except Exception as error:  # what can't be verified is not let in, whatever the reason
            log.error("not verified", part=channel.name, **described(error))
            return self._refused(channel, 401, "not-verified")
        greeting = channel.greet(call)
        if greeting is not None:
            return greeting
        try:
            parsed = channel.parse(call)
        except Exception as error:  # told again it would read no better, and would keep the rest waiting
            reason = str(error) if isinstance(error, NotRead) else "not-parsed"
            self._count(channel, "not_read")
            log.warning("webhook not read", part=channel.name, reason=reason, **described(error))
            return channel.taken(call)
        return channel.taken(call) if await self._keep(channel, parsed) else AGAIN

    async def _keep(self, channel: Channel, parsed: Parsed) -> bool:
        """Keep what came, in one commit; False if nothing was kept, so that it has to be told again."""
        personal = [one for one in parsed.incoming if one.kind != "group" and await self._has_room(channel, one)]
        new = [new_delivery(channel, incoming, self._identity) for incoming in personal]
        lines = self._parts.record.lines
        try:
            kept = await self._callers.within(KEEP_SECONDS, lines.take_in, new, now()) if new else []
            if parsed.receipts:
                await self._receipts.take(channel.name, parsed.receipts)
        except Exception as error:
            self._not_kept(channel, personal, error)
            return False
        for incoming, one in zip(personal, kept, strict=True):
            if one.outcome == "too_many":
                self._count(channel, "refused")
                self._begin(self._overrun(channel, incoming))
                continue
            self._count(channel, "taken" if one.outcome == "new" else "known")
            if one.outcome == "new" and one.line is not None:
                self._wake(one.line)
                self._begin(channel.notice(incoming))
        for incoming in parsed.incoming:
            if incoming.kind == "group":
                self._begin(self._at_once.tell(channel, incoming, "group"))
        return True

    async def _has_room(self, channel: Channel, incoming: Incoming) -> bool:
        """Whether this person has not sent more than a person would."""
        who = self._identity.who(channel.name, incoming.who)
        if await self._parts.gate.seldom("incoming", who, MOST_OF_ONE):
            return True
        self._count(channel, "refused")
        self._begin(self._overrun(channel, incoming))
        return False

    def _not_kept(self, channel: Channel, personal: Sequence[Incoming], error: Exception) -> None:
        """The platform will tell it again; danger in it does not wait for that."""
        self._count(channel, "refused")
        if isinstance(error, RecordUnavailable):
            log.warning("record unavailable", part=channel.name)
        else:
            log.error("webhook failed", part=channel.name, **described(error))
        for incoming in personal:
            self._begin(self._at_once.danger(channel, incoming))

    async def _overrun(self, channel: Channel, incoming: Incoming) -> None:
        """Who sends more than can be taken is heard all the same, and told once."""
        if not await self._at_once.danger(channel, incoming, most=PIECE):
            await self._at_once.tell(channel, incoming, "flood")

    def _refused(self, channel: Channel, status: int, reason: str) -> Reply:
        self._count(channel, "forged")
        log.warning("webhook refused", part=channel.name, status=status, reason=reason)
        return Reply(status)

    async def _read(self, channel: Channel, request: Request) -> Webhook | Reply:
        """The call whole, or what it is answered if it does not come whole."""
        raw = bytearray()
        try:
            async with asyncio.timeout(READ_SECONDS):
                async for chunk in request.stream():
                    raw += chunk
                    if len(raw) > channel.limits.webhook_bytes:
                        self._count(channel, "refused")
                        log.warning("webhook refused", part=channel.name, reason="too-large")
                        return TOO_LARGE
        except (TimeoutError, ClientDisconnect):
            return NOT_WHOLE
        return Webhook(
            method=request.method,
            url=self._address(request),
            headers=dict(request.headers),
            query=dict(request.query_params),
            body=bytes(raw),
            at=time.time(),
        )

    def _address(self, request: Request) -> str:
        """As the platform knows the address it called: some sign it, and a proxy may have changed it on the way."""
        public = self._parts.settings.messengers.public_url
        if public is None:
            return str(request.url)
        query = f"?{request.url.query}" if request.url.query else ""
        return f"{public}{request.url.path}{query}"

    def _begin(self, errand: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.create_task(_quiet(errand))
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    def _count(self, channel: Channel, outcome: str) -> None:
        self._parts.metrics.webhooks.labels(channel.name, outcome).inc()


async def _quiet(errand: Coroutine[Any, Any, Any]) -> None:
    """Run it; what is only done as well as it can be must not end in an unheard exception."""
    try:
        await errand
    except Exception as error:
        log.warning("errand failed", **described(error))


def _response(reply: Reply) -> Response:
    return Response(reply.body, reply.status, dict(reply.headers), reply.media_type)
