"""Our pieces as WhatsApp's messages. Nothing is cut here: what does not fit was put otherwise before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yarrow.gateway.channels.channel import Address
from yarrow.gateway.channels.piece import Option, Piece

LINK_TEXT = 1024
MENU = "Answers"  # the list's button, should a piece name none


def addressed(to: Address) -> dict[str, Any]:
    """Whom a message goes to: the phone number where it is shown, else the id that Meta gave the person for us."""
    if "group" in to:
        return {"messaging_product": "whatsapp", "recipient_type": "group", "to": to["group"]}
    whom = {"to": to["phone"]} if to.get("phone") else {"recipient": to["user"]}
    return {"messaging_product": "whatsapp", "recipient_type": "individual", **whom}


def message(piece: Piece, to: Address, dispatch: str, template: str | None = None) -> dict[str, Any]:
    """The whole request. `dispatch` comes back with every status of the message."""
    content = _template(template) if piece.asks_back and template else _content(piece)
    return {**addressed(to), **content, "biz_opaque_callback_data": dispatch}


def _content(piece: Piece) -> dict[str, Any]:
    if piece.options and piece.form == "buttons":
        return _interactive("button", piece.text, {"buttons": [_button(option) for option in piece.options]})
    if piece.options and piece.form == "rows":
        rows = [_row(option) for option in piece.options]
        return _interactive("list", piece.text, {"button": piece.menu or MENU, "sections": [{"rows": rows}]})
    if piece.link and len(piece.text) <= LINK_TEXT:
        label, url = piece.link
        return _interactive(
            "cta_url", piece.text, {"name": "cta_url", "parameters": {"display_text": label, "url": url}}
        )
    return {"type": "text", "text": {"preview_url": False, "body": piece.text}}


def _interactive(kind: str, text: str, action: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "interactive", "interactive": {"type": kind, "body": {"text": text}, "action": dict(action)}}


def _button(option: Option) -> dict[str, Any]:
    return {"type": "reply", "reply": {"id": option.token, "title": option.label}}


def _row(option: Option) -> dict[str, Any]:
    detail = {"description": option.detail} if option.detail else {}
    return {"id": option.token, "title": option.label, **detail}


def _template(template: str) -> dict[str, Any]:
    """`name:language`, without anything filled in: it is the same for everybody and says nothing about health."""
    name, _, language = template.partition(":")
    return {"type": "template", "template": {"name": name, "language": {"code": language or "en"}}}
