"""Words to the program about the messages themselves: a whole message, in any case, whatever stands around it."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

ControlWord = Literal["stop", "start", "help", "link"]
# What the bot understands itself ("pause", "skip", "stop asking me") is not here and goes to the bot.
WORDS: dict[str, ControlWord] = {
    **dict.fromkeys(("stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit"), "stop"),
    **dict.fromkeys(("start", "unstop"), "start"),
    **dict.fromkeys(("help", "info"), "help"),
    "link": "link",
}
# Where the carrier itself blocks us after STOP, until one of these comes.
CARRIER = frozenset({"sms", "twilio_whatsapp"})
LIFTS = frozenset({"start", "unstop", "yes"})
AROUND = re.compile(r"[\W_]+")


def control_word(text: str) -> ControlWord | None:
    """Which control word this message is; None if it is anything else."""
    return WORDS.get(_plain(text))


def goes_on(channel: str, text: str) -> bool:
    """Whether what was written after STOP lets messages come again."""
    return channel not in CARRIER or _plain(text) in LIFTS


def is_only_going_on(channel: str, text: str) -> bool:
    """Whether what was written after STOP says nothing else: there a "yes" answers the carrier, not a question."""
    return channel in CARRIER and _plain(text) in LIFTS


def _plain(text: str) -> str:
    return AROUND.sub(" ", unicodedata.normalize("NFKC", text)).strip().casefold()
