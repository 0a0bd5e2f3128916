"""The patient's own data: what is known, where it came from, and what was made of it."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from yarrow.brief.handout import Form, Order
from yarrow.clinical.history import History
from yarrow.gateway.callers import Callers
from yarrow.gateway.downloads import Downloads, audience_of, headers
from yarrow.gateway.parts import Parts
from yarrow.gateway.shapes import moment
from yarrow.gateway.turn import now
from yarrow.intake.case import Case
from yarrow.intake.picture import PRIVATE_PATHS, PRIVATE_RULES, discreet
from yarrow.store.errors import UnknownConversation
from yarrow.store.standing import case_now
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
        self._downloads = Downloads(parts)

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

    async def answers(self, request: Request, conversation: str) -> dict[str, Any]:
        """What is stored, question by question, to be read and put right."""
        opened = await self._callers.reader(request, conversation)
        casefile = await self._casefile(conversation)
        case = Case(History(casefile.facts), case_now(opened).standing)
        found = await self._parts.threads.record(self._parts.services.front_desk.answers, case)
        return {"conversation": conversation, **found}

    async def summary(self, request: Request, conversation: str) -> dict[str, Any]:
        """The summary in the patient's own terms, with the triage and the brief."""
        await self._callers.reader(request, conversation)
        return await self._summary(Order(conversation, "json", audience_of(request), now()))

    async def file(self, request: Request, conversation: str, form: Form) -> Response:
        """The brief as a file, for who has the key."""
        await self._callers.reader(request, conversation)
        order = Order(conversation, form, audience_of(request), now())
        await self._parts.gate.download(conversation)
        answer = await self.made(order)
        self._parts.metrics.downloads.labels(f"summary.{form}", order.audience, "key").inc()
        return answer

    async def made(self, order: Order) -> Response:
        """The file. Raises Problem, or UnknownConversation if it was erased meanwhile."""
        if order.form == "json":
            return JSONResponse(await self._summary(order), headers=headers(order))
        opened, casefile = await self._read(order.conversation)
        return await self._downloads.made(order, Case(History(casefile.facts), case_now(opened).standing))

    async def _summary(self, order: Order) -> dict[str, Any]:
        opened, casefile = await self._read(order.conversation)
        triage = await self._triage(opened, casefile)
        case = Case(discreet(History(casefile.facts)), case_now(opened).standing)
        summary = await self._parts.threads.record(self._parts.services.front_desk.summary, case, triage)
        whole = Case(History(casefile.facts), case.standing)
        drawn = await self._downloads.drawn(order, whole)
        brief = json.loads(drawn) if drawn else None
        return {"conversation": order.conversation, "summary": summary, "triage": triage, "brief": brief}

    async def _read(self, conversation: str) -> tuple[Opened, CaseFile]:
        casefile = await self._casefile(conversation)
        opened = await self._parts.threads.record(self._parts.record.conversations.open, conversation)
        if opened is None:
            raise UnknownConversation(conversation)
        return opened, casefile

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
