"""What may be tapped, and which earlier answer may be changed: only what this conversation has been asked."""

from __future__ import annotations

from yarrow.gateway import words
from yarrow.gateway.parts import Parts
from yarrow.gateway.problems import Fault, Problem
from yarrow.gateway.shapes import Said
from yarrow.intake.case import Case
from yarrow.intake.offered import is_offered
from yarrow.intake.turn import Message


class Offers:
    """Checks a message against what was asked in its conversation."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def check(self, conversation: str, case: Case, said: Said) -> None:
        """Raise Problem (422) for what was never asked or offered; whether a choice is stale, its turn says."""
        if said.changes is None:
            await self._check_choices(conversation, said, (), said.asked)
            return
        earlier = await self._parts.threads.record(self._parts.services.front_desk.changeable, case, said.changes)
        if earlier is None:
            if await self._parts.threads.record(self._parts.record.outbox.answer, conversation, said.id) is not None:
                return  # taken before, when it could be changed; it is answered as then
            faults = [Fault("changes", "a question that was answered or passed")]
            raise Problem(422, "not-changeable", words.NOT_CHANGEABLE, faults=faults)
        await self._check_choices(conversation, said, (earlier,), {said.changes})

    async def card(self, conversation: str, changes: str | None) -> tuple[str, ...]:
        """The choices the question being changed was last put with; nothing where it never was."""
        if changes is None:
            return ()
        asked = await self._parts.threads.record(self._parts.record.outbox.last_asked, conversation, changes)
        return tuple(choice.value for choice in asked.choices) if asked else ()

    async def _check_choices(
        self, conversation: str, said: Said, known: tuple[Message, ...], questions: set[str]
    ) -> None:
        if not said.choices:
            return
        put = await self._parts.threads.record(self._parts.record.outbox.put, conversation, questions)
        for value in said.choices:
            if not any(is_offered(message, value, said.choices) for message in (*known, *put)):
                faults = [Fault("choices", "one of the answers offered")]
                raise Problem(422, "not-offered", words.NOT_OFFERED, faults=faults)
