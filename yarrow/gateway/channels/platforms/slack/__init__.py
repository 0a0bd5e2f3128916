"""Slack, by its Events API, its interactivity and its Web API: https://docs.slack.dev."""

from __future__ import annotations

from yarrow.gateway.channels.platforms.slack.channel import SlackChannel
from yarrow.messengers import Messengers


def build(messengers: Messengers) -> SlackChannel | None:
    """The channel, if an app has been set up."""
    return SlackChannel(messengers.slack) if messengers.slack else None
