"""What the pages may ask for: the same use cases as the API's, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid4

from yarrow.gateway.callers import Callers
from yarrow.gateway.channels.channel import Channel
from yarrow.gateway.chat import Chat
from yarrow.gateway.conversations import Conversations
from yarrow.gateway.mine import Mine
from yarrow.gateway.pages.sheet import Sheets
from yarrow.gateway.parts import Parts
from yarrow.gateway.transcript import Transcripts


@dataclass(frozen=True)
class Doors:
    """Built once per app. `channels`: the messaging apps that are set up, by name."""

    parts: Parts
    callers: Callers
    chat: Chat
    conversations: Conversations
    mine: Mine
    transcripts: Transcripts
    channels: Mapping[str, Channel] = field(default_factory=dict)


@dataclass(frozen=True)
class Desk:
    """What each page works with: the use cases, and the drawing of pages."""

    doors: Doors
    sheets: Sheets


def fresh_id() -> str:
    """An id for a message that is still to be written."""
    return str(uuid4())
