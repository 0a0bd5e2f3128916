"""The two ways a Twilio account reaches people: what differs between them, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from yarrow.gateway.channels.piece import Limits
from yarrow.gateway.channels.rendering import platforms


@dataclass(frozen=True)
class Way:
    """`prefix`: what stands before a number in Twilio's addresses."""

    name: str
    title: str
    prefix: str
    limits: Limits

    def address(self, number: str) -> str:
        """A number as Twilio writes it on this way."""
        return f"{self.prefix}{number}"

    def reaches(self, address: str) -> bool:
        """Whether an address of Twilio's is on this way: a number, after the prefix and nothing else."""
        return address.startswith(f"{self.prefix}+")


# Twilio puts the parts of a longer text message together on the phone.
SMS = Way(name="sms", title="SMS", prefix="", limits=platforms.SMS)
# Buttons need a template that Twilio keeps (Content API); numbers are typed instead.
WHATSAPP = Way(name="twilio_whatsapp", title="WhatsApp (Twilio)", prefix="whatsapp:", limits=platforms.TWILIO_WHATSAPP)
