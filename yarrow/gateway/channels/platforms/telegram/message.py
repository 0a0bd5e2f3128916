"""A piece as Telegram takes it: https://core.telegram.org/bots/api#sendmessage."""

from __future__ import annotations

from typing import Any

from yarrow.gateway.channels.channel import Address
from yarrow.gateway.channels.piece import Piece
from yarrow.gateway.channels.platforms.telegram.keyboard import keyboard


def content(piece: Piece, to: Address) -> dict[str, Any]:
    """What both sending and editing need.

    Words that a lock screen must not show are a spoiler: notifications show it covered, the chat when it is tapped.
    """
    shown: dict[str, Any] = {
        "chat_id": to["chat"],
        "text": piece.text,
        "link_preview_options": {"is_disabled": True},
    }
    if piece.preview is not None:
        shown["entities"] = [{"type": "spoiler", "offset": 0, "length": units(piece.text)}]
    buttons = keyboard(piece)
    if buttons is not None:
        shown["reply_markup"] = buttons
    return shown


def new_message(piece: Piece, to: Address) -> dict[str, Any]:
    """What sends a new message.

    Not `protect_content`: it would keep her from copying, or showing to a doctor, what she has been told.
    """
    return content(piece, to)


def edited_message(piece: Piece, to: Address, message: str | int) -> dict[str, Any]:
    """What puts the piece in the place of a message of ours."""
    return content(piece, to) | {"message_id": message}


def units(text: str) -> int:
    """The length of a text as Telegram counts it: in UTF-16 units, so that a sign beyond the first plane is two."""
    return len(text.encode("utf-16-le")) // 2
