"""One turn: the message goes to Rasa, what comes back is weighed, and the record is told in one transaction."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Any, Literal

import structlog

from yarrow.gateway import words
from yarrow.gateway.lane import today
from yarrow.gateway.offers import Offers
from yarrow.gateway.parts import Parts
from yarrow.gateway.rasa import RasaAway, RasaFailed
from yarrow.intake.case import Case
from yarrow.intake.opening import DANGER_HEARD
from yarrow.intake.screen import is_vital
from yarrow.intake.turn import Message, Result, Said, Turn
from yarrow.store.standing import case_at_turn
from yarrow.store.values import Claim, Outcome, Receipt
from yarrow.web.logs import described

log = structlog.get_logger(__name__)
# Events after which a person from the clinic should look.
FOR_STAFF = frozenset({"person_wanted", "cannot_get_help", "action_failed"})
# What may be noted of somebody who has not agreed yet, beside what the red-flag lane notes.
BEFORE_CONSENT = frozenset({"consent", "locale", "lang"})
# The id of a message that came over a line to a messaging app begins with the line's.
OVER_A_LINE = re.compile(r"[A-Za-z0-9]{16}:")
Verdict = Literal["done", "again", "away"]


@dataclass(frozen=True)
class Farewell:
    """The last words of a conversation that was erased: in the record they can no longer be."""

    messages: tuple[Message, ...]
    receipt: Receipt


class TurnRunner:
    """Works on one claimed message."""

    def __init__(self, parts: Parts) -> None:
        self._record, self._rasa, self._threads = parts.record, parts.rasa, parts.threads
        self._metrics, self._tries = parts.metrics, parts.pace.tries
        self._offers = Offers(parts)
        self.farewells: dict[tuple[str, str], Farewell] = {}

    async def run(self, claim: Claim) -> Verdict:
        """Work on a message. 'again': it is back in its place, and has a try less; 'away': Rasa is not there.

        Raises RecordUnavailable: then the lease runs out and the message is taken up again.
        """
        started = time.perf_counter()
        try:
            case = case_at_turn(claim)
            card = await self._offers.card(claim.inbound.conversation, claim.inbound.changes)
            result = await self._rasa.turn(turn_of(claim, case, card))
            outcome = outcome_of(case, result)
        except RasaAway:
            await self._threads.record(self._record.inbox.release, claim, counted=False)
            return "away"
        except RasaFailed as failure:
            return await self._failed(claim, failure.reason)
        except Exception as error:  # a turn of ours that fails must not be silent either (style.md §6, Errors)
            log.error("turn failed", conversation=claim.inbound.conversation, **described(error))
            return await self._failed(claim, type(error).__name__)
        self._metrics.turn_seconds.observe(time.perf_counter() - started)
        if any(event.get("event") == "erase" for event in outcome.events):
            await self._erase(claim, outcome)
        else:
            await self._threads.record(self._record.outbox.finish, claim, outcome, now())
            if outcome.consent == "refused":
                await self._rasa.forget(claim.inbound.conversation)
        return "done"

    async def _failed(self, claim: Claim, reason: str) -> Verdict:
        message = claim.inbound
        self._metrics.turn_failures.labels(reason).inc()
        tries = message.tries + 1
        log.warning("turn failed", conversation=message.conversation, turn=message.turn, reason=reason, tries=tries)
        if tries < self._tries:
            await self._threads.record(self._record.inbox.release, claim, counted=True)
            return "again"
        happened = {"event": "action_failed", "reason": reason}
        failure = await self._failure_words(claim)
        await self._threads.record(self._record.outbox.fail, claim, failure, happened, now())
        self._metrics.given_up.inc()
        return "done"

    async def _failure_words(self, claim: Claim) -> Message:
        """The failure text, with the open question, so that the patient can go on."""
        open_question = case_at_turn(claim).standing.question
        asked = None
        if open_question is not None:
            asked = await self._threads.record(
                self._record.outbox.last_asked, claim.inbound.conversation, open_question
            )
        return replace(asked, text=words.FAILURE, level=None) if asked else Message(words.FAILURE)

    async def _erase(self, claim: Claim, outcome: Outcome) -> None:
        conversation = claim.inbound.conversation
        erase = self._record.conversations.erase
        # Who asked for it in a messaging app hears the last words there; then nothing is left of them, either.
        parting = outcome.messages if OVER_A_LINE.match(claim.inbound.id) else ()
        receipt = await self._threads.record(erase, conversation, "patient", now(), parting=parting)
        self.farewells[conversation, claim.inbound.id] = Farewell(outcome.messages, receipt)
        while len(self.farewells) > 1000:
            self.farewells.pop(next(iter(self.farewells)))


def turn_of(claim: Claim, case: Case, card: tuple[str, ...] = ()) -> Turn:
    """The turn as Rasa gets it: all it needs travels in it. `card`: what a question being changed had offered."""
    message = claim.inbound
    said = Said(message.id, message.text, message.choices, message.at.isoformat(), message.changes, card)
    return Turn(message.conversation, message.turn, said, case, today(), screened=message.change is not None)


def outcome_of(case: Case, result: Result) -> Outcome:
    """What of a result is stored: nothing about health from before consent, the lane's findings excepted."""
    names = {event.get("event") for event in result.events}
    refused = "consent_refused" in names
    agreed = bool(result.standing.consent) and not refused
    facts = result.facts
    if not agreed and not case.standing.consent:
        # What the lane of the action server heard and ours had not, or a danger sign that calls for nothing yet.
        danger = bool(names & {"safety", DANGER_HEARD})
        facts = tuple(fact for fact in facts if fact.path in BEFORE_CONSENT or (danger and is_vital(fact.path)))
    return Outcome(
        standing=replace(result.standing, status="declined") if refused else result.standing,
        messages=result.messages,
        facts=() if refused else facts,
        triage=None if refused else result.triage,
        understanding=None if refused else plain(result.understanding),
        events=tuple(event for event in result.events if "event" in event),
        consent="refused" if refused else ("given" if agreed and not case.standing.consent else None),
        needs_human=bool(names & FOR_STAFF),
        answered=result.answered if agreed else None,
    )


def plain(understanding: dict[str, Any]) -> dict[str, Any] | None:
    """None instead of an empty understanding."""
    return understanding or None


def now() -> datetime:
    """The moment, aware."""
    return datetime.now(timezone.utc)
