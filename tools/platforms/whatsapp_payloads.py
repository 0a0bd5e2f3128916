"""What the Cloud API's webhooks look like."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

ACCOUNT = "102290129340398"


@dataclass(frozen=True)
class Person:
    """How somebody stands in a call: in the message, and in `contacts`."""

    sender: dict[str, Any]
    contact: dict[str, Any]


def person_of(chat: str, *, hides_number: bool = False) -> Person:
    """Somebody by their phone number; with a username only the id that Meta gave them for this business is shown."""
    user = "GB." + str(int(hashlib.sha256(chat.encode()).hexdigest()[:15], 16))
    profile: dict[str, Any] = {"name": "An invented name"}
    if hides_number:
        contact = {"profile": {**profile, "username": "an.invented.name"}, "user_id": user}
        return Person({"from_user_id": user}, contact)
    return Person({"from": chat, "from_user_id": user}, {"profile": profile, "wa_id": chat, "user_id": user})


def called(number: str, shown: str, value: dict[str, Any]) -> dict[str, Any]:
    """A whole call."""
    metadata = {"display_phone_number": "".join(filter(str.isdigit, shown)), "phone_number_id": number}
    whole = {"messaging_product": "whatsapp", "metadata": metadata, **value}
    change = {"value": whole, "field": "messages"}
    return {"object": "whatsapp_business_account", "entry": [{"id": ACCOUNT, "changes": [change]}]}


def other(kind: str, text: str | None, running: int) -> dict[str, Any]:
    """Anything that is neither words nor a tap."""
    if kind in MEDIA:
        name, mime = MEDIA[kind]
        more: dict[str, Any] = {"voice": True} if kind == "voice" else {}
        caption = {"caption": text} if text and kind in ("picture", "video", "file") else {}
        media = {"mime_type": mime, "sha256": "aW52ZW50ZWQ=", "id": str(10**15 + running), **more, **caption}
        return {"type": name, name: media}
    earlier = "wamid.ZWFybGllcg=="
    shapes: dict[str, dict[str, Any]] = {
        "location": {"location": {"latitude": 51.5, "longitude": -0.12, "name": "A place"}},
        "contact": {"contacts": [{"name": {"formatted_name": "A friend"}, "phones": [{"phone": "+447700900999"}]}]},
        "reaction": {"reaction": {"message_id": earlier, "emoji": "\u2764\ufe0f"}},
        "edit": {"edit": {"original_message_id": earlier, "message": {"type": "text", "text": {"body": text or ""}}}},
        "deletion": {"revoke": {"original_message_id": earlier}},
        "group": {"group_id": "Y2FwaV9ncm91cDppbnZlbnRlZA==", "type": "text", "text": {"body": text or "Hello all"}},
        "start": {"type": "request_welcome"},
    }
    if kind not in shapes:
        return {
            "errors": [{"code": 131051, "title": "Message type unknown"}],
            "type": "unsupported",
            "unsupported": {"type": kind},
        }
    shape = shapes[kind]
    return shape if "type" in shape else {"type": next(iter(shape)), **shape}


MEDIA = {
    "picture": ("image", "image/jpeg"),
    "voice": ("audio", "audio/ogg; codecs=opus"),
    "video": ("video", "video/mp4"),
    "file": ("document", "application/pdf"),
    "sticker": ("sticker", "image/webp"),
}
