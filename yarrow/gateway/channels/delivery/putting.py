"""How a message of the record is put to one person on one platform now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from yarrow.clinical.protocol import Protocol
from yarrow.gateway.channels.delivery.book import Book
from yarrow.gateway.channels.piece import Limits
from yarrow.gateway.channels.rendering import Put, Rendered, render
from yarrow.gateway.channels.secure_link import LINK, SecureLinks, question_behind
from yarrow.store.line_values import Dispatch, Line
from yarrow.store.values import Outbound

# On a line: she answers by number, also where she could tap.
NUMBERED = "numbered"
# Said once over each line, beneath the first question of a history: the ways past it.
WAYS = "ways"
# The program's own words that say more than a line or two tell what she has told: a summary, advice, her data. Where
# there is a number to call, it is comfort or who we are, and must be seen at once.
TELLING = 240


@dataclass(frozen=True)
class Letter:
    """A message as pieces, and what is to be noted on the line once the last of them is out."""

    rendered: Rendered
    notes: Mapping[str, Any]


class Putting:
    """Makes letters."""

    def __init__(self, book: Book, links: SecureLinks) -> None:
        self._book, self._links = book, links

    async def letter(self, line: Line, dispatch: Dispatch, outbound: Outbound, limits: Limits) -> Letter:
        """The message as it goes out over this line now. Raises UnknownConversation or RecordUnavailable."""
        protocol, phrases = await self._book.protocol(), await self._book.phrases()
        put = replace(_plain(dispatch, outbound, protocol), is_numbered=_is_numbered(line))
        put = await self._with_link(line, outbound, dispatch, put)
        hinted = line.notes.get("hints", [])
        if _is_of_history(put, protocol) and WAYS not in hinted:
            put = replace(put, hint=WAYS)
        rendered = render(put, limits, phrases)
        return Letter(rendered, _notes(line, put, rendered, hinted))

    async def parting(self, dispatch: Dispatch, outbound: Outbound, limits: Limits) -> Rendered:
        """Last words; there is nothing to answer any more."""
        message = replace(outbound.message, choices=(), question=None)
        return render(Put(message, outbound.id), limits, await self._book.phrases())

    async def ticked(self, line: Line, outbound: Outbound, limits: Limits) -> Rendered:
        """A list anew, with what she has ticked so far (`line.notes["ticks"]`)."""
        ticks = line.notes["ticks"]
        put = Put(outbound.message, outbound.id, ticked=tuple(ticks.get("values", ())), edits=ticks.get("edits"))
        return render(replace(put, is_numbered=_is_numbered(line)), limits, await self._book.phrases())

    async def _with_link(self, line: Line, outbound: Outbound, dispatch: Dispatch, put: Put) -> Put:
        is_for_page = dispatch.form.get("as") == "link"
        has_place = outbound.kind == "aside" and LINK in put.message.text
        if not (is_for_page or has_place) or line.conversation is None:
            return put
        link = await self._links.make(line.conversation, line)
        if is_for_page:
            return replace(put, link=link)  # without a link the question is put here after all
        return replace(put, message=replace(put.message, text=put.message.text.replace(LINK, link or "")))


def _is_numbered(line: Line) -> bool:
    """Whether she has answered by number where there was none, and so gets numbers wherever there are answers."""
    return bool(line.notes.get(NUMBERED))


def _plain(dispatch: Dispatch, outbound: Outbound, protocol: Protocol) -> Put:
    message = outbound.message
    if dispatch.form.get("as") == "words":
        message = replace(message, choices=(), question=None)
    by = outbound.title if outbound.sender == "staff" else None
    is_sensitive = not by and is_hers_alone(outbound, protocol)
    return Put(message, outbound.id, by=by, is_sensitive=is_sensitive, is_urgent=dispatch.is_urgent)


def is_hers_alone(outbound: Outbound, protocol: Protocol) -> bool:
    """Whether a lock screen should show something else: what is asked or told is hers alone."""
    message = outbound.message
    if message.question is None:
        return outbound.kind == "reply" and len(message.text) > TELLING and not message.calls
    behind = question_behind(message.question, protocol)
    return behind is not None and behind.sensitive


def _is_of_history(put: Put, protocol: Protocol) -> bool:
    question = put.message.question
    if question is None or put.is_urgent or put.link is not None:
        return False
    behind = question_behind(question, protocol)
    return behind is not None and behind.section != "opening" and not behind.red_flag


def _notes(line: Line, put: Put, rendered: Rendered, hinted: list[str]) -> dict[str, Any]:
    """What is new on the line: the list that signs may now be typed for (a later question ends an earlier list)."""
    notes: dict[str, Any] = {}
    if put.message.question is not None or rendered.menu is not None:
        menu = rendered.menu.to_json() if rendered.menu else None
        if menu != line.notes.get("menu"):
            notes["menu"] = menu
    if put.hint is not None:
        notes["hints"] = [*hinted, put.hint]
    return notes
