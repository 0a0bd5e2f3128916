"""What the Messenger Platform's webhooks look like."""

from __future__ import annotations

from typing import Any


def called(page: str, event: dict[str, Any], *, channel: str = "messaging") -> dict[str, Any]:
    """A whole call; `channel` "standby": another app, or somebody in the page's inbox, has the conversation."""
    return {"object": "page", "entry": [{"id": page, "time": event["timestamp"], channel: [event]}]}


def event(sender: str, recipient: str, at: int, content: dict[str, Any]) -> dict[str, Any]:
    """One event. `at`: in milliseconds."""
    return {"sender": {"id": sender}, "recipient": {"id": recipient}, "timestamp": at, **content}


def other(kind: str, text: str | None, mid: str) -> dict[str, Any]:
    """Anything that is neither words nor a tap. `mid`: its id, or of the message it is about."""
    if kind in ATTACHED:
        sticker = {"sticker_id": 369239263222822} if kind == "sticker" else {}
        attachment = {"type": ATTACHED[kind], "payload": {"url": "https://cdn.example/invented", **sticker}}
        return {"message": {"mid": mid, "attachments": [attachment], **({"text": text} if text else {})}}
    shapes: dict[str, dict[str, Any]] = {
        "reaction": {"reaction": {"reaction": "love", "emoji": "\u2764", "action": "react", "mid": mid}},
        "edit": {"message_edit": {"mid": mid, "text": text or "", "num_edit": 1}},
        "deletion": {"message": {"mid": mid, "is_deleted": True}},
        "start": {"postback": {"mid": mid, "title": "Get Started", "payload": "yarrow:start"}},
        "referral": {"referral": {"ref": "poster", "source": "SHORTLINK", "type": "OPEN_THREAD"}},
    }
    return shapes.get(kind) or {"message": {"mid": mid, "attachments": [{"type": "fallback", "payload": None}]}}


ATTACHED = {
    "picture": "image",
    "voice": "audio",
    "video": "video",
    "file": "file",
    "sticker": "sticker",
    "location": "location",
}
