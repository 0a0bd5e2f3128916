"""STOP and START: no more messages, one confirmation; and messages again, with the open question."""

from __future__ import annotations

from yarrow.gateway.channels.reception.asides import Aside, Asides
from yarrow.gateway.channels.reception.control_words import CARRIER, goes_on, is_only_going_on
from yarrow.gateway.channels.reception.thing import Thing
from yarrow.gateway.channels.reception.unreadable import CHANGES
from yarrow.gateway.parts import Parts
from yarrow.gateway.turn import now
from yarrow.store.values import Opened

ON_AGAIN = "on_again"


class Stopping:
    """Stops a line and lets it go on."""

    def __init__(self, parts: Parts, asides: Asides) -> None:
        self._lines, self._threads = parts.record.lines, parts.threads
        self._asides = asides

    async def stop(self, thing: Thing, opened: Opened | None) -> None:
        """Send nothing any more but danger, after one confirmation; where nothing was begun, not even that."""
        # First the stop, then the words: said before, they would be dropped with all else that waits. By having the
        # same moment they are known as its confirmation.
        moment = now()
        await self._threads.record(self._lines.stop, thing.line.id, moment)
        if opened is not None:
            what = "stopped_sms" if thing.line.channel in CARRIER else "stop"
            await self._asides.say(opened, thing, Aside(what, happened=({"event": "messages_stopped"},)), moment)

    async def lift(self, thing: Thing) -> bool:
        """Let messages come again if this lets them; whether they come."""
        if thing.word == "stop" or not lifts(thing):
            return False
        await self._threads.record(self._lines.go_on, thing.line.id)
        return True

    async def resume(self, thing: Thing, opened: Opened) -> bool:
        """What she must know first, and the open question; whether that was all that was asked."""
        is_danger = await self._asides.say_what_did_not_get_through(opened, thing)
        is_all = is_all_that_is_asked(thing)
        happened = ({"event": "messages_resumed"},)
        words = ON_AGAIN if is_all and not is_danger else None
        await self._asides.say(opened, thing, Aside(words, asks=is_all, happened=happened))
        return is_all

    async def again(self, thing: Thing, opened: Opened) -> None:
        """START where nothing was stopped: the open question."""
        await self._asides.say(opened, thing, Aside(ON_AGAIN, asks=True))


def lifts(thing: Thing) -> bool:
    """Whether what was done after STOP lets messages come again; who deletes what they wrote wants no answer."""
    if thing.incoming.kind in CHANGES:
        return False
    return thing.incoming.kind == "start" or goes_on(thing.line.channel, thing.text)


def is_all_that_is_asked(thing: Thing) -> bool:
    """Whether nothing else is said with it: after STOP a "yes" answers the carrier, not a question."""
    return thing.word == "start" or (thing.is_text and is_only_going_on(thing.line.channel, thing.text))
