"""What is answered on a page only, and the one-time links that lead there from a messaging app."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from yarrow.clinical.protocol import Protocol
from yarrow.clinical.question import Question
from yarrow.gateway.turn import now
from yarrow.store.line_values import Line
from yarrow.store.links import Link
from yarrow.store.record import Record
from yarrow.web.threads import Threads

LIFE = timedelta(minutes=60)
GO = "go"
SENSITIVE = "sensitive"
# Stands in a text of the record where a link goes when it is sent. Staff and the chat page show it as it is.
LINK = "(one-time link)"
# Whether something must not wait is asked where she is: these sections, and whatever is asked in them.
HERE = frozenset({"safety", "emergency"})
PLACE = re.compile(r"\[\d+\]")


class SecureLinks:
    """Makes links that open a conversation in a browser, once."""

    def __init__(self, record: Record, threads: Threads, public_url: str | None) -> None:
        """`public_url`: how the world reaches the gateway; None: it cannot be told, so no link can be made."""
        self._record, self._threads = record, threads
        self._public_url = public_url

    async def make(self, conversation: str, line: Line) -> str | None:
        """A link for this line, good for an hour; what this line was sent before is good for nothing.

        None without a public address. Raises UnknownConversation or RecordUnavailable.
        """
        if self._public_url is None:
            return None
        moment = now()
        link = Link(conversation, f"{GO}.{line.id}", line.channel)
        code = await self._threads.record(self._record.links.renew, link, moment + LIFE, moment)
        return f"{self._public_url}/go/{code}"


def leads_here(link: Link | None) -> bool:
    """Whether it is a link as `make` makes them."""
    return link is not None and link.what.partition(".")[0] == GO


def is_web_only(put: Mapping[str, Any] | None, web_only: Collection[str], protocol: Protocol) -> bool:
    """Whether this question (as a message has it) is answered on a page only; False where nothing is asked.

    `web_only`: sections, question ids (`losses.weeks` for that of every loss), or `sensitive`. What asks about danger
    is put where she is, whatever is set: nobody should have to open a page for it.
    """
    if put is None or not web_only or put.get("section") in HERE:
        return False
    known = question_behind(put, protocol)
    if known is None:
        return not {put.get("section"), put["id"]}.isdisjoint(web_only)
    if known.red_flag or known.section in HERE:
        return False
    marks = {SENSITIVE} if known.sensitive else set()
    return not ({put.get("section"), put["id"], known.section, known.id} | marks).isdisjoint(web_only)


def question_behind(put: Mapping[str, Any], protocol: Protocol) -> Question | None:
    """The protocol's question that was put, of a repeated one its template; None for the conversation's own."""
    return next((question for question in protocol.questions if _is_of(put["id"], question)), None)


def _is_of(name: str, question: Question) -> bool:
    """Whether a question put under that name is this one: `losses[0].weeks` is `losses.weeks`."""
    if question.repeat == "conditions":
        return name.startswith(f"{question.id}.")
    return question.id in (name, PLACE.sub("", name))
