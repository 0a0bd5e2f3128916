"""The patient's own data: what is known, where it came from, and what was made of it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from yarrow.clinical.history import History
from yarrow.gateway.callers import Callers
from yarrow.gateway.parts import Parts
from yarrow.gateway.shapes import moment
from yarrow.gateway.standing import case_now
from yarrow.intake.case import Case
from yarrow.intake.picture import PRIVATE_PATHS, PRIVATE_RULES, discreet
from yarrow.store.values import CaseFile, Opened, StoredEvent

NOTHING_YET: dict[str, Any] = {
    "level": None,
    "rules": [],
    "recommendations": [],
    "overlays": [],
    "deferred": [],
    "not_needed": [],
}


class Mine:
    """Record and summary. What only the clinician may read is in neither (DESIGN §4.5): others may see the screen."""

    def __init__(self, parts: Parts, callers: Callers) -> None:
        self._parts = parts
        self._callers = callers

    async def record(self, request: Request, conversation: str) -> dict[str, Any]:
        """Facts, provenance, triage and safety events."""
        opened = await self._callers.reader(request, conversation)
        casefile = await self._casefile(conversation)
        history = discreet(History(casefile.facts))
        return {
            "conversation": conversation,
            "status": case_now(opened).standing.status,
            "facts": history.flat,
            "provenance": history.provenance(),
            "triage": await self._triage(opened, casefile),
            "safety_events": [_safety(event) for event in casefile.events if _is_shown(event)],
        }

    async def summary(self, request: Request, conversation: str) -> dict[str, Any]:
        """The summary in the patient's own terms, with the triage."""
        opened = await self._callers.reader(request, conversation)
        casefile = await self._casefile(conversation)
        triage = await self._triage(opened, casefile)
        case = Case(discreet(History(casefile.facts)), case_now(opened).standing)
        summary = await self._parts.threads.record(self._parts.services.front_desk.summary, case, triage)
        return {"conversation": conversation, "summary": summary, "triage": triage}

    async def _casefile(self, conversation: str) -> CaseFile:
        return await self._parts.threads.record(self._parts.record.casefiles.read, conversation)

    async def _triage(self, opened: Opened, casefile: CaseFile) -> dict[str, Any]:
        """The last triage, made anew if facts came after it or if it tells what only the clinician may read."""
        stored = casefile.triage
        private = any(fact.path in PRIVATE_PATHS for fact in casefile.facts)
        if stored is not None and stored.turn >= casefile.last_fact_turn and not private:
            triage = stored.result
        elif not casefile.facts:
            triage = NOTHING_YET
        else:
            case = Case(History(casefile.facts), case_now(opened).standing)
            triage = await self._parts.threads.record(self._parts.services.front_desk.triage, case)
        if self._parts.settings.guidance == "safety_net":
            triage = {**triage, "level": None, "rules": []}
        return triage


def _is_shown(event: StoredEvent) -> bool:
    return event.name == "safety" and not set(event.detail.get("rules", ())) <= set(PRIVATE_RULES)


def _safety(event: StoredEvent) -> dict[str, Any]:
    rules = [rule for rule in event.detail.get("rules", ()) if rule not in PRIVATE_RULES]
    return {"turn": event.turn, "at": moment(event.at), **event.detail, "rules": rules}
