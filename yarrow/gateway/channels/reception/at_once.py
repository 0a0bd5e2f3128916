"""Words that go out without the record: in danger when nothing can be kept, and where there is no conversation.

Best effort: they are tried once, and each only so often, however often a platform tells us the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import structlog

from yarrow.gateway import words
from yarrow.gateway.channels.channel import Channel
from yarrow.gateway.channels.identity import Identity
from yarrow.gateway.channels.incoming import Incoming
from yarrow.gateway.channels.piece import Piece
from yarrow.gateway.channels.refused import Refused
from yarrow.gateway.channels.rendering.split import split
from yarrow.gateway.parts import Parts
from yarrow.intake.case import Case
from yarrow.intake.turn import Message
from yarrow.web.logs import described

log = structlog.get_logger(__name__)
Occasion = Literal["group", "flood"]
# How often the same is said to the same person, or in the same group.
SELDOM: Mapping[Occasion, str] = {"group": "1/day", "flood": "1/10 minutes"}
ONCE_AN_EVENT = "1/hour"
ONCE_A_MINUTE = "1/minute"
ONCE_WHILE_DEAF = "1/10 minutes"
NO_DISPATCH = "none"


class AtOnce:
    """Says what can't be written down first."""

    def __init__(self, parts: Parts, identity: Identity) -> None:
        self._parts = parts
        self._identity = identity

    async def danger(self, channel: Channel, incoming: Incoming, *, most: int | None = None) -> bool:
        """Answer danger in what could not be kept; whether there was any. `most`: so many signs are heard.

        Raises nothing.
        """
        if not incoming.text or incoming.kind == "group":
            return False
        heard = await self._parts.lane.words_for(incoming.text[:most], Case())
        if not heard:
            return False
        if heard[0].text == words.IF_IN_DANGER:
            await self.deaf(channel, incoming.to, self._identity.who(channel.name, incoming.who))
        elif await self._is_new(channel, incoming, heard):
            self._parts.metrics.safety.labels(next((one.level for one in heard if one.level), "asked")).inc()
            await self._send(channel, incoming.to, heard)
        return True

    async def _is_new(self, channel: Channel, incoming: Incoming, heard: Sequence[Message]) -> bool:
        """Whether this was not told before, nor the same said to her a moment ago."""
        event = self._identity.event(channel.name, incoming.event)
        said = self._identity.who(channel.name, "\n".join([incoming.who, *(message.text for message in heard)]))
        seldom = self._parts.gate.seldom
        return await seldom("danger", event, ONCE_AN_EVENT) and await seldom("danger", said, ONCE_A_MINUTE)

    async def deaf(self, channel: Channel, to: Mapping[str, Any], who: str) -> None:
        """Say where help is, as nobody can listen for danger. Raises nothing."""
        if await self._parts.gate.seldom("deaf", who, ONCE_WHILE_DEAF):
            await self._send(channel, to, (Message(words.IF_IN_DANGER),))

    async def tell(self, channel: Channel, incoming: Incoming, what: Occasion) -> None:
        """Say the words of this occasion, unless they were said lately. Raises nothing."""
        whose = str(sorted(incoming.to.items())) if what == "group" else incoming.who
        if not await self._parts.gate.seldom(what, self._identity.who(channel.name, whose), SELDOM[what]):
            return
        try:
            front_desk = self._parts.services.front_desk
            said = await self._parts.threads.record(front_desk.channel_words, Case(), what)
        except Exception as error:  # without the protocol there are no such words
            log.error("words missing", reason=what, **described(error))
            return
        await self._send(channel, incoming.to, (said,))

    async def _send(self, channel: Channel, to: Mapping[str, Any], said: Sequence[Message]) -> None:
        text = "\n\n".join(message.text for message in said)
        try:
            for part in split(text, channel.limits.text):
                await channel.send(Piece(part, is_urgent=True), to, NO_DISPATCH)
        except Refused as refused:
            log.warning("not said at once", part=channel.name, reason=refused.reason)
        except Exception as error:  # an adapter that fails must not take the door with it
            log.error("not said at once", part=channel.name, **described(error))
