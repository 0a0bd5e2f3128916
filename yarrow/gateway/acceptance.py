"""A message is taken: the red-flag lane hears it, it is written down with what the lane says, and its turn begins."""

from __future__ import annotations

import time
from dataclasses import dataclass

from yarrow.gateway import keys, shapes, words
from yarrow.gateway.callers import Callers
from yarrow.gateway.offers import Offers
from yarrow.gateway.parts import Parts
from yarrow.gateway.problems import Problem
from yarrow.gateway.turn import now
from yarrow.gateway.turns import Turns
from yarrow.intake.case import Case
from yarrow.intake.turn import Result
from yarrow.intake.turn import Said as SaidNow
from yarrow.store.errors import BehindTheRecord, RecordUnavailable, UnknownConversation
from yarrow.store.standing import case_now
from yarrow.store.values import Accepted, Arrival, Change, Opened, Screened

MOST_READINGS = 5


@dataclass(frozen=True)
class Taken:
    """What became of a message, and what the lane said to it (None: it had nothing to say)."""

    accepted: Accepted
    spoken: Result | None


class Acceptance:
    """Takes messages, whatever door they came through."""

    def __init__(self, parts: Parts, callers: Callers, turns: Turns) -> None:
        self._parts = parts
        self._callers = callers
        self._turns = turns
        self._offers = Offers(parts)

    async def accept(self, opened: Opened, said: shapes.Said, started: float) -> Taken:
        """Hear a message, write it down, and have it answered; one that is known changes nothing.

        `started`: when it came in (time.monotonic). Raises Problem (409, 410, 422), LaneDown or RecordUnavailable.
        """
        conversation = opened.conversation.id
        await self._offers.check(conversation, case_now(opened), said)
        taken = await self._write_down(opened, said, started)
        if taken.accepted.outcome == "another":
            raise Problem(409, "same-id", words.SAME_ID)
        if taken.accepted.outcome == "new":
            self._begin(conversation, taken)
        return taken

    def _begin(self, conversation: str, taken: Taken) -> None:
        """Tell who waits for news, and have its turn begin."""
        is_done = taken.accepted.state == "done"
        if taken.spoken is not None or is_done:
            self._parts.hub.ring(conversation)
        if taken.spoken is not None and taken.spoken.messages:
            self._parts.metrics.safety.labels(_level(taken.spoken) or "asked").inc()
        if not is_done:
            self._turns.wake(conversation, taken.accepted.claim)

    async def _write_down(self, opened: Opened, said: shapes.Said, started: float) -> Taken:
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
                accepted = await self._callers.within(patience, self._parts.record.inbox.accept, arrival, now())
                return Taken(accepted, spoken)
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
