"""WhatsApp as a channel."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from yarrow.gateway.channels.channel import TAKEN, Address, Check, Reply, Webhook
from yarrow.gateway.channels.incoming import Incoming, Parsed
from yarrow.gateway.channels.piece import Limits, Piece
from yarrow.gateway.channels.platforms import meta
from yarrow.gateway.channels.platforms.graph import Graph
from yarrow.gateway.channels.platforms.whatsapp import forms, parsing, setting_up
from yarrow.gateway.channels.platforms.whatsapp.errors import ERRORS
from yarrow.gateway.channels.refused import Refused
from yarrow.gateway.channels.rendering.platforms import WHATSAPP
from yarrow.messengers import Whatsapp

SILENT = frozenset({"reaction", "deletion", "group"})  # nothing is being written in answer to these


class WhatsappChannel:
    """The Cloud API: one phone number of a clinic."""

    name = "whatsapp"
    title = "WhatsApp"

    def __init__(self, settings: Whatsapp) -> None:
        """Opens nothing until the first message."""
        self._settings = settings
        self._graph = Graph(settings.api, settings.token, ERRORS)
        self._link: str | None = None

    @property
    def limits(self) -> Limits:
        return replace(WHATSAPP, asks_back=self._settings.template is not None)

    def verify(self, call: Webhook) -> None:
        meta.verify(call, self._settings.app_secret, self._settings.verify_token)

    def greet(self, call: Webhook) -> Reply | None:
        return meta.greet(call)

    def parse(self, call: Webhook) -> Parsed:
        parsed = parsing.parse(call, self._settings.number)
        # Our settings have only the number's id; what it is stands in every call, and does not change.
        self._link = self._link or parsing.chat_link(call, self._settings.number)
        return parsed

    def taken(self, call: Webhook) -> Reply:
        return TAKEN

    async def send(self, piece: Piece, to: Address, dispatch: str) -> None:
        if piece.asks_back and self._settings.template is None:
            raise Refused("window", "no template")
        await self._graph.post(self._messages, forms.message(piece, to, dispatch, self._settings.template))

    async def notice(self, incoming: Incoming) -> None:
        """The message read, and somebody typing, until the answer or for 25 seconds."""
        message = incoming.mark.get("message")
        if message is None or incoming.kind in SILENT:
            return
        content = {"messaging_product": "whatsapp", "status": "read", "message_id": message}
        with contextlib.suppress(Refused):
            await self._graph.post(self._messages, {**content, "typing_indicator": {"type": "text"}})

    async def check(self) -> list[Check]:
        return await setting_up.check(self._graph, self._settings)

    async def setup(self, url: str) -> list[Check]:
        return await setting_up.setup(self._graph, self._settings, url)

    def return_link(self) -> str | None:
        """None until the first call."""
        return self._link

    async def close(self) -> None:
        await self._graph.close()

    @property
    def _messages(self) -> str:
        return f"{self._settings.number}/messages"
