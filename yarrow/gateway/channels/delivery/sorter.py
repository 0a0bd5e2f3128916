"""Sorts what has been said in a conversation for one of its lines, and keeps what is to go out as dispatches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from yarrow.clinical.protocol import Protocol
from yarrow.gateway.channels.delivery.book import Book
from yarrow.gateway.channels.delivery.sorting import Situation, is_on_page, is_urgent, sorted_out
from yarrow.gateway.channels.secure_link import is_web_only
from yarrow.gateway.parts import Parts
from yarrow.gateway.turn import now
from yarrow.intake.turn import Message
from yarrow.store.line_values import Line
from yarrow.store.values import Entry

# How long the first words wait for the answer to what somebody began with.
FIRST_TURN = timedelta(seconds=2)


class Sorter:
    """Reads the record behind a line's place, and moves the place on."""

    def __init__(self, parts: Parts, book: Book) -> None:
        self._record, self._threads, self._book = parts.record, parts.threads, book
        messengers = parts.settings.messengers
        # Without an address of our own there is no page to lead to: then every question is put where she is.
        self._web_only = messengers.web_only if messengers.public_url else frozenset[str]()

    async def sort(self, line: Line) -> None:
        """Sort what was said since. Another who did so meanwhile has done it: then nothing changes."""
        if line.conversation is not None:
            protocol = await self._book.protocol()
            await self._threads.sending(self._sort, line, line.conversation, protocol)

    def _sort(self, line: Line, conversation: str, protocol: Protocol) -> None:
        entries = self._record.outbox.transcript(conversation, line.place)
        if not entries or _answer_is_near(line, entries):
            return
        new = sorted_out(entries, self._situation(line, conversation, protocol))
        self._record.dispatches.sort(line.id, line.place, entries[-1].seq, new, now())

    def _situation(self, line: Line, conversation: str, protocol: Protocol) -> Situation:
        lines = self._record.lines.of_conversation(conversation)
        said = self._record.inbox.newest(conversation)
        from_line = said is not None and any(said[0].startswith(f"{one.id}:") for one in lines)

        def on_page(message: Message) -> bool:
            return is_web_only(message.question, self._web_only, protocol)

        return Situation(
            line=line,
            is_heard_last=not lines or lines[0].id == line.id,
            is_elsewhere=said is not None and not from_line and said[1] > line.heard_at,
            is_away=bool(self._web_only) and is_on_page(self._record.dispatches.standing_of(conversation), line.id),
            is_web_only=on_page,
        )


def _answer_is_near(line: Line, entries: Sequence[Entry]) -> bool:
    """Whether these are only first words, and the answer to what she began with comes in a moment.

    Both then put the same question, which is asked once.
    """
    hers = [entry for entry in entries if entry.sender == "patient"]
    if line.place or not hers or any(is_urgent(entry.message) for entry in entries):
        return False
    return not hers[-1].is_settled and now() - hers[-1].at < FIRST_TURN
