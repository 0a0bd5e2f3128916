"""Words of ours beside the history: they stand in the record first, and go out like all else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from yarrow.gateway import words
from yarrow.gateway.channels.reception.thing import Thing
from yarrow.gateway.parts import Parts
from yarrow.gateway.turn import now
from yarrow.intake.turn import Message
from yarrow.store.standing import case_now
from yarrow.store.values import Event, Opened


@dataclass(frozen=True)
class Aside:
    """`what`: the name of the words; None: none. `asks`: the open question follows. `happened`: what to note."""

    what: str | None
    asks: bool = False
    happened: tuple[Event, ...] = ()
    fills: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    """What is stored: under which name, and when it was said (None: now)."""

    sent_as: str
    messages: tuple[Message, ...]
    happened: tuple[Event, ...] = ()
    at: datetime | None = None


class Asides:
    """Says them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def say(self, opened: Opened, thing: Thing, aside: Aside, at: datetime | None = None) -> None:
        """Say it, once however often this thing is worked on; now, or `at`. Raises UnknownConversation."""
        name = aside.what or (aside.happened[0]["event"] if aside.happened else "again")
        said = Said(f"{thing.name}:{name[:19]}", await self._words(opened, aside), aside.happened, at)
        await self._say(opened, said)

    async def say_deaf(self, opened: Opened, thing: Thing) -> None:
        """Say where help is, as danger can't be listened for; once in an hour. Raises UnknownConversation."""
        hour = f"deaf:{thing.line.id}:{now():%Y%m%d%H}"
        await self._say(opened, Said(hour, (Message(words.IF_IN_DANGER),)))

    async def say_what_did_not_get_through(self, opened: Opened, thing: Thing) -> bool:
        """Say once more what must not wait and was refused while she wanted no messages; whether there was any.

        Raises UnknownConversation.
        """
        unheard = await self._parts.threads.record(self._unheard, opened.conversation.id)
        if unheard:
            await self._say(opened, Said(f"{thing.name}:unheard", unheard))
        return bool(unheard)

    def _unheard(self, conversation: str) -> tuple[Message, ...]:
        """Urgent words that were given up and not said since, each once."""
        standing = self._parts.record.dispatches.standing_of(conversation)
        failed = {seq for seq, dispatch in standing.items() if dispatch.state == "failed" and dispatch.is_urgent}
        said = self._parts.record.outbox.transcript(conversation, min(failed) - 1) if failed else ()
        newest = {one.message.text: one for one in said if one.sender == "assistant"}
        unheard = [one.message for one in newest.values() if one.seq in failed]
        return tuple(Message(message.text, level=message.level, calls=message.calls) for message in unheard)

    async def _words(self, opened: Opened, aside: Aside) -> tuple[Message, ...]:
        case, front_desk = case_now(opened), self._parts.services.front_desk
        said: tuple[Message, ...] = ()
        if aside.what is not None:
            words_of = front_desk.channel_words
            said = (await self._parts.threads.record(words_of, case, aside.what, **aside.fills),)
        asks = aside.asks and opened.attended is None  # a person asks what they want to know themselves
        return (*said, *(await self._parts.threads.record(front_desk.put_once_more, case) if asks else ()))

    async def _say(self, opened: Opened, said: Said) -> None:
        conversation, say = opened.conversation.id, self._parts.record.outbox.say
        moment = said.at or now()
        await self._parts.threads.record(
            say, conversation, said.messages, moment, sent_as=said.sent_as, events=said.happened
        )
        self._parts.hub.ring(conversation)
