"""What `yarrow understand --intents` and the measurements are told of a message."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from yarrow.nlu.intents import intent_of

DECIDED = {"name": "deny", "confidence": 1.0}
RANKING = [{"name": "unsure", "confidence": 0.43218}, {"name": "deny", "confidence": 0.3}]


def answer(parsed: dict[str, Any]) -> dict[str, Any]:
    """What is said of a message of which Rasa says this."""

    async def parse_message(_: Any) -> dict[str, Any]:
        return parsed

    agent = SimpleNamespace(processor=SimpleNamespace(parse_message=parse_message))
    return asyncio.run(intent_of(agent, {"text": "not that I know of", "question": "tried_before", "context": {}}))


def test_what_was_decided_stands_beside_the_classifiers_own_guess():
    assert answer({"intent": DECIDED, "intent_ranking": RANKING}) == {
        "intent": {"name": "deny", "confidence": 1.0}, "guess": {"name": "unsure", "confidence": 0.4322},
    }  # fmt: skip


@pytest.mark.parametrize("parsed", [{}, {"intent": None, "intent_ranking": []}])
def test_without_any_guess_there_is_no_name_and_no_confidence(parsed):
    nothing = {"name": None, "confidence": 0.0}
    assert answer(parsed) == {"intent": nothing, "guess": nothing}
