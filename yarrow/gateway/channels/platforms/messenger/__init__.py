"""Facebook Messenger."""

from __future__ import annotations

from yarrow.gateway.channels.channel import Channel
from yarrow.gateway.channels.platforms.messenger.adapter import MessengerChannel
from yarrow.messengers import Messengers


def build(messengers: Messengers) -> Channel | None:
    """The channel, if it is set up."""
    return MessengerChannel(messengers.messenger) if messengers.messenger else None
