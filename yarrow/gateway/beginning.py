"""A conversation begins: through whatever door, with the same first words."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from yarrow.bootstrap.web import FrontDesk
from yarrow.clinical.fact import Fact, Provenance
from yarrow.clinical.history import History
from yarrow.gateway import keys, words
from yarrow.gateway.callers import Callers
from yarrow.gateway.parts import Parts
from yarrow.gateway.problems import Problem
from yarrow.gateway.turn import now
from yarrow.intake.case import Case, Standing
from yarrow.intake.turn import Result
from yarrow.store.values import Outbound, Start
from yarrow.web.logs import described

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Begun:
    """A new conversation with its first words as stored, and the token that opens it."""

    conversation: str
    token: str
    said: tuple[Outbound, ...]


class Beginning:
    """Begins conversations."""

    def __init__(self, parts: Parts, callers: Callers) -> None:
        self._parts = parts
        self._callers = callers

    async def begin(self, channel: str, locale: str | None) -> Begun:
        """A new conversation, stored with its first words. Raises Problem (503) or RecordUnavailable."""
        settings = self._parts.settings
        facts = (Fact("locale", value=locale, provenance=Provenance(captured="button")),) if locale else ()
        standing = Standing(lang=settings.lang, guidance=settings.guidance)
        opening = await self._opening(standing, Case(History(facts), standing))
        token = keys.new_token()
        start = Start(
            id=keys.new_conversation(),
            token_hash=keys.hashed(token),
            token_expires_at=now() + keys.LIFE,
            channel=channel,
            locale=locale,
            standing=opening.standing,
            messages=opening.messages,
            facts=(*facts, *opening.facts),
        )
        patience = self._parts.pace.record_timeout
        said = await self._callers.within(patience, self._parts.record.conversations.begin, start, now())
        return Begun(start.id, token, said)

    async def _opening(self, standing: Standing, case: Case) -> Result:
        front_desk: FrontDesk = self._parts.services.front_desk
        try:
            return await self._parts.threads.record(front_desk.open, standing, case)
        except Exception as error:
            log.error("opening failed", **described(error))
            raise Problem(503, "not-ready", words.TRY_LATER, retry_after=10) from None
