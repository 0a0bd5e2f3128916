"""What became of a message that went to a messaging app, in words for staff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from yarrow.store.line_values import Dispatch, Undelivered

Kind = Literal["plain", "good", "warn", "grave"]

UNREACHABLE = "she has blocked us, or closed her account"
NOBODY = "the app knows nobody under this address"
STOPPED = "she has asked for no more messages"
WINDOW = "the app lets us write only for a while after she wrote"
OURS = "our own access to the app is refused: tell whoever runs Yarrow"
BUSY = "the app did not take it, however often it was tried"
LIMITED = "the app holds our messages back"
NO_FORM = "the app does not take a message like this: tell whoever runs Yarrow"
# No reason of the app's: something urgent went first.
PASSING = frozenset({"overtaken"})
# By channel and code; a channel's `*` holds for all of them. Sources: the errors.py of each adapter.
META = {"190": OURS, "368": OURS, "10": OURS, "100/33": OURS, "4": LIMITED, "613": LIMITED}
REASONS: Mapping[str, Mapping[str, str]] = {
    "*": {
        "stopped": STOPPED,
        "window": WINDOW,
        "no template": WINDOW,
        "no connection": "the app could not be reached",
        "timeout": "the app did not answer in time",
        "broken off": "the app broke off while it was sent",
    },
    "telegram": {
        "blocked": UNREACHABLE,
        "deactivated": UNREACHABLE,
        "not started": "she has to write to us first",
        "not in chat": NOBODY,
        "chat not found": NOBODY,
        "a bot": "it is a program that wrote to us",
    },
    "whatsapp": META
    | {
        "131026": "she has blocked us, or is not on WhatsApp",
        "131030": "it is a test number, which writes to nobody else",
        "131042": "the clinic's account with WhatsApp has to be paid: tell whoever runs Yarrow",
        "131047": WINDOW,
        "131048": LIMITED,
        "131049": LIMITED,
        "131050": STOPPED,
        "131056": LIMITED,
        "130429": LIMITED,
    },
    "messenger": META
    | {
        "10/2018278": WINDOW,
        "10/2018065": WINDOW,
        "10/2018108": "she takes no messages from us now",
        "551": UNREACHABLE,
        "100/33": UNREACHABLE,
        "100/2018001": NOBODY,
        "200/1545041": UNREACHABLE,
    },
    "slack": {
        "channel_not_found": NOBODY,
        "user_not_found": NOBODY,
        "user_disabled": "her account in the workspace is closed",
        "is_archived": "the chat has been closed",
        "invalid_auth": OURS,
        "token_revoked": OURS,
        "account_inactive": OURS,
        "msg_too_long": NO_FORM,
    },
    "sms": {
        "21610": STOPPED,
        "21211": "there is no such number",
        "21614": "this number takes no text messages",
        "21408": "we may not write to numbers in that country: tell whoever runs Yarrow",
        "30003": "her phone is off, or out of reach",
        "30004": UNREACHABLE,
        "30005": "there is no such number",
        "30006": "this number takes no text messages",
        "30007": "the phone company held it back",
        "20003": OURS,
    },
    "twilio_whatsapp": {
        "21610": STOPPED,
        "63003": "she is not on WhatsApp",
        "63016": WINDOW,
        "63018": LIMITED,
        "63024": "she is not on WhatsApp",
        "20003": OURS,
    },
}
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
    known = REASONS.get(channel, {}).get(code) or REASONS["*"].get(code)
    if known:
        return known
    if kind == "http" and number.isdecimal():
        return OURS if number in ("401", "403") else f"{LIMITED if number == '429' else BUSY} (answer {number})"
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
