"""The sweep: finds what waits in the record, whoever has lost it, and hands it out. And listens for what is new."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

import structlog

from yarrow.gateway.channels.errands.errands import Errand, Errands
from yarrow.gateway.hub import rung
from yarrow.gateway.parts import Parts
from yarrow.gateway.turn import now
from yarrow.gateway.turns import is_dead
from yarrow.store.errors import RecordError
from yarrow.web.logs import described

log = structlog.get_logger(__name__)
# Found in so many rounds and still untouched: the queue does not bring it, so it is done here.
TOO_OFTEN = 3
# Conversations changed since then are looked at in each round, all of them at the start and every so many rounds.
LATELY = timedelta(minutes=5)
THOROUGH = 600
DEAD_EVERY = 5
MOST_KNOWN = 20_000
EVENTS_KEPT, LAST_WORDS_KEPT = timedelta(days=7), timedelta(days=1)


class Sweep:
    """Two tasks: one looks around every second, one when something was said in this process."""

    def __init__(self, parts: Parts, errands: Errands, unsure: Collection[str]) -> None:
        """`unsure`: the channels that tell us whether they have what a killed process was sending."""
        self._record, self._threads, self._pace = parts.record, parts.threads, parts.pace
        self._errands, self._unsure = errands, unsure
        self._bell = parts.hub.listen_everywhere()
        self._found: Counter[Errand] = Counter()
        self._channels: dict[str, str] = {}
        self._rounds = 0
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Look around from now on."""
        self._tasks = [asyncio.create_task(self._sweep()), asyncio.create_task(self._listen())]

    async def stop(self) -> None:
        """Look around no more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def outwards(self, line: str) -> Errand:
        """The errand of sending over this line."""
        if line not in self._channels:
            found = await self._threads.sending(self._record.lines.find, line)
            if len(self._channels) >= MOST_KNOWN:
                self._channels.clear()
            self._channels[line] = found.channel if found else ""
        return Errand("out", line, self._channels[line])

    async def _sweep(self) -> None:
        while True:
            try:
                await self._round()
            except RecordError:
                log.warning("record unavailable")
            except Exception as error:  # the watch must go on, whatever happens to one round
                log.error("sweep failed", **described(error))
            self._rounds += 1
            await asyncio.sleep(self._pace.sweep_every)

    async def _listen(self) -> None:
        """Something was said in this process: send it at once."""
        while True:
            await rung(self._bell, 3600)
            try:
                await self._said(now() - LATELY)
            except Exception as error:  # the sweep will find it
                log.warning("looking failed", **described(error))

    async def _round(self) -> None:
        if self._rounds % DEAD_EVERY == 0:
            await self._give_back_of_the_dead()
        is_thorough = self._rounds % THOROUGH == 0
        if is_thorough:
            await self._forget()
        await self._said(None if is_thorough else now() - LATELY)
        waiting = await self._threads.sending(self._record.deliveries.lines_waiting)
        due = await self._threads.sending(self._record.dispatches.lines_due, now())
        errands = [Errand("in", line) for line in waiting] + [await self.outwards(line) for line in due]
        self._hand_out_untouched(errands)

    async def _said(self, since: datetime | None) -> None:
        """What was said and is not sorted yet, and last words."""
        behind = await self._threads.sending(self._record.dispatches.lines_behind, since=since)
        # All are looked up before the first is handed out: those begun first would keep the others waiting.
        for errand in [await self.outwards(line) for line in behind]:
            self._errands.hand_out(errand)
        for parting in await self._threads.sending(self._record.dispatches.partings_due, now()):
            self._errands.hand_out(Errand("last", parting))

    def _hand_out_untouched(self, errands: Iterable[Errand]) -> None:
        found = {errand for errand in errands if not self._errands.is_here(errand)}
        self._found = Counter({errand: self._found[errand] + 1 for errand in found})
        for errand, times in self._found.items():
            if times >= TOO_OFTEN:
                self._errands.do_here(errand)
            else:
                self._errands.hand_out(errand)

    async def _give_back_of_the_dead(self) -> None:
        """A gateway that was killed on this machine will not go on: no need to wait for its leases."""
        for owner in await self._threads.sending(self._record.leases.owners):
            if is_dead(owner):
                await self._threads.sending(self._record.leases.give_back_all, owner, unsure=self._unsure)

    async def _forget(self) -> None:
        moment = now()
        await self._threads.sending(self._record.lines.forget_seen, moment - EVENTS_KEPT)
        await self._threads.sending(self._record.dispatches.forget_parted, moment - LAST_WORDS_KEPT)
