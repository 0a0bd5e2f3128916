"""A message comes in: who, in what form, is there danger; written down, answered (reliability.md §5.1)."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from typing import Any

import structlog
from starlette.requests import Request

from yarrow.gateway import bodies, shapes, words
from yarrow.gateway.acceptance import Acceptance
from yarrow.gateway.callers import Callers, address
from yarrow.gateway.lane import PIECE, LaneDown
from yarrow.gateway.parts import Parts
from yarrow.gateway.problems import Problem, failed, unavailable
from yarrow.gateway.turn import now
from yarrow.gateway.turns import Turns
from yarrow.intake.case import Case
from yarrow.intake.turn import Result
from yarrow.store.errors import RecordUnavailable
from yarrow.store.standing import case_now
from yarrow.store.values import Answer
from yarrow.web.logs import described

log = structlog.get_logger(__name__)


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
        self._acceptance = Acceptance(parts, callers, turns)

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
        with self._parts.hub.listen(conversation) as bell:
            taken = await self._acceptance.accept(opened, said, started)
            accepted = taken.accepted
            if accepted.outcome == "known":
                patience = self._parts.pace.holding_after - (now() - accepted.at).total_seconds()
            else:
                patience = self._patience(taken.spoken)
                if accepted.state != "done":
                    bell.clear()
                    await _first_ring(bell, patience)
            return await self._answer(conversation, said.id, patience - (time.monotonic() - started), bell)

    def _patience(self, spoken: Result | None) -> float:
        """How long the answer may take; the lane's words wait for nothing that is known not to come."""
        if spoken is None:
            return self._parts.pace.holding_after
        return self._parts.pace.after_safety if self._turns.is_rasa_there else 0.0

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


async def _first_ring(bell: asyncio.Event, seconds: float) -> None:
    """Wait for news before looking into the record for the first time; the bell stays as it is."""
    with contextlib.suppress(TimeoutError):  # no news yet: the record is looked into all the same
        async with asyncio.timeout(max(0.0, min(seconds, 0.25))):
            await bell.wait()
