"""Golden conversations over the chat API, with the real processes behind it."""

from __future__ import annotations

import json
import uuid
from datetime import datetime, timezone
from typing import Any

import httpx

from tests.support.gateway import Chat, until
from tests.support.golden import Stored, started, unreadable
from tests.support.running import Running
from tests.support.wire import Passing
from yarrow.bootstrap.bot import desk
from yarrow.gateway import keys
from yarrow.gateway.words import HOLDING
from yarrow.intake.case import Case
from yarrow.intake.show import reopened
from yarrow.intake.turn import Message
from yarrow.store.errors import UnknownConversation
from yarrow.store.values import Start


class OverHttp:
    """One conversation played over HTTP; a Talk as tests/support/golden.py wants it."""

    def __init__(self, yarrow: Running, start: dict[str, Any]) -> None:
        self.yarrow = yarrow
        self.chat = in_the_middle(yarrow, started(start)) if "at" in start else yarrow.begin(**_locale(start))
        self.messages: list[Message] = []
        self.events: list[str] = []
        self.turn = 0
        self.last: tuple[dict[str, Any], httpx.Response] | None = None

    def say(self, text: str | None = None, choices: tuple[str, ...] = (), changes: str | None = None) -> None:
        """One message; if its answer is late, what is down is brought up and the whole answer waited for."""
        self.turn += 1
        body: dict[str, Any] = {"id": str(uuid.uuid4()), **({"choices": list(choices)} if choices else {})}
        body |= {"changes": changes} if changes else {}
        answer = self.chat.say(text, **body)
        if not answer.json()["complete"]:
            self.yarrow.mend()
            answer = until(lambda: (a := self.chat.say(text, **body)).json()["complete"] and a, 30)
        self.yarrow.wires["actions"].hooks.clear()
        said = answer.json()["messages"]
        self.messages = [Message.from_json(one) for one in said if one["text"] != HOLDING]
        self.events = self._happened()
        self.last = ({"text": text, **body}, answer)

    def befall(self, fault: str) -> list[str]:
        """Let something happen before the next turn, to the processes themselves."""
        return {
            "rasa_restart": self._restart_rasa,
            "actions_down": lambda: self.yarrow.kill("actions") or [],
            "action_fails": lambda: self.yarrow.wires["actions"].hooks.append(spoil) or [],
            "repeat_last": self._repeat,
        }[fault]()

    def stored(self) -> Stored:
        """What the patient's own record says."""
        record = self.chat.get("record").json()
        status = {path: entries[-1]["status"] for path, entries in record["provenance"].items()}
        return Stored(record["facts"], status, record["status"], record["triage"])

    def _restart_rasa(self) -> list[str]:
        self.yarrow.kill("rasa")
        self.yarrow.restart("rasa")
        return []

    def _repeat(self) -> list[str]:
        assert self.last is not None
        body, answer = self.last
        return [] if self.chat.say(**body).json() == answer.json() else ["the repeated message got another answer"]

    def _happened(self) -> list[str]:
        try:
            events = self.yarrow.record.casefiles.read(self.chat.id).events
        except UnknownConversation:
            return ["erase"]
        return [event.name for event in events if event.turn == self.turn]


def in_the_middle(yarrow: Running, case: Case) -> Chat:
    """A conversation that has come as far as this case, its open question having just been put."""
    token, now = keys.new_token(), datetime.now(timezone.utc)
    start = Start(
        id=keys.new_conversation(),
        token_hash=keys.hashed(token),
        token_expires_at=now + keys.LIFE,
        channel="widget",
        locale=case.history.value("locale"),
        standing=case.standing,
        messages=reopened(desk(), case),
        facts=case.history.facts,
    )
    yarrow.record.conversations.begin(start, now)
    return Chat(yarrow.http, {"conversation": start.id, "token": token})


def spoil(passing: Passing) -> None:
    """The action server gets a turn no use case can work with."""
    if passing.answer is None and passing.method == "POST":
        passing.body = json.dumps(unreadable(json.loads(passing.body))).encode()


def _locale(start: dict[str, Any]) -> dict[str, Any]:
    return {"locale": start.get("locale")}
