"""A patient whose conversation is in the record, as the gateway would store it: lane first, then the real use cases."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import Any

from tests.support.real_intake import real_play
from yarrow.bootstrap.web import ClinicalFrontDesk
from yarrow.clinical.history import History
from yarrow.gateway.turn import outcome_of, turn_of
from yarrow.intake.case import Case, Standing
from yarrow.intake.turn import Said
from yarrow.store.record import Record
from yarrow.store.standing import case_at_turn, case_now
from yarrow.store.values import Arrival, Change, Screened, Start

DAY = timedelta(hours=24)


class Teller:
    """`teller.say("I'm 34")`, `teller.tap("consent:yes")`; `at`: the moment of the next message, a minute apart."""

    def __init__(
        self, record: Record, desk: ClinicalFrontDesk, at: datetime | None = None, locale: str | None = "UK"
    ) -> None:
        from yarrow.intake.known import history_of

        self.record, self._desk = record, desk
        self._play = real_play(desk)
        self.id = secrets.token_urlsafe(16).replace("-", "x").replace("_", "y")
        self.at = at or datetime.now(timezone.utc) - timedelta(hours=1)
        self.messages: list[str] = []
        told = history_of({"locale": locale} if locale else {})
        opened = desk.open(Standing(), Case(told))
        facts = (*told.facts, *opened.facts)
        start = Start(self.id, "h" * 64, self.at + DAY, "widget", locale, opened.standing, opened.messages, facts)
        record.conversations.begin(start, self.at)

    @classmethod
    def agreed(cls, record: Record, desk: ClinicalFrontDesk, **more: Any) -> Teller:
        """Somebody who has agreed, and speaks for herself."""
        teller = cls(record, desk, **more)
        teller.tap("consent:yes")
        teller.tap("for_whom:self")
        return teller

    def say(self, text: str) -> str:
        """One message in words; its id."""
        return self._send(text, ())

    def tap(self, *choices: str) -> str:
        """One message of choices; its id."""
        return self._send(None, choices)

    def tell(self, turns: Iterable[dict[str, Any]]) -> Teller:
        """The turns of a golden conversation."""
        for turn in turns:
            if "fault" not in turn:
                self._send(turn.get("said"), tuple(turn.get("choices") or [turn[k] for k in ("choice",) if k in turn]))
        return self

    def arrive(self, text: str | None, choices: tuple[str, ...] = ()) -> str:
        """A message that is stored and heard by the lane, and not worked on yet; its id."""
        opened = self.record.conversations.open(self.id)
        assert opened is not None
        case, message = case_now(opened), str(uuid.uuid4())
        spoken = self._desk.screen(case, Said(message, text, choices), self.at.date().isoformat())
        screened = None
        if spoken is not None:
            level = next((event.get("level") for event in spoken.events if event.get("event") == "safety"), None)
            change = Change(case.standing, spoken.standing)
            screened = Screened(spoken.messages, spoken.facts, change, level, spoken.triage, spoken.events)
        version, held = opened.conversation.version, case.standing.consent is not True
        arrival = Arrival(self.id, message, text, choices, "hash", version, self.at + DAY, held, screened)
        self.record.inbox.accept(arrival, self.at)
        self.messages.append(message)
        return message

    def work(self) -> None:
        """Work on the oldest message that waits."""
        claim = self.record.inbox.claim(self.id, "teller", self.at, self.at + timedelta(seconds=20))
        assert claim is not None
        case = case_at_turn(claim)
        result = self._play(turn_of(claim, case))
        assert self.record.outbox.finish(claim, outcome_of(case, result), self.at + timedelta(seconds=2))
        self.at += timedelta(minutes=1)

    @property
    def history(self) -> History:
        """All that was told."""
        return History(self.record.casefiles.read(self.id).facts)

    def _send(self, text: str | None, choices: tuple[str, ...]) -> str:
        message = self.arrive(text, choices)
        self.work()
        return message
