"""What a call of WhatsApp brings.

Follows "messages webhook reference" of the WhatsApp Business Platform: one page for each type of message, one for
statuses; and "Business-scoped user IDs" for people who do not show their phone number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yarrow.gateway.channels.channel import Webhook
from yarrow.gateway.channels.incoming import Incoming, Kind, Parsed, Receipt, Standing
from yarrow.gateway.channels.platforms.graph_errors import verdict
from yarrow.gateway.channels.platforms.meta import mapping, mappings, opened, words
from yarrow.gateway.channels.platforms.whatsapp.errors import ERRORS

# Types whose words, or caption, stand in one place; where they stand in the message.
READ: Mapping[str, tuple[Kind, tuple[str, str] | None]] = {
    "text": ("text", ("text", "body")),
    "button": ("text", ("button", "text")),  # a button of a template: its words, as if she had written them
    "image": ("picture", ("image", "caption")),
    "video": ("video", ("video", "caption")),
    "document": ("file", ("document", "caption")),
    "audio": ("voice", None),
    "voice": ("voice", None),
    "sticker": ("sticker", None),
    "location": ("location", None),
    "contacts": ("contact", None),
    "reaction": ("reaction", None),
    "revoke": ("deletion", None),
    "revoked": ("deletion", None),
    "request_welcome": ("start", None),  # the chat was opened for the first time, and nothing said
}
# Not by a person: somebody's number changed. A new number may be another person's, so that nothing follows from it.
NOT_SAID = frozenset({"system"})
STANDINGS: Mapping[str, Standing] = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "played": "read",
    "failed": "failed",
}


def parse(call: Webhook, number: str) -> Parsed:
    """What it brings for our phone number, in its order. Raises NotRead."""
    incoming: list[Incoming] = []
    receipts: list[Receipt] = []
    for value in _values(opened(call, "whatsapp_business_account"), number):
        people = mappings(value.get("contacts"))
        only = people[0] if len(people) == 1 else {}
        incoming += (one for message in mappings(value.get("messages")) for one in _said(message, number, only))
        receipts += (one for status in mappings(value.get("statuses")) for one in _receipt(status))
    return Parsed(tuple(incoming), tuple(receipts))


def chat_link(call: Webhook, number: str) -> str | None:
    """An address that opens the chat with our number, which WhatsApp shows in every call; None if it is not there."""
    for value in _values(opened(call, "whatsapp_business_account"), number):
        shown = str(value["metadata"].get("display_phone_number", ""))
        digits = "".join(sign for sign in shown if sign in "0123456789")
        if digits:
            return f"https://wa.me/{digits}"
    return None


def _values(entries: list[dict[str, Any]], number: str) -> Iterator[dict[str, Any]]:
    """What changed at our number: one app may serve several, and each answers only its own people."""
    for entry in entries:
        for change in mappings(entry.get("changes")):
            value = mapping(change.get("value"))
            if change.get("field") == "messages" and mapping(value.get("metadata")).get("phone_number_id") == number:
                yield value


def _said(message: dict[str, Any], number: str, contact: dict[str, Any]) -> Iterator[Incoming]:
    kind = message.get("type")
    event, phone = words(message.get("id")), words(message.get("from"))
    user = words(message.get("from_user_id")) or words(contact.get("user_id"))
    if event is None or not isinstance(kind, str) or kind in NOT_SAID or not (user or phone):
        return
    group = words(message.get("group_id"))
    if group is not None:
        # Others are listening: neither who wrote nor what is kept.
        yield Incoming(event, f"{number}:{group}", {"group": group}, "group", order=_seconds(message))
        return
    to = {name: value for name, value in (("phone", phone), ("user", user)) if value}
    read, text, tokens = _read(kind, message)
    # The id that Meta gives this person for us comes with every message; the phone number only while it is shown.
    who, mark = f"{number}:{user or phone}", {"message": event}
    yield Incoming(event, who, to, read, text, tokens=tokens, order=_seconds(message), mark=mark)


def _read(kind: str, message: dict[str, Any]) -> tuple[Kind, str | None, tuple[str, ...]]:
    """The kind of it, its words, the tokens tapped."""
    if kind == "interactive":
        interactive = mapping(message.get("interactive"))
        token = words(mapping(interactive.get(str(interactive.get("type")))).get("id"))
        return ("tap", None, (token,)) if token else ("other", None, ())
    if kind in ("edit", "edited"):
        changed = mapping(mapping(message.get(kind)).get("message"))
        return "edit", _text(str(changed.get("type")), changed), ()
    read = READ.get(kind, ("other", None))[0]
    text = _text(kind, message)
    return (read, text, ()) if read != "text" or text else ("other", None, ())


def _text(kind: str, message: dict[str, Any]) -> str | None:
    place = READ.get(kind, ("other", None))[1]
    return words(mapping(message.get(place[0])).get(place[1])) if place else None


def _seconds(message: dict[str, Any]) -> float | None:
    given = str(message.get("timestamp", ""))
    return float(given) if given.isascii() and given.isdigit() else None


def _receipt(status: dict[str, Any]) -> Iterator[Receipt]:
    dispatch, standing = words(status.get("biz_opaque_callback_data")), STANDINGS.get(str(status.get("status")))
    if dispatch is None or standing is None:
        return
    errors = mappings(status.get("errors"))
    if standing != "failed" or not errors:
        yield Receipt(dispatch, standing)
        return
    code = errors[0].get("code")
    found = verdict(code, None, ERRORS) if isinstance(code, int) else None
    yield Receipt(dispatch, standing, str(code)[:40], found[0] if found else None)
