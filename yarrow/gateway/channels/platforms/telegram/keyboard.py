"""Buttons under a message, in rows that a telephone shows without cutting a label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from yarrow.gateway.channels.piece import Option, Piece

# Before the token of a button that is ticked, and of the one that ends the ticking; 64 bytes in all (a token has ≤ 32).
TICK, DONE = "+", "="
ON, OFF = "✓ ", "☐ "
# A narrow telephone shows about this many letters across; Telegram allows 8 buttons in a row, and 100 in all.
ACROSS = 34
A_ROW = 8
Button = dict[str, str]


def keyboard(piece: Piece) -> dict[str, Any] | None:
    """The inline keyboard of a piece; None if there is nothing to tap."""
    is_ticks = piece.form == "ticks"
    buttons = [_button(option, is_ticks) for option in piece.options]
    rows = [[button] for button in buttons] if is_ticks else list(_rows(buttons))
    if piece.done is not None:
        rows.append([{"text": piece.menu or "OK", "callback_data": f"{DONE}{piece.done}"}])
    rows.extend(_rows([_button(option, False) for option in piece.extras]))
    if piece.link is not None and piece.link[1].startswith("https://"):
        rows.append([{"text": piece.link[0], "url": piece.link[1]}])
    return {"inline_keyboard": rows} if rows else None


def ticked(message: Mapping[str, Any]) -> tuple[str, ...]:
    """The tokens that stand ticked in Telegram's copy of a message; none if it is too old to be shown to us."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard") or ()
    buttons = [button for row in rows for button in row]
    return tuple(
        str(button["callback_data"]).removeprefix(TICK)
        for button in buttons
        if str(button.get("text", "")).startswith(ON) and str(button.get("callback_data", "")).startswith(TICK)
    )


def _button(option: Option, is_tick: bool) -> Button:
    if not is_tick:
        return {"text": option.label, "callback_data": option.token}
    return {"text": f"{ON if option.is_on else OFF}{option.label}", "callback_data": f"{TICK}{option.token}"}


def _rows(buttons: Sequence[Button]) -> Iterator[list[Button]]:
    """As many side by side as fit: all in a row are equally wide, so the longest decides."""
    row: list[Button] = []
    for button in buttons:
        longest = max(len(each["text"]) for each in (*row, button))
        if row and (len(row) == A_ROW or longest > ACROSS // (len(row) + 1) - 2):
            yield row
            row = []
        row.append(button)
    if row:
        yield row
