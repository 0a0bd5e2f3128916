"""The order of turns: in each conversation one at a time and in order, over all processes; few in flight to Rasa."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import time
from datetime import datetime, timedelta

import structlog

from yarrow.gateway.attending import Attending
from yarrow.gateway.hub import rung
from yarrow.gateway.parts import Parts
from yarrow.gateway.turn import TurnRunner, now
from yarrow.gateway.words import HOLDING
from yarrow.intake.turn import Message
from yarrow.store.errors import RecordError, RecordUnavailable, UnknownConversation
from yarrow.store.values import Answer, Claim
from yarrow.web.logs import described

log = structlog.get_logger(__name__)
HOST = socket.gethostname()


class Turns:
    """Takes up what is in the inbox and sees to it that everything gets an answer."""

    def __init__(self, parts: Parts) -> None:
        self._record, self._hub, self._threads = parts.record, parts.hub, parts.threads
        self._metrics, self._pace, self._rasa = parts.metrics, parts.pace, parts.rasa
        self.runner = TurnRunner(parts)
        self._attending = Attending(parts)
        self.owner = f"{HOST}/{os.getpid()}/{secrets.token_hex(4)}"
        self._slots = asyncio.Semaphore(parts.pace.in_flight)
        self._there = asyncio.Event()  # Rasa can be reached, as far as is known
        self._there.set()
        self._closing = asyncio.Event()
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._woken: set[str] = set()
        self._background: list[asyncio.Task[None]] = []
        self._in_turn = 0

    async def start(self) -> None:
        """Take up what was left by an earlier run, and watch for what others leave."""
        if not await self._rasa.is_ready():
            self._there.clear()
        self._background = [asyncio.create_task(self._sweep()), asyncio.create_task(self._probe())]

    async def stop(self) -> None:
        """Take up nothing new; let the turns in flight end; give back what is not done."""
        self._closing.set()
        deadline = time.monotonic() + self._pace.drain
        while self._in_turn and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        tasks = [*self._background, *self._workers.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def lease(self) -> tuple[str, datetime] | None:
        """Who would work on a message that is just coming in, and until when; None if it has to wait."""
        if self._closing.is_set() or self._slots.locked() or not self._there.is_set():
            return None
        return self.owner, self._lease_end()

    @property
    def is_rasa_there(self) -> bool:
        """Whether Rasa could be reached when it was last tried."""
        return self._there.is_set()

    def wake(self, conversation: str, claim: Claim | None = None) -> None:
        """There is something to do in this conversation; `claim`: it is ours already."""
        if self._closing.is_set():
            return
        if conversation in self._workers:
            self._woken.add(conversation)
        else:
            self._workers[conversation] = asyncio.create_task(self._work(conversation, claim))

    async def answer(self, conversation: str, message: str, seconds: float, *, bell: asyncio.Event) -> Answer | None:
        """All that was said to a message, as soon as it is final, at most after so long; None: it is gone (erased)."""
        deadline = time.monotonic() + seconds
        pause = 0.1
        while True:
            answer = await self._threads.record(self._record.outbox.answer, conversation, message)
            left = deadline - time.monotonic()
            if answer is None or answer.is_final or left <= 0:
                return answer
            await rung(bell, min(left, pause))
            pause = min(pause * 2, 1.0)  # another process may be working on it, and it rings no bell here

    async def hold(self, conversation: str, message: str) -> None:
        """Say the holding text, unless the message has had words."""
        try:
            held = await self._threads.record(self._record.outbox.hold, conversation, message, Message(HOLDING), now())
        except UnknownConversation:
            return
        if held:
            self._metrics.held.inc()
            self._hub.ring(conversation)

    async def _work(self, conversation: str, claim: Claim | None) -> None:
        try:
            while not self._closing.is_set():
                if claim is None:
                    await self._there.wait()
                async with self._slots:
                    claim = claim or await self._claim(conversation)
                    if claim is None:
                        break
                    pause = await self._one(claim)
                    claim = None
                if pause:
                    await asyncio.sleep(pause)
                elif not await self._threads.record(self._record.inbox.has_more, conversation):
                    break
        except RecordUnavailable:
            log.warning("record unavailable", conversation=conversation)  # the sweep takes it up again
        except RecordError as error:
            log.error("turn lost its place", conversation=conversation, **described(error))
        finally:
            del self._workers[conversation]
            if conversation in self._woken:
                self._woken.discard(conversation)
                self.wake(conversation)

    async def _one(self, claim: Claim) -> float:
        """One attempt; how long to wait before the next."""
        self._in_turn += 1
        try:
            verdict = await self.runner.run(claim)
        finally:
            self._in_turn -= 1
        if verdict == "away":
            self._there.clear()
            return self._pace.probe_every
        self._hub.ring(claim.inbound.conversation)
        return self._pace.retry_pause if verdict == "again" else 0.0

    async def _claim(self, conversation: str) -> Claim | None:
        return await self._threads.record(self._record.inbox.claim, conversation, self.owner, now(), self._lease_end())

    def _lease_end(self) -> datetime:
        return now() + timedelta(seconds=self._pace.lease)

    async def _probe(self) -> None:
        """While Rasa is away, look for it, one question at a time: the messages wait without asking."""
        while True:
            await asyncio.sleep(self._pace.probe_every)
            if not self._there.is_set() and await self._rasa.is_ready():
                self._there.set()

    async def _sweep(self) -> None:
        """Take up what nobody works on, and give the holding text to who has waited long enough."""
        await self._give_back_of_the_dead()
        while True:
            try:
                for conversation in await self._threads.record(self._record.inbox.waiting, now()):
                    if conversation not in self._workers:
                        self.wake(conversation)
                limit = now() - timedelta(seconds=self._pace.holding_after)
                for conversation, message in await self._threads.record(self._record.outbox.silent, limit):
                    await self.hold(conversation, message)
                await self._forget_erased()
                await self._attending.give_back()
                await self._attending.tell_of_waiting()
                self._metrics.waiting.set(await self._threads.record(self._record.inbox.depth))
            except RecordError:
                log.warning("record unavailable")
            except Exception as error:  # the watch must go on, whatever happens to one round
                log.error("sweep failed", **described(error))
            await asyncio.sleep(self._pace.sweep_every)

    async def _forget_erased(self) -> None:
        """What was erased here is erased at Rasa too, as soon as it can be reached."""
        if not self._there.is_set():
            return
        conversations = self._record.conversations
        for conversation in await self._threads.record(conversations.unforgotten):
            if not await self._rasa.forget(conversation):
                return
            await self._threads.record(conversations.forgotten, conversation, now())

    async def _give_back_of_the_dead(self) -> None:
        """A gateway that was killed on this machine will not finish its turns: no need to wait for its leases."""
        try:
            for owner in await self._threads.record(self._record.inbox.owners):
                if is_dead(owner):
                    await self._threads.record(self._record.inbox.give_back, owner)
        except RecordError:
            log.warning("record unavailable")


def is_dead(owner: str) -> bool:
    """Whether this owner was a process of this machine that is no more."""
    host, _, rest = owner.partition("/")
    number = rest.partition("/")[0]
    if host != HOST or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
