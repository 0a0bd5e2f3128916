"""What the channel makes of a turn before Rasa sees it, and of the agent before the first turn."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.tracker_store import InMemoryTrackerStore

from tests.support.bot_processes import a_turn
from tests.support.in_process import Bot
from yarrow.intake.turn import Turn
from yarrow.nlu import readiness
from yarrow.nlu.canaries import CANARIES
from yarrow.nlu.channel import GatewayChannel, answer, plain, user_message
from yarrow.nlu.readiness import check_agent
from yarrow.nlu.snapshot import Conflict


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    return Bot(Path(tmp_path_factory.mktemp("bot")))


@pytest.fixture
def agent(bot: Bot) -> Iterator[Agent]:
    store = bot.agent.tracker_store._tracker_store
    yield bot.agent
    bot.agent.tracker_store._tracker_store = store
    bot.agent.tracker_store.event_broker = None


def turn(number: int = 1, text: str | None = "hello", *choices: str, conversation: str = "c") -> Turn:
    return Turn.from_json(a_turn(conversation, number, text, *choices))


@pytest.mark.parametrize(
    "text", ["/restart", " /restart", "\u00a0\u2003/restart", "\u200b//restart", "\ufeff / /restart"]
)
def test_no_text_begins_with_a_slash_however_it_is_disguised(text: str) -> None:
    assert plain(text) == "restart"


def test_a_slash_inside_a_text_stays() -> None:
    assert plain("and/or 1/2") == "and/or 1/2"


def test_a_text_is_capped() -> None:
    assert len(plain("a" * 10_000)) == 4000


def test_a_choice_brings_its_intent_and_never_becomes_text() -> None:
    message = user_message(turn(1, None, "cycles:regular"))
    assert message.text == ""
    assert message.parse_data == {"text": "", "intent": {"name": "inform", "confidence": 1.0}, "entities": []}


def test_a_text_goes_through_nlu_with_the_turn_as_its_only_metadata() -> None:
    message = user_message(turn())
    assert message.parse_data is None
    assert list(message.metadata) == ["turn"]


@pytest.mark.parametrize("secret", [None, "", "short", "${YARROW_CHANNEL_SECRET}"])
def test_there_is_no_channel_without_a_secret(secret: str | None) -> None:
    with pytest.raises(ValueError, match="YARROW_CHANNEL_SECRET"):
        GatewayChannel.from_credentials({"secret": secret})


def test_a_turn_is_run_once(bot: Bot) -> None:
    bot.actions.called.clear()
    first, second = (bot.take(turn(1, "why do you ask?", conversation="once")) for _ in range(2))
    assert first == second
    assert bot.actions.called == ["action_explain_why"]


def test_a_usual_answer_costs_two_actions(bot: Bot) -> None:
    bot.actions.called.clear()
    bot.take(turn(1, None, "cycles:regular", conversation="cost"))
    assert bot.actions.called[0] == "action_record_answer"
    assert len(bot.actions.called) == 2


def test_a_later_turn_that_is_stored_already_is_a_conflict(bot: Bot) -> None:
    bot.take(turn(5, conversation="later"))
    with pytest.raises(Conflict):
        bot.take(turn(4, conversation="later"))


def test_a_turn_that_nobody_stored_is_a_conflict(bot: Bot) -> None:
    async def nothing(message: Any) -> None:
        return None

    with pytest.raises(Conflict):
        asyncio.run(answer(bot.store, turn(1, conversation="nobody"), nothing))


def test_a_failing_store_raises_instead_of_forgetting(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    asyncio.run(check_agent(agent))

    async def fail(*_: Any) -> None:
        raise OSError("down")

    monkeypatch.setattr(agent.tracker_store._tracker_store, "retrieve", fail)
    with pytest.raises(OSError, match="down"):
        asyncio.run(agent.handle_message(user_message(turn(1, conversation="raises"))))


def test_a_good_agent_is_ready(agent: Agent) -> None:
    assert asyncio.run(check_agent(agent)) == []


def test_an_agent_without_a_model_is_not() -> None:
    assert asyncio.run(check_agent(None))
    assert asyncio.run(check_agent(Agent()))


def test_another_tracker_store_is_noticed(agent: Agent) -> None:
    agent.tracker_store._tracker_store = InMemoryTrackerStore(agent.domain)
    assert "InMemoryTrackerStore" in asyncio.run(check_agent(agent))[0]


def test_an_event_broker_is_noticed(agent: Agent) -> None:
    agent.tracker_store.event_broker = object()
    assert "broker" in asyncio.run(check_agent(agent))[0]


def test_a_model_that_does_not_know_its_words_is_noticed(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "CANARIES", (("tell me a joke", "ask_person"),))
    assert "'tell me a joke' was taken for out_of_scope" in asyncio.run(check_agent(agent))[0]


def test_a_section_the_rules_do_not_know_is_noticed(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    slots = [slot for slot in agent.domain.slots if slot.name != "gut_open"]
    monkeypatch.setattr(agent.domain, "slots", slots)
    assert "section gut" in asyncio.run(check_agent(agent))[0]


def test_the_canaries_are_enough_and_know_danger() -> None:
    assert len(CANARIES) >= 30
    assert sum(1 for _, intent in CANARIES if intent == "red_flag") >= 8
