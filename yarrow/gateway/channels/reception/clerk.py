"""What becomes of a thing that came in over a line: a message of the history, or words of ours."""

from __future__ import annotations

import time
from collections.abc import Mapping

from yarrow.gateway import shapes
from yarrow.gateway.acceptance import Acceptance
from yarrow.gateway.beginning import Beginning
from yarrow.gateway.callers import Callers
from yarrow.gateway.channels.channel import Channel
from yarrow.gateway.channels.reception.asides import Aside, Asides
from yarrow.gateway.channels.reception.joining import Joined, Joining
from yarrow.gateway.channels.reception.open_question import OpenQuestion
from yarrow.gateway.channels.reception.stopping import Stopping
from yarrow.gateway.channels.reception.thing import Thing
from yarrow.gateway.channels.reception.typed import Answers
from yarrow.gateway.channels.reception.unreadable import CHANGES, ONLY_WORDS, words_for
from yarrow.gateway.channels.rendering.split import split
from yarrow.gateway.channels.secure_link import LINK
from yarrow.gateway.lane import LaneDown
from yarrow.gateway.parts import Parts
from yarrow.gateway.problems import Problem
from yarrow.gateway.turn import now
from yarrow.gateway.turns import Turns
from yarrow.intake.case import Case
from yarrow.intake.turn import Said
from yarrow.store.errors import UnknownConversation
from yarrow.store.standing import case_now
from yarrow.store.values import Opened


class Clerk:
    """Works on one thing at a time; worked on twice, it changes nothing the second time."""

    def __init__(self, parts: Parts, turns: Turns, channels: Mapping[str, Channel]) -> None:
        callers = Callers(parts)
        self._parts = parts
        self._acceptance = Acceptance(parts, callers, turns)
        self._beginning = Beginning(parts, callers)
        self._asides = Asides(parts)
        self._stopping = Stopping(parts, self._asides)
        self._answers, self._joining = Answers(parts), Joining(parts)
        self._open_question = OpenQuestion(parts, channels)

    async def handle(self, thing: Thing) -> None:
        """Work on it. Raises UnknownConversation (erased meanwhile), Problem, LaneDown or RecordUnavailable."""
        if thing.is_nothing_new:
            return
        known = await self.conversation(thing)
        is_danger = await self._is_danger(thing, known)
        has_resumed = False
        if thing.line.stopped_at is not None:
            has_resumed = await self._stopping.lift(thing)
            if not has_resumed:
                await self._while_stopped(thing, known, is_danger=is_danger)
                return
        if not is_danger and known is None and thing.word == "stop":
            await self._stopping.stop(thing, None)
        elif not is_danger and thing.code is not None:
            await self._join(thing, known, thing.code)
        elif known is None:
            await self._first(thing, is_danger=is_danger)
        elif not (has_resumed and await self._stopping.resume(thing, known)):
            await self._next(thing, known, is_danger=is_danger)

    async def conversation(self, thing: Thing) -> Opened | None:
        """The conversation of its line; None if there is none yet. Raises UnknownConversation."""
        return None if thing.line.conversation is None else await self._open(thing.line.conversation)

    async def _while_stopped(self, thing: Thing, known: Opened | None, *, is_danger: bool) -> None:
        """Nothing is said but what is urgent; what she writes all the same is kept, and read when she is back."""
        if known is None and is_danger:
            known = await self._begin(thing)
        is_message = thing.word is None and thing.incoming.kind not in CHANGES
        if known is not None and thing.text and (is_message or is_danger):
            await self._accept(thing, known, thing.text)

    async def _first(self, thing: Thing, *, is_danger: bool) -> None:
        """Somebody new: the first words, then what she wrote."""
        opened = await self._begin(thing)
        if thing.incoming.kind != "tap" and thing.word != "start":
            await self._next(thing, opened, is_danger=is_danger)

    async def _next(self, thing: Thing, opened: Opened, *, is_danger: bool) -> None:
        await self._note_lateness(thing, opened)
        if thing.incoming.kind == "tap":
            await self._tap(thing, opened)
        elif is_danger and thing.text:
            await self._accept(thing, opened, thing.text)
            await self._say_not_read(thing, opened)
        elif thing.word is not None:
            await self._obey(thing, opened)
        else:
            await self._hear(thing, opened)

    async def _obey(self, thing: Thing, opened: Opened) -> None:
        """Do as a control word says."""
        has_links = self._parts.settings.messengers.public_url is not None
        if thing.word == "stop":
            await self._stopping.stop(thing, opened)
        elif thing.word == "start":
            await self._stopping.again(thing, opened)
        elif thing.word == "help":
            await self._asides.say(opened, thing, Aside("help_link" if has_links else "help", asks=True))
        elif has_links:
            is_lost = await self._open_question.is_lost_from_sight(thing.line, opened)
            await self._asides.say(opened, thing, Aside("link", asks=is_lost, fills={"link": LINK}))
        else:
            await self._asides.say(opened, thing, Aside("no_link", asks=True))

    async def _hear(self, thing: Thing, opened: Opened) -> None:
        """Words, a caption, or what can't be read."""
        if thing.text and thing.incoming.kind not in CHANGES:
            choices = await self._answers.typed(opened, thing.line, thing.text)
            if not choices:
                await self._answers.number_from_now_on(opened, thing.line, thing.text)
            await self._accept(thing, opened, None if choices else thing.text, choices)
        await self._say_not_read(thing, opened)

    async def _say_not_read(self, thing: Thing, opened: Opened) -> None:
        what = words_for(thing.incoming.kind, thing.text, is_attended=opened.attended is not None)
        if what is not None:
            happened = ({"event": "not_read", "kind": thing.incoming.kind},)
            # What came with words is answered, and the answer asks.
            is_lost = not thing.text and await self._open_question.is_lost_from_sight(thing.line, opened)
            await self._asides.say(opened, thing, Aside(what, asks=is_lost, happened=happened))

    async def _tap(self, thing: Thing, opened: Opened) -> None:
        tapped = await self._answers.tapped(opened, thing.line, thing.incoming)
        if tapped is None:
            await self._asides.say(opened, thing, Aside("stale" if opened.attended is None else ONLY_WORDS, asks=True))
        elif tapped.said is not None:
            await self._accept(thing, opened, tapped.said)
        elif not thing.incoming.done:
            await self._answers.tick(thing.line, tapped, thing.incoming)
        elif not tapped.values:
            await self._asides.say(opened, thing, Aside("choose_first", asks=True))
        else:
            await self._accept(thing, opened, None, tapped.values)
            await self._answers.forget_ticks(thing.line)

    async def _join(self, thing: Thing, known: Opened | None, code: str) -> None:
        """Join by a code she wrote. One that a link brought could be of somebody who would read along."""
        joined = await self._joining.join(thing.line, code) if thing.is_text else Joined("code_in_link")
        if joined.conversation is None:
            opened = known or await self._begin(thing)
            await self._asides.say(opened, thing, Aside(joined.outcome, asks=known is not None))
            return
        happened = ({"event": "line_joined", "channel": thing.line.channel},)
        there = await self._open(joined.conversation)
        await self._asides.say(there, thing, Aside(joined.outcome, asks=True, happened=happened))

    async def _accept(self, thing: Thing, opened: Opened, text: str | None, choices: tuple[str, ...] = ()) -> None:
        """Take it as a message of the history; a text that is too long as several."""
        started = time.monotonic()
        for number, part in enumerate(split(text, shapes.MOST_CHARACTERS) if text else (None,), 1):
            said = shapes.Said(id=thing.id if number == 1 else f"{thing.id}-{number}", text=part, choices=choices)
            if number > 1:
                opened = await self._open(opened.conversation.id)
            try:
                await self._acceptance.accept(opened, said, started)
            except Problem as problem:
                await self._not_accepted(thing, opened, problem)

    async def _not_accepted(self, thing: Thing, opened: Opened, problem: Problem) -> None:
        """A choice never offered gets the words for a stale one. Raises Problem for what is no fault of hers."""
        if problem.kind == "not-offered":
            await self._asides.say(opened, thing, Aside("stale", asks=True))
        elif problem.kind == "erased":
            raise UnknownConversation(opened.conversation.id)
        elif problem.kind != "same-id":  # taken before, when the list it was read against was another
            raise problem

    async def _note_lateness(self, thing: Thing, opened: Opened) -> None:
        """Note that it belongs before something that was worked on already."""
        order = thing.delivery.order
        if order is None:
            return
        last = await self._parts.threads.record(self._parts.record.deliveries.last_order, thing.line.id)
        if last is not None and order < last:
            await self._asides.say(opened, thing, Aside(None, happened=({"event": "came_late"},)))

    async def _is_danger(self, thing: Thing, opened: Opened | None) -> bool:
        """Whether the lane has something to say to what is not simply taken as a message. Raises LaneDown."""
        is_special = thing.word is not None or thing.code is not None or thing.incoming.kind in CHANGES
        if not thing.text or not (is_special or thing.line.stopped_at is not None):
            return False
        case = case_now(opened) if opened else Case()
        return await self._parts.lane.screen(case, Said("unheard", thing.text)) is not None

    async def _begin(self, thing: Thing) -> Opened:
        """A new conversation for this line; its first words go out. Raises LaneDown where there are no words."""
        try:
            begun = await self._beginning.begin(thing.line.channel, self._parts.settings.locale)
        except Problem:
            raise LaneDown from None
        await self._parts.threads.record(self._parts.record.lines.bind, thing.line.id, begun.conversation, 0, now())
        return await self._open(begun.conversation)

    async def _open(self, conversation: str) -> Opened:
        opened = await self._parts.threads.record(self._parts.record.conversations.open, conversation)
        if opened is None:
            raise UnknownConversation(conversation)
        return opened
