"""Telegram, by its Bot API: https://core.telegram.org/bots/api."""

from __future__ import annotations

from yarrow.gateway.channels.platforms.telegram.channel import TelegramChannel
from yarrow.messengers import Messengers


def build(messengers: Messengers) -> TelegramChannel | None:
    """The channel, if a bot has been set up."""
    return TelegramChannel(messengers.telegram) if messengers.telegram else None
