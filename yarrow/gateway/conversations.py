"""Conversations begin, are looked at again, go on elsewhere, and end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import structlog
from starlette.requests import Request

from yarrow.gateway import bodies, keys, shapes, words
from yarrow.gateway.beginning import Beginning
from yarrow.gateway.callers import Callers, address, receipt_json
from yarrow.gateway.parts import Parts
from yarrow.gateway.problems import Fault, Problem
from yarrow.gateway.turn import now
from yarrow.store.errors import UnknownConversation

log = structlog.get_logger(__name__)
CODE_LIFE = timedelta(hours=24)


class Conversations:
    """The doors beside the one for messages."""

    def __init__(self, parts: Parts, callers: Callers) -> None:
        self._parts = parts
        self._callers = callers
        self._beginning = Beginning(parts, callers)

    async def begin(self, request: Request) -> dict[str, Any]:
        """A new conversation with its first words; the token is shown this once."""
        await self._parts.gate.start(address(request))
        body = await bodies.read(request)
        if body.raw.strip():
            bodies.check_type(request)
        wanted = shapes.checked(shapes.NewConversation, bodies.parse(body) if body.raw.strip() else {})
        begun = await self._beginning.begin(wanted.channel, wanted.locale or self._parts.settings.locale)
        messages = [shapes.shown(message) for message in begun.said]
        return {"conversation": begun.conversation, "token": begun.token, "messages": messages}

    async def messages(self, request: Request, conversation: str, after: str | None) -> dict[str, Any]:
        """Both sides of a conversation, from the message after `after`."""
        opened = await self._callers.reader(request, conversation)
        place = 0
        if after:
            found = await self._parts.threads.record(self._parts.record.outbox.place, conversation, after)
            if found is None:
                raise Problem(422, "no-place", words.NO_PLACE, faults=[Fault("after", "the id of a message")])
            place = found
        entries = await self._parts.threads.record(self._parts.record.outbox.transcript, conversation)
        labels = shapes.labels_of([entry.message for entry in entries])
        levels = self._parts.settings.guidance == "full"
        shown = [shapes.shown(entry, labels, levels=levels) for entry in entries if entry.seq > place]
        return {"messages": shown, "staff": shapes.by(opened.attended)}

    async def erase(self, request: Request, conversation: str) -> dict[str, Any]:
        """Delete everything; asked again, the same receipt."""
        earlier = await self._callers.buried(request, conversation)
        if earlier is not None:
            return receipt_json(earlier)
        await self._callers.opened(request, conversation)
        try:
            receipt = await self._parts.threads.record(
                self._parts.record.conversations.erase, conversation, "patient", now()
            )
        except UnknownConversation:  # erased between the two lines above
            return receipt_json(await self._receipt(request, conversation))
        self._parts.hub.ring(conversation)
        log.info("conversation erased", conversation=conversation)
        return receipt_json(receipt)

    async def resume_code(self, request: Request, conversation: str) -> dict[str, Any]:
        """A one-time code, good for 24 hours; an earlier one stops working."""
        await self._parts.gate.code(address(request))
        await self._callers.reader(request, conversation)
        expires_at = now() + CODE_LIFE
        code = await self._parts.threads.record(self._parts.record.resumption.make, conversation, expires_at)
        return {"code": code, "expires_at": shapes.moment(expires_at)}

    async def resume(self, request: Request) -> dict[str, Any]:
        """A new token for a code; the old token stops working."""
        await self._parts.gate.code(address(request))
        body = await bodies.read(request)
        bodies.check_type(request)
        code = shapes.checked(shapes.Code, bodies.parse(body)).code
        token = keys.new_token()
        conversation = await self._parts.threads.record(
            self._parts.record.resumption.use,
            code,
            token_hash=keys.hashed(token),
            token_expires_at=now() + keys.LIFE,
            now=now(),
        )
        if conversation is None:
            raise Problem(401, "wrong-code", words.NO_CODE)
        log.info("conversation resumed", conversation=conversation)
        return {"conversation": conversation, "token": token}

    async def _receipt(self, request: Request, conversation: str) -> Any:
        receipt = await self._callers.buried(request, conversation)
        if receipt is None:
            raise Problem(410, "erased", words.ERASED)
        return receipt
