"""Our pieces as Messenger's messages. Nothing is cut here: what does not fit was put otherwise before."""

from __future__ import annotations

from typing import Any

from yarrow.gateway.channels.channel import Address
from yarrow.gateway.channels.piece import Option, Piece

STAFF_WINDOW_HOURS = 7 * 24
TEMPLATE_TEXT = 640
TEMPLATE_BUTTONS = 3


def message(piece: Piece, to: Address, dispatch: str, *, human_agent: bool = False) -> dict[str, Any]:
    """The whole request. `dispatch` comes back with the echo. `human_agent`: the tag for what people write is ours."""
    kind: dict[str, str] = {"messaging_type": "RESPONSE"}
    if piece.by_staff and human_agent:
        kind = {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
    return {"recipient": {"id": to["person"]}, **kind, "message": {**_content(piece), "metadata": dispatch}}


def action(to: Address, what: str) -> dict[str, Any]:
    """A sender action: `mark_seen`, `typing_on`."""
    return {"recipient": {"id": to["person"]}, "sender_action": what}


def _content(piece: Piece) -> dict[str, Any]:
    fits = len(piece.text) <= TEMPLATE_TEXT
    if piece.link and fits and not piece.options:
        label, url = piece.link
        return _template(piece.text, [{"type": "web_url", "url": url, "title": label}])
    # Buttons of a template stay; quick replies go once anything else is written, but there may be more of them.
    if fits and 0 < len(piece.options) <= TEMPLATE_BUTTONS:
        return _template(piece.text, [_button(option) for option in piece.options])
    if piece.options:
        return {"text": piece.text, "quick_replies": [_quick_reply(option) for option in piece.options]}
    return {"text": piece.text}


def _template(text: str, buttons: list[dict[str, str]]) -> dict[str, Any]:
    payload = {"template_type": "button", "text": text, "buttons": buttons}
    return {"attachment": {"type": "template", "payload": payload}}


def _button(option: Option) -> dict[str, str]:
    return {"type": "postback", "title": option.label, "payload": option.token}


def _quick_reply(option: Option) -> dict[str, str]:
    return {"content_type": "text", "title": option.label, "payload": option.token}
