"""What Twilio brings: messages of people, and what became of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping

from yarrow.gateway.channels.channel import NotRead, Webhook
from yarrow.gateway.channels.incoming import Incoming, Kind, Parsed, Receipt, Standing
from yarrow.gateway.channels.platforms.twilio.refusals import meaning
from yarrow.gateway.channels.platforms.twilio.signature import fields
from yarrow.gateway.channels.platforms.twilio.ways import Way

STANDINGS: Mapping[str, Standing] = {
    "queued": "sent",
    "sending": "sent",
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "failed": "failed",
    "undelivered": "failed",
}
MEDIA: Mapping[str, Kind] = {"image": "picture", "audio": "voice", "video": "video"}
# WhatsApp's own word for what it is, where Twilio passes it on.
TYPES: Mapping[str, Kind] = {
    "image": "picture",
    "audio": "voice",
    "video": "video",
    "document": "file",
    "sticker": "sticker",
    "location": "location",
    "contacts": "contact",
    "reaction": "reaction",
}
CARDS = ("text/vcard", "text/x-vcard")
# What a phone writes in a text message when somebody puts a heart to one: our own words, in quotes. Read as words of
# the person, they would be heard as danger whenever our message spoke of it.
TAPBACK = re.compile(
    r"(?:(?:Liked|Loved|Disliked|Laughed at|Emphasi[sz]ed|Questioned|Reacted \S+ to|Removed an? [\w ]+ from)"
    r"|[^\w\s\"“]+ to)\s+[\u200a\u200b]*[“\"].*[”\"]\W*",
    re.DOTALL,
)


def parse(call: Webhook, way: Way) -> Parsed:
    """What a verified call brings. Raises NotRead."""
    given = fields(call)
    dispatch = call.query.get("dispatch")
    if dispatch:
        return Parsed(receipts=_receipt(dispatch, given))
    if given.get("MessageStatus", "received") != "received":
        raise NotRead("status-without-name")
    event, sender = given.get("MessageSid"), given.get("From", "")
    if not event or not way.reaches(sender):
        raise NotRead("not-a-message")
    return Parsed(incoming=_said(given, event, sender))


def _receipt(dispatch: str, given: Mapping[str, str]) -> tuple[Receipt, ...]:
    standing = STANDINGS.get(given.get("MessageStatus") or given.get("SmsStatus") or "")
    if standing is None:
        return ()
    code = given.get("ErrorCode") or None
    return (Receipt(dispatch, standing, code, meaning(code)),)


def _said(given: Mapping[str, str], event: str, sender: str) -> tuple[Incoming, ...]:
    # The account belongs to it: the same number is another line in another account.
    who, to = f"{given.get('AccountSid', '')}:{sender}", {"to": sender}
    text = given.get("Body") or None
    token = given.get("ButtonPayload") or given.get("ListId")
    if token:
        return (Incoming(event, who, to, "tap", text=given.get("ButtonText") or text, tokens=(token,)),)
    kind = _kind(given)
    if kind != "text":
        return (Incoming(event, who, to, kind, text=text if kind != "reaction" else None),)
    if text is None:
        return (Incoming(event, who, to, "other"),)
    if TAPBACK.fullmatch(text.strip()):
        return (Incoming(event, who, to, "reaction"),)
    return _opted(given, Incoming(event, who, to, "text", text=text))


def _opted(given: Mapping[str, str], said: Incoming) -> tuple[Incoming, ...]:
    """With what Twilio took it for: it may know other words for STOP and START than we do, and finds them in sentences.

    Of a sentence, the words themselves come first, so that danger in them is heard.
    """
    taken_for = given.get("OptOutType", "").upper()
    words = (said.text or "").split()
    if taken_for not in ("STOP", "START"):
        return (said,)
    opted = Incoming(f"{said.event}:opt", said.who, said.to, "text", text=taken_for)
    return (opted,) if len(words) <= 1 else (said, opted)


def _kind(given: Mapping[str, str]) -> Kind:
    if given.get("Latitude") or given.get("Longitude"):
        return "location"
    named = TYPES.get(given.get("MessageType", "").lower())
    if named:
        return named
    # Not ReferralNumMedia: those are of the advertisement that brought the person, not theirs.
    if given.get("NumMedia", "0") in ("", "0"):
        return "text"
    media = given.get("MediaContentType0", "").lower()
    if media.partition(";")[0] in CARDS:
        return "contact"
    return MEDIA.get(media.partition("/")[0], "file")
