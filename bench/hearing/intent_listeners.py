"""Trained intents as acts: our model's, and stock Rasa's."""

from __future__ import annotations

import time
from typing import Any, Literal

import httpx

from bench.hearing.acts import act_of
from bench.hearing.case import Case
from bench.hearing.listener import Heard
from yarrow.commands.intents import Intents

RED_FLAG = "red_flag"
# Stock Rasa has no levels: an intent of danger stands for the most urgent.
DANGER = "T0"
Part = Literal["intent", "guess"]


class ModelListener:
    """Our trained model, given question and context. `part`: what was decided with the rules, or its own guess."""

    def __init__(self, intents: Intents, part: Part) -> None:
        self._intents, self._part = intents, part

    def hear(self, case: Case) -> Heard:
        """The act that the intent comes to, and its confidence."""
        began = time.perf_counter()
        answer = self._intents.of(case.entry())
        return _heard(answer[self._part], (time.perf_counter() - began) * 1000)


class StockListener:
    """A stock Rasa server's parsing call; it is told neither question nor context, as stock Rasa has no such place."""

    def __init__(self, client: httpx.Client, address: str) -> None:
        self._client, self._address = client, address

    def hear(self, case: Case) -> Heard:
        """The act that the intent comes to, its confidence, and whether it is the intent of danger."""
        began = time.perf_counter()
        reply = self._client.post(f"{self._address}/model/parse", json={"text": case.text})
        milliseconds = (time.perf_counter() - began) * 1000
        reply.raise_for_status()
        return _heard(reply.json().get("intent") or {}, milliseconds)


def _heard(intent: dict[str, Any], milliseconds: float) -> Heard:
    name = intent.get("name") or ""
    danger = name.partition("/")[0] == RED_FLAG
    read = {"act": act_of(name), "level": DANGER if danger else None, "ask": None}
    return Heard(read, milliseconds, float(intent.get("confidence") or 0.0))
