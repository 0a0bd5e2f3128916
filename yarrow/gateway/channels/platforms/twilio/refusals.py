"""What Twilio's errors mean for a message (twilio.com/docs/api/errors)."""

from __future__ import annotations

from collections.abc import Mapping

import httpx

from yarrow.gateway.channels.platforms.api import busy, content_of
from yarrow.gateway.channels.refused import Reason, Refused

MEANING: Mapping[int, Reason] = {
    21610: "stopped",  # replied STOP
    21211: "never",  # no valid number
    21214: "never",  # cannot be reached
    21612: "never",  # no way from this sender to that number
    21614: "never",  # no mobile number
    21617: "never",  # too long: rendering keeps that from happening
    30003: "never",  # unreachable handset
    30004: "never",  # blocked
    30005: "never",  # unknown handset
    30006: "never",  # landline, or a carrier that takes none
    63003: "never",  # not on this app
    63024: "never",  # no valid recipient
    63016: "window",  # WhatsApp: 24 hours are over
    14107: "later",  # too many messages in a row
    20429: "later",  # too many requests
    21611: "later",  # the sender's queue is full
    30001: "later",  # the queue is full
    63018: "later",  # WhatsApp: too fast
    20003: "ours",  # token
    20005: "ours",  # account closed
    20404: "ours",  # no such account
    21408: "ours",  # that country is not allowed in the console
    21603: "ours",  # sender missing
    21606: "ours",  # sender not this account's
    21608: "ours",  # a trial account writes to confirmed numbers only
    21609: "ours",  # the address for status callbacks
    21659: "ours",  # sender not this account's
    21703: "ours",  # messaging service without senders
    30002: "ours",  # account suspended
    30034: "ours",  # number not registered (US, A2P 10DLC)
    63007: "ours",  # no such WhatsApp sender
}
OURS = (401, 403, 404)


def refused(answer: httpx.Response) -> Refused:
    """What an answer that is no success means."""
    code = _code(answer)
    known = MEANING.get(code)
    if known == "later":
        gone = busy(answer)
        return Refused("later", str(code), after=gone.after if gone else None)
    if known:
        return Refused(known, str(code))
    gone = busy(answer)
    if gone:
        return gone
    reason: Reason = "ours" if answer.status_code in OURS else "never"
    return Refused(reason, str(code) if code else f"http {answer.status_code}")


def meaning(code: str | None) -> Reason | None:
    """What a code means that Twilio tells of later; None if it is not one of these."""
    return MEANING.get(int(code)) if code and code.isdecimal() else None


def _code(answer: httpx.Response) -> int:
    code = content_of(answer).get("code")
    return code if isinstance(code, int) else 0
