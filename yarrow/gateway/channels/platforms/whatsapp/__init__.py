"""WhatsApp, over Meta's Cloud API."""

from __future__ import annotations

from yarrow.gateway.channels.channel import Channel
from yarrow.gateway.channels.platforms.whatsapp.adapter import WhatsappChannel
from yarrow.messengers import Messengers


def build(messengers: Messengers) -> Channel | None:
    """The channel, if it is set up."""
    return WhatsappChannel(messengers.whatsapp) if messengers.whatsapp else None
