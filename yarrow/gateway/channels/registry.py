"""Which adapters there are, by name, and those that this deployment has set up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from yarrow.gateway.channels.channel import Channel
from yarrow.messengers import NAMES, Messengers

# Name → "module:function"; the function takes the settings of all messengers and gives the channel, None if it is off.
# Loaded only where it is on: a deployment without messengers loads none of their libraries.
BUILDERS: Mapping[str, str] = {
    "telegram": "yarrow.gateway.channels.platforms.telegram:build",
    "whatsapp": "yarrow.gateway.channels.platforms.whatsapp:build",
    "messenger": "yarrow.gateway.channels.platforms.messenger:build",
    "slack": "yarrow.gateway.channels.platforms.slack:build",
    "sms": "yarrow.gateway.channels.platforms.twilio:build_sms",
    "twilio_whatsapp": "yarrow.gateway.channels.platforms.twilio:build_whatsapp",
}
Build = Callable[[Messengers], Channel | None]


def channels(messengers: Messengers) -> dict[str, Channel]:
    """The channels that are set up, by name."""
    found = ((name, builder(name)(messengers)) for name in NAMES if messengers.has(name))
    return {name: channel for name, channel in found if channel is not None}


def builder(name: str) -> Build:
    """What builds the channel of that name. Raises KeyError if there is none."""
    module, _, function = BUILDERS[name].partition(":")
    build: Build = getattr(import_module(module), function)
    return build
