"""A piece as blocks: https://docs.slack.dev/reference/block-kit/blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from yarrow.gateway.channels.piece import Option, Piece
from yarrow.gateway.channels.platforms.slack.words import rich

Block = dict[str, Any]
# Ids of what is tapped: an answer, a box that is ticked, the end of the ticking, an address that is only opened.
ANSWER, TICKS, DONE, LINK = "answer", "ticks", "done", "link"
# Boxes in one group; buttons in one block.
A_GROUP, A_BLOCK = 10, 25


def blocks(piece: Piece) -> list[Block]:
    """The words, then what can be tapped; ids of answers are numbered, because Slack wants them unique."""
    made = [rich(piece.text), *_answers(piece)]
    buttons = [_button(option, f"{ANSWER}.x{index}") for index, option in enumerate(piece.extras)]
    if piece.link is not None:
        buttons.insert(0, {"type": "button", "text": _plain(piece.link[0]), "url": piece.link[1], "action_id": LINK})
    return [*made, *_actions(buttons, "ways")]


def _answers(piece: Piece) -> Iterator[Block]:
    if piece.form == "ticks":
        for number, group in enumerate(_groups(piece.options, A_GROUP)):
            yield {"type": "actions", "block_id": f"{TICKS}{number:02}", "elements": [_boxes(group)]}
        if piece.done is not None:
            done = Option(piece.menu or "OK", piece.done)
            yield from _actions([_button(done, DONE) | {"style": "primary"}], DONE)
    elif piece.form == "rows":
        for number, group in enumerate(_groups(piece.options, A_GROUP)):
            radio = {"type": "radio_buttons", "action_id": f"{ANSWER}.r{number}", "options": _options(group)}
            yield {"type": "actions", "block_id": f"rows{number:02}", "elements": [radio]}
    else:
        buttons = [_button(option, f"{ANSWER}.{index}") for index, option in enumerate(piece.options)]
        yield from _actions(buttons, "answers")


def _actions(elements: Sequence[Block], name: str) -> Iterator[Block]:
    for number, group in enumerate(_groups(elements, A_BLOCK)):
        yield {"type": "actions", "block_id": f"{name}{number:02}", "elements": list(group)}


def _groups(entries: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    yield from (entries[start : start + size] for start in range(0, len(entries), size))


def _button(option: Option, action: str) -> Block:
    return {"type": "button", "text": _plain(option.label), "value": option.token, "action_id": action}


def _boxes(group: Sequence[Option]) -> Block:
    options = _options(group)
    on = [made for made, option in zip(options, group, strict=True) if option.is_on]
    # Slack takes no empty list here.
    return {"type": "checkboxes", "action_id": TICKS, "options": options} | ({"initial_options": on} if on else {})


def _options(group: Sequence[Option]) -> list[Block]:
    return [
        {"text": _plain(option.label), "value": option.token}
        | ({"description": _plain(option.detail)} if option.detail else {})
        for option in group
    ]


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}
