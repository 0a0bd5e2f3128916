"""Reads a conversation for a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request

from yarrow.gateway.pages import cookies, transcript
from yarrow.gateway.pages.asking import asked
from yarrow.gateway.pages.cookies import Held
from yarrow.gateway.pages.doors import Doors
from yarrow.gateway.pages.question import Question
from yarrow.gateway.pages.transcript import View
from yarrow.gateway.problems import Problem
from yarrow.store.errors import RecordUnavailable

Said = Mapping[str, Any]


@dataclass(frozen=True)
class Reading:
    """A conversation as read, and as shown."""

    messages: tuple[Said, ...] = ()
    view: View = field(default_factory=View)

    def put(self, question: str | None) -> Question | None:
        """What was asked under that name, with the choices offered."""
        found = transcript.question_of(self.messages, question) if question else None
        return Question.of(found["question"], found["text"], tuple(found["choices"])) if found else None


async def reading(doors: Doors, request: Request, held: Held) -> Reading:
    """The conversation. Raises Problem (401, 410) or RecordUnavailable."""
    history = await doors.conversations.messages(asked(request, held), held.conversation, None)
    messages = tuple(history["messages"])
    is_due = await _is_due(doors, held.conversation, transcript.last_said(messages))
    staff = (history["staff"] or {}).get("title")
    view = transcript.viewed(messages, cookies.mark(request, cookies.READ), is_due=is_due, staff=staff)
    return Reading(messages, view)


async def reading_if_any(doors: Doors, request: Request, held: Held) -> Reading:
    """The conversation; an empty one if it cannot be read now."""
    try:
        return await reading(doors, request, held)
    except (Problem, RecordUnavailable):
        return Reading()


async def to_change(doors: Doors, request: Request, held: Held, question: str) -> Question | None:
    """A question whose stored answer can be changed, with its choices and what holds now; None if there is none."""
    stored = await doors.mine.answers(asked(request, held), held.conversation)
    for section in stored["sections"]:
        for answer in section["answers"]:
            if answer["question"]["id"] == question:
                asked_then = answer["question"]
                chosen = tuple(answer.get("chosen") or ())
                return Question.of(asked_then, answer["text"], tuple(asked_then.get("choices") or ()), chosen)
    return None


async def _is_due(doors: Doors, conversation: str, message: str | None) -> bool:
    """Whether something is still to be said to her last message."""
    if message is None:
        return False
    answer = await doors.parts.threads.record(doors.parts.record.outbox.answer, conversation, message)
    return answer is not None and not answer.is_final
