"""Facebook Messenger as a channel."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from yarrow.gateway.channels.channel import Address, Check, Reply, Webhook
from yarrow.gateway.channels.incoming import Incoming, Parsed
from yarrow.gateway.channels.piece import Limits, Piece
from yarrow.gateway.channels.platforms import meta
from yarrow.gateway.channels.platforms.graph import Graph
from yarrow.gateway.channels.platforms.messenger import forms, parsing, setting_up
from yarrow.gateway.channels.platforms.messenger.errors import ERRORS
from yarrow.gateway.channels.refused import Refused
from yarrow.gateway.channels.rendering.platforms import MESSENGER
from yarrow.messengers import Messenger

SILENT = frozenset({"reaction", "deletion"})  # nothing is being written in answer to these
RECEIVED = Reply(body="EVENT_RECEIVED")


class MessengerChannel:
    """The Messenger Platform: one page of a clinic."""

    name = "messenger"
    title = "Messenger"

    def __init__(self, settings: Messenger) -> None:
        """Opens nothing until the first message."""
        self._settings = settings
        self._graph = Graph(settings.api, settings.token, ERRORS)

    @property
    def limits(self) -> Limits:
        hours = forms.STAFF_WINDOW_HOURS if self._settings.human_agent else None
        return replace(MESSENGER, staff_window_hours=hours)

    def verify(self, call: Webhook) -> None:
        meta.verify(call, self._settings.app_secret, self._settings.verify_token)

    def greet(self, call: Webhook) -> Reply | None:
        return meta.greet(call)

    def parse(self, call: Webhook) -> Parsed:
        return parsing.parse(call, self._settings.page)

    def taken(self, call: Webhook) -> Reply:
        return RECEIVED

    async def send(self, piece: Piece, to: Address, dispatch: str) -> None:
        if piece.asks_back:
            raise Refused("window", "no template")
        content = forms.message(piece, to, dispatch, human_agent=self._settings.human_agent)
        await self._graph.post(self._messages, content)

    async def notice(self, incoming: Incoming) -> None:
        """The message seen, and somebody typing."""
        if incoming.kind in SILENT:
            return
        with contextlib.suppress(Refused):
            for what in ("mark_seen", "typing_on"):
                await self._graph.post(self._messages, forms.action(incoming.to, what))

    async def check(self) -> list[Check]:
        return await setting_up.check(self._graph, self._settings)

    async def setup(self, url: str) -> list[Check]:
        return await setting_up.setup(self._graph, self._settings, url)

    def return_link(self) -> str | None:
        return f"https://m.me/{self._settings.page}"

    async def close(self) -> None:
        await self._graph.close()

    @property
    def _messages(self) -> str:
        return f"{self._settings.page}/messages"
