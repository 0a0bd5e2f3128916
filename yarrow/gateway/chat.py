"""A message comes in: who, in what form, is there danger; written down, answered (reliability.md §5.1)."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from typing import Any

import structlog
from starlette.requests import Request

from yarrow.gateway import bodies, keys, shapes, words
from yarrow.gateway.callers import Callers, address
from yarrow.gateway.lane import PIECE, LaneDown
from yarrow.gateway.offers import Offers
from yarrow.gateway.parts import Parts
from yarrow.gateway.problems import Problem, failed, unavailable
from yarrow.gateway.turn import now
from yarrow.gateway.turns import Turns
from yarrow.intake.case import Case
from yarrow.intake.turn import Result
from yarrow.intake.turn import Said as SaidNow
from yarrow.store.errors import BehindTheRecord, RecordUnavailable, UnknownConversation
from yarrow.store.standing import case_now
from yarrow.store.values import Accepted, Answer, Arrival, Change, Opened, Screened
from yarrow.web.logs import described

log = structlog.get_logger(__name__)
MOST_READINGS = 5


@dataclass
class Hearing:
    """What is known of the sender so far, should the message be refused and the lane asked what to say."""

    case: Case = field(default_factory=Case)


class Chat:
    """The door for messages."""

    def __init__(self, parts: Parts, callers: Callers, turns: Turns) -> None:
        self._parts = parts
        self._callers = callers
        self._turns = turns
        self._offers = Offers(parts)

    async def take(self, request: Request, conversation: str) -> dict[str, Any]:
        """Take a message and answer it. Raises Problem, which carries the lane's words if there is danger in it."""
        body = await bodies.read(request)
        hearing = Hearing()
        try:
            return await self._take(request, conversation, body, hearing)
        except Problem as refused:
            problem = refused
        except RecordUnavailable:
            problem = unavailable()
        except LaneDown:
            problem = failed()
            problem.status = 503
        except Exception as error:  # whatever fails, danger is answered
            log.error("message failed", **described(error))
            problem = failed()
        text = bodies.lenient_text(body)
        # Who floods us is heard too, but only as far as one message goes.
        heard = text[:PIECE] if problem.status == 429 else text
        raise problem.saying(await self._parts.lane.words_for(heard, hearing.case))

    async def _take(self, request: Request, conversation: str, body: bodies.Body, hearing: Hearing) -> dict[str, Any]:
        started = time.monotonic()
        opened = await self._callers.opened(request, conversation)
        hearing.case = case_now(opened)
        await self._parts.gate.message(conversation, address(request))
        bodies.check_type(request)
        said = shapes.said(bodies.parse(body))
        await self._offers.check(conversation, hearing.case, said)
        with self._parts.hub.listen(conversation) as bell:
            accepted, spoken = await self._accept(opened, said, started)
            if accepted.outcome == "another":
                raise Problem(409, "same-id", words.SAME_ID)
            if accepted.outcome == "known":
                patience = self._parts.pace.holding_after - (now() - accepted.at).total_seconds()
            else:
                if spoken is not None or accepted.state == "done":
                    self._parts.hub.ring(conversation)
                if spoken is not None and spoken.messages:
                    self._parts.metrics.safety.labels(_level(spoken) or "asked").inc()
                if accepted.state != "done":
                    self._turns.wake(conversation, accepted.claim)
                patience = self._patience(spoken)
                if accepted.state != "done":
                    bell.clear()
                    await _first_ring(bell, patience)
            return await self._answer(conversation, said.id, patience - (time.monotonic() - started), bell)

    def _patience(self, spoken: Result | None) -> float:
        """How long the answer may take; the lane's words wait for nothing that is known not to come."""
        if spoken is None:
            return self._parts.pace.holding_after
        return self._parts.pace.after_safety if self._turns.is_rasa_there else 0.0

    async def _accept(self, opened: Opened, said: shapes.Said, started: float) -> tuple[Accepted, Result | None]:
        """Hear the message and write it down with what the lane says, on the conversation as it is now."""
        card = await self._offers.card(opened.conversation.id, said.changes)
        heard = SaidNow(said.id, said.text, said.choices, changes=said.changes, offered=card)
        for _ in range(MOST_READINGS):
            if opened.attended is not None and said.changes is not None:
                await self._refuse_change(opened, said)
            case = case_now(opened)
            spoken = await self._listen(opened, case, heard)
            arrival = self._arrival(opened, case, said, spoken)
            patience = self._parts.pace.record_timeout
            if spoken is not None:
                patience = max(0.2, self._parts.pace.safety_timeout - (time.monotonic() - started))
            try:
                return await self._callers.within(patience, self._parts.record.inbox.accept, arrival, now()), spoken
            except UnknownConversation:
                raise Problem(410, "erased", words.ERASED) from None
            except BehindTheRecord:  # another message came first; hear this one again on top of it
                again = await self._parts.threads.record(self._parts.record.conversations.open, opened.conversation.id)
                if again is None:
                    raise Problem(410, "erased", words.ERASED) from None
                opened = again
        raise RecordUnavailable("contention")

    async def _refuse_change(self, opened: Opened, said: shapes.Said) -> None:
        """Raise Problem (409): nothing is changed while a person writes, unless it was taken before they came."""
        earlier = await self._parts.threads.record(self._parts.record.outbox.answer, opened.conversation.id, said.id)
        if earlier is None:
            raise Problem(409, "attended", words.TELL_THE_PERSON)

    async def _listen(self, opened: Opened, case: Case, heard: SaidNow) -> Result | None:
        """What the lane has to say; where a person writes, also what only they are to know."""
        if opened.attended is None:
            return await self._parts.lane.screen(case, heard)
        found = await self._parts.lane.listen_in(case, heard, opened.told)
        return found if found.messages or found.facts or found.events else None

    def _arrival(self, opened: Opened, case: Case, said: shapes.Said, spoken: Result | None) -> Arrival:
        owner, lease_until = self._turns.lease() or (None, None)
        return Arrival(
            conversation=opened.conversation.id,
            id=said.id,
            text=said.text,
            choices=said.choices,
            body_hash=said.body_hash,
            version=opened.conversation.version,
            token_expires_at=now() + keys.LIFE,
            held=case.standing.consent is not True,
            screened=_screened(case, spoken) if spoken else None,
            owner=owner,
            lease_until=lease_until,
            facts=opened.facts,
            changes=said.changes,
            written_to=opened.attended,
        )

    async def _answer(self, conversation: str, message: str, seconds: float, bell: asyncio.Event) -> dict[str, Any]:
        answer = await self._turns.answer(conversation, message, seconds, bell=bell)
        if answer is not None and not answer.is_final and not answer.messages:
            await self._turns.hold(conversation, message)
            answer = await self._parts.threads.record(self._parts.record.outbox.answer, conversation, message)
        if answer is None:
            return self._farewell(conversation, message)
        return {
            **self._shown(answer),
            "staff": shapes.by(answer.written_to or await self._attendant(answer, conversation)),
        }

    async def _attendant(self, answer: Answer, conversation: str) -> str | None:
        """Who writes by now, where nothing was said to a message: its turn's words gave way to a person."""
        if answer.messages:
            return None
        there = await self._parts.threads.record(self._parts.record.attendance.of, conversation)
        return there.who.title if there else None

    def _shown(self, answer: Answer) -> dict[str, Any]:
        levels = self._parts.settings.guidance == "full"
        messages = [shapes.shown(message, levels=levels) for message in answer.messages]
        return {"messages": messages, "complete": answer.is_final, "answered": answer.answered}

    def _farewell(self, conversation: str, message: str) -> dict[str, Any]:
        """The last words of a conversation erased by this very message."""
        farewell = self._turns.runner.farewells.get((conversation, message))
        if farewell is None:
            raise Problem(410, "erased", words.ERASED)
        messages = [
            {
                **said.to_json(),
                "id": f"last-{number}",
                "from": "assistant",
                "at": shapes.moment(farewell.receipt.erased_at),
            }
            for number, said in enumerate(farewell.messages, 1)
        ]
        return {"messages": messages, "complete": True, "answered": None, "receipt": farewell.receipt.id}


def _screened(case: Case, spoken: Result) -> Screened:
    return Screened(
        messages=spoken.messages,
        facts=spoken.facts,
        change=Change(case.standing, spoken.standing),
        level=_level(spoken),
        triage=spoken.triage,
        events=spoken.events,
        answered=spoken.answered,
        told=tuple(rule for rule in _rules(spoken) if rule not in spoken.standing.said),
    )


def _level(spoken: Result) -> str | None:
    return next((event.get("level") for event in spoken.events if event.get("event") == "safety"), None)


def _rules(spoken: Result) -> list[str]:
    """The urgent rules it is about; those among them whose words were not said, a person writes about."""
    return [rule for event in spoken.events if event.get("event") == "safety" for rule in event.get("rules", ())]


async def _first_ring(bell: asyncio.Event, seconds: float) -> None:
    """Wait for news before looking into the record for the first time; the bell stays as it is."""
    with contextlib.suppress(TimeoutError):  # no news yet: the record is looked into all the same
        async with asyncio.timeout(max(0.0, min(seconds, 0.25))):
            await bell.wait()
