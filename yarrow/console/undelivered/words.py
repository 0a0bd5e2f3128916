"""What became of a message that went to a messaging app, in words for staff."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from yarrow.console.undelivered.reasons import ALL, BUSY, LIMITED, OURS, REASONS, STOPPED
from yarrow.store.line_values import Dispatch, Undelivered

Kind = Literal["plain", "good", "warn", "grave"]

# No reason of the app's: something urgent went first.
PASSING = frozenset({"overtaken"})
# Here codes from 200 to 299 are missing permissions.
OF_META = frozenset({"whatsapp", "messenger"})
TITLES: Mapping[str, str] = {
    "whatsapp": "WhatsApp",
    "twilio_whatsapp": "WhatsApp (Twilio)",
    "telegram": "Telegram",
    "messenger": "Messenger",
    "slack": "Slack",
    "sms": "SMS",
}


def title(channel: str) -> str:
    """The messaging app, as people call it."""
    return TITLES.get(channel, channel)


def reason(channel: str, code: str | None) -> str:
    """Why it has not gone out, in words; with the code where it is one we do not know. Empty without a code."""
    if not code:
        return ""
    kind, _, number = code.partition(" ")
    known = REASONS.get(channel, ALL).get(code)
    if known:
        return known
    if kind == "http" and number.isdecimal():
        return OURS if number in ("401", "403") else f"{LIMITED if number == '429' else BUSY} (answer {number})"
    if channel in OF_META and number == "" and re.fullmatch(r"2\d\d", code):
        return OURS
    return f"the app said no (its code: {code})"


def standing(one: Dispatch | Undelivered) -> tuple[str, Kind]:
    """What became of it, and the kind of chip."""
    why = "" if one.error in PASSING else reason(one.channel, one.error)
    if one.state == "failed" and why == STOPPED:
        return f"Not sent: {why}", "warn"
    if one.state == "failed":
        return f"Not delivered: {why}" if why else "Not delivered", "grave"
    if one.state == "held":
        return "Waits until she writes", "warn"
    if one.state != "sent":
        return (f"Not sent yet: {why}", "warn") if why else ("On its way", "plain")
    is_there = isinstance(one, Dispatch) and one.delivered_at is not None
    return ("Delivered", "good") if is_there else ("Sent", "plain")
