"""SMS, and WhatsApp through Twilio: one account, two doors."""

from __future__ import annotations

from yarrow.gateway.channels.channel import Channel
from yarrow.gateway.channels.platforms.twilio.channel import TwilioChannel
from yarrow.gateway.channels.platforms.twilio.ways import SMS, WHATSAPP
from yarrow.messengers import Messengers


def build_sms(messengers: Messengers) -> Channel | None:
    """Text messages, if a sender is set up for them."""
    twilio = messengers.twilio
    if twilio is None or not twilio.sms:
        return None
    return TwilioChannel(SMS, twilio, twilio.sms, messengers.public_url or "")


def build_whatsapp(messengers: Messengers) -> Channel | None:
    """WhatsApp through Twilio, if a sender is set up for it."""
    twilio = messengers.twilio
    if twilio is None or not twilio.whatsapp:
        return None
    return TwilioChannel(WHATSAPP, twilio, twilio.whatsapp, messengers.public_url or "")
