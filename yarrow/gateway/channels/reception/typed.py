"""Answers by tapping or by typing a number: which choices of which message are meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yarrow.gateway.channels.incoming import Incoming
from yarrow.gateway.channels.rendering import Menu, Put, read_token, read_typed, said_by
from yarrow.gateway.channels.rendering.options import menu_of
from yarrow.gateway.channels.rendering.tokens import DONE
from yarrow.gateway.parts import Parts
from yarrow.store.line_values import Line
from yarrow.store.standing import case_now
from yarrow.store.values import Opened, Outbound

MENU, TICKS, REDRAW, NUMBERED = "menu", "ticks", "redraw", "numbered"
# One number, or several, and nothing else.
NUMBERS = re.compile(r"\s*\d{1,2}(?:[\s,;&+]+\d{1,2})*[.\s]*")


@dataclass(frozen=True)
class Tapped:
    """What was tapped of one message. `said`: a way past the question, as if it had been typed ("skip")."""

    message: Outbound
    values: tuple[str, ...]
    said: str | None = None


class Answers:
    """Reads answers against what was offered in a conversation."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def typed(self, opened: Opened, line: Line, text: str) -> tuple[str, ...]:
        """The choices these signs stand for in the list last put; nothing if it is to be read as words.

        A list whose question is no longer the open one is over: a number then answers what is asked now.
        """
        noted = line.notes.get(MENU)
        menu = Menu.from_json(noted) if noted else None
        values = read_typed(text, menu) if menu else None
        if menu is None or not values:
            return ()
        put = await self._message(opened, menu.message)
        return values if put is not None and _is_asked(opened, put) else ()

    async def number_from_now_on(self, opened: Opened, line: Line, text: str) -> None:
        """Note that she answers by number where answers have none to show: from now on they have."""
        if line.notes.get(NUMBERED) or opened.attended is not None or not NUMBERS.fullmatch(text):
            return
        put = await self._parts.threads.record(self._parts.services.front_desk.put_once_more, case_now(opened))
        if any(message.choices and menu_of(Put(message, "")).signs == "numbers" for message in put):
            await self._parts.threads.record(self._parts.record.lines.remember, line.id, {NUMBERED: True})

    async def tapped(self, opened: Opened, line: Line, incoming: Incoming) -> Tapped | None:
        """What was tapped; None if it is no button of this conversation.

        A way past a question ("Skip this") is good only for that question: apps keep the buttons of earlier ones.
        """
        places = [read_token(token) for token in incoming.tokens]
        known = [place for place in places if place is not None]
        if not known or len(known) < len(places) or len({message for message, _ in known}) > 1:
            return None
        put = await self._message(opened, known[0][0])
        if put is None:
            return None
        indexes = [index for _, index in known]
        choices = put.message.choices
        said = said_by(indexes[0])
        if said is not None:
            return Tapped(put, (), said) if _is_asked(opened, put) else None
        if any(index >= len(choices) and index != DONE for index in indexes):
            return None
        values = tuple(choices[index].value for index in indexes if index != DONE)
        ticked = _ticked(line, put) if DONE in indexes else None
        return Tapped(put, _without_none(values if ticked is None else ticked, _none_of(put)))

    async def tick(self, line: Line, tapped: Tapped, incoming: Incoming) -> None:
        """Tick what was tapped, or take the tick off; the message is drawn again."""
        before = _ticked(line, tapped.message) or ()
        values = toggled(before, tapped.values, _none_of(tapped.message))
        edits = {key: value for key, value in incoming.mark.items() if key != "callback"}
        ticks = {"message": tapped.message.id, "values": list(values), "edits": edits}
        await self._parts.threads.record(self._parts.record.lines.remember, line.id, {TICKS: ticks, REDRAW: True})

    async def forget_ticks(self, line: Line) -> None:
        """They have been sent."""
        if TICKS in line.notes:
            await self._parts.threads.record(self._parts.record.lines.remember, line.id, {TICKS: None, REDRAW: None})

    async def _message(self, opened: Opened, message: str) -> Outbound | None:
        outbox = self._parts.record.outbox
        return await self._parts.threads.record(outbox.find, opened.conversation.id, message)


def toggled(before: tuple[str, ...], tapped: tuple[str, ...], none: str | None) -> tuple[str, ...]:
    """The ticks after these were tapped; "none of these" stands alone."""
    after = tuple(value for value in before if value not in tapped)
    new = tuple(value for value in tapped if value not in before)
    if none in new:
        return tuple(value for value in new if value == none)
    return tuple(value for value in (*after, *new) if not new or value != none)


def _is_asked(opened: Opened, put: Outbound) -> bool:
    """Whether the question of this message is the one that stands open."""
    asked = (put.message.question or {}).get("id")
    return asked is not None and asked == case_now(opened).standing.question


def _without_none(values: tuple[str, ...], none: str | None) -> tuple[str, ...]:
    """Where an app lets "none of these" be ticked beside others, the others count: what is told must not be lost."""
    return tuple(value for value in values if value != none) if len(values) > 1 else values


def _none_of(put: Outbound) -> str | None:
    """The value of "none of these", if the question offers it."""
    none: str | None = (put.message.question or {}).get("none")
    return none


def _ticked(line: Line, put: Outbound) -> tuple[str, ...] | None:
    """What stands ticked of this message, as we noted it; None if we noted nothing."""
    noted: Mapping[str, Any] = line.notes.get(TICKS) or {}
    return tuple(noted["values"]) if noted.get("message") == put.id else None
