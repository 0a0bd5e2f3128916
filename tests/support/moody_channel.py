"""A fake messaging app that treats people differently: some of its answers come late, or never."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field

from tests.support.channel_double import FakeChannel
from yarrow.gateway.channels.channel import Address
from yarrow.gateway.channels.piece import Piece
from yarrow.gateway.channels.refused import Refused


@dataclass
class MoodyChannel(FakeChannel):
    """`moods`: what the next sendings to a person come to; a number: the seconds the answer takes.

    `tried`: everything that was asked of it, as (person, text).
    """

    moods: dict[str, deque[Refused | float]] = field(default_factory=lambda: defaultdict(deque))
    tried: list[tuple[str, str]] = field(default_factory=list)

    async def send(self, piece: Piece, to: Address, dispatch: str) -> None:
        self.tried.append((to["chat"], piece.text))
        mood = self.moods[to["chat"]].popleft() if self.moods[to["chat"]] else None
        if isinstance(mood, Refused):
            raise mood
        if mood is not None:
            await asyncio.sleep(mood)
        await super().send(piece, to, dispatch)
