"""One invented person's visit: a whole conversation with the running gateway, over its chat API."""

from __future__ import annotations

import random
import time
import uuid
from typing import Any

import httpx

from yarrow.seeding.visitors import ASIDES, Visitor, answer

MOST_TURNS = 90
MOST_ASIDES = 3
WAITS = 60


class Visit:
    """Talks until the end, or until this person leaves."""

    def __init__(self, client: httpx.Client, visitor: Visitor, chance: random.Random) -> None:
        self._client, self._visitor, self._chance = client, visitor, chance
        self._leaves = chance.choice(visitor.leaves) if visitor.leaves else "none"
        self._asides = list(visitor.aside)
        self.conversation = ""
        self._key: dict[str, str] = {}

    def hold(self) -> str:
        """The id of the conversation. Raises httpx.HTTPError if the gateway fails."""
        begun = self._post("/api/conversations", {"locale": self._chance.choice(self._visitor.locale)})
        self.conversation, self._key = begun["conversation"], {"Authorization": f"Bearer {begun['token']}"}
        asked = begun["messages"][-1]
        if self._visitor.opens and self._chance.random() < 0.5:
            asked = self._say({"text": self._chance.choice(self._visitor.opens)}) or asked
        for _ in range(MOST_TURNS):
            question = asked["question"]
            if question is None or question["id"] == self._leaves:
                break
            asked = self._turn(asked)
        return self.conversation

    def _turn(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Answer, or say what is on one's mind first; the last message that came back."""
        if self._asides and asked["question"]["id"] != "consent" and self._chance.random() < ASIDES:
            said = self._asides.pop(self._chance.randrange(len(self._asides)))
            return self._say({"text": said}) or asked
        offered = [choice["value"] for choice in asked["choices"]]
        return self._say(answer(self._visitor, asked["question"], offered, self._chance)) or asked

    def _say(self, said: dict[str, Any]) -> dict[str, Any] | None:
        body = {"id": str(uuid.UUID(int=self._chance.getrandbits(128), version=4)), **said}
        answered = self._post(f"/api/conversations/{self.conversation}/messages", body)
        return answered["messages"][-1] if answered["messages"] else None

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        for _ in range(WAITS):
            reply = self._client.post(path, json=body, headers=self._key)
            if reply.status_code != httpx.codes.TOO_MANY_REQUESTS:
                break
            time.sleep(min(5.0, float(reply.headers.get("retry-after", 1))))
        reply.raise_for_status()
        content: dict[str, Any] = reply.json()
        return content
