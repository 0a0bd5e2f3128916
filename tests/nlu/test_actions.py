"""The actions: thin, always answering, and silent about the patient's words."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
import yaml
from rasa_sdk.executor import ActionExecutor

from actions.base import SafeAction
from actions.interview import RecordAnswer
from tests.support.bot_processes import a_turn
from tests.support.in_process import ROOT
from yarrow.bootstrap.bot import desk

MARKER = "marigold-marker"


@pytest.fixture(scope="module")
def executor() -> ActionExecutor:
    made = ActionExecutor()
    made.register_package("actions")
    return made


def call(turn: dict[str, Any], name: str, intent: str = "inform", **slots: Any) -> dict[str, Any]:
    """What Rasa sends to run an action."""
    user = {"event": "user", "text": turn["said"]["text"], "metadata": {"turn": turn}, "timestamp": 0}
    tracker = {
        "sender_id": turn["conversation"],
        "slots": slots,
        "latest_message": {"intent": {"name": intent}, "text": "", "entities": []},
        "events": [user],
        "paused": False,
        "followup_action": None,
        "active_loop": {},
        "latest_action_name": "action_listen",
    }
    return {
        "next_action": name,
        "sender_id": turn["conversation"],
        "tracker": tracker,
        "domain": {},
        "version": "3.6.21",
    }


def run(executor: ActionExecutor, request: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The result an action uttered, and the slots it set."""
    answer = asyncio.run(executor.run(request))
    [uttered] = answer["responses"]
    slots = {event["name"]: event["value"] for event in answer["events"] if event["event"] == "slot"}
    return uttered["custom"]["yarrow"], slots


def ours(executor: ActionExecutor) -> set[str]:
    return {name for name in executor.actions if name.startswith("action_")}


def test_the_domain_and_the_code_name_the_same_actions(executor: ActionExecutor) -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    assert set(domain["actions"]) == ours(executor)


def test_every_action_is_safe() -> None:
    assert all(action.__module__.startswith("actions.") for action in SafeAction.__subclasses__())


def test_there_is_an_action_for_every_section(executor: ActionExecutor) -> None:
    assert {f"action_ask_{section.id}" for section in desk().protocol.sections} <= ours(executor)


def test_every_action_answers_every_turn_with_words_or_a_reason(executor: ActionExecutor) -> None:
    for name in sorted(ours(executor)):
        result, _ = run(executor, call(a_turn("c", 1), name))
        assert result["messages"] or name in ("action_record_answer", "action_confirm_summary"), name
        assert [e for e in result["events"] if e["event"] == "action_failed"] == [], name


def test_an_answer_sets_who_speaks_next_and_which_sections_are_open(executor: ActionExecutor) -> None:
    _, slots = run(executor, call(a_turn("c", 1, None, "cycles:regular"), "action_record_answer"))
    assert slots["floor"] == "yarrow"
    assert [slots[f"{section.id}_open"] for section in desk().protocol.sections].count(True) >= 4


def test_key_facts_are_mirrored_into_slots(executor: ActionExecutor) -> None:
    turn = a_turn("c", 1, None, "cycles:regular")
    turn["case"] = {
        **turn["case"],
        "facts": [
            *turn["case"]["facts"],
            *({"path": path, "status": "present", "value": True} for path in ("conditions.sle", "symptoms.bloating")),
        ],
    }
    _, slots = run(executor, call(turn, "action_record_answer"))
    assert (slots["pregnant_now"], slots["age"]) == ("no", 31)
    assert slots["autoimmune_conditions"] == ["sle"]
    assert slots["gut_symptoms"] == ["bloating"]


def test_the_second_action_of_a_turn_sees_the_case_after_the_first(executor: ActionExecutor) -> None:
    turn = a_turn("c", 1, None, "cycles:regular")
    _, slots = run(executor, call(turn, "action_record_answer"))
    result, _ = run(executor, call(turn, "action_ask_about", turn_so_far=slots["turn_so_far"]))
    assert result["messages"][-1]["question"]["id"] != "cycles"


def test_what_another_turn_came_to_is_not_seen(executor: ActionExecutor) -> None:
    _, slots = run(executor, call(a_turn("c", 1, None, "cycles:regular"), "action_record_answer"))
    result, _ = run(executor, call(a_turn("c", 2), "action_explain_why", turn_so_far=slots["turn_so_far"]))
    assert result["messages"][-1]["question"]["id"] == "cycles"


def test_a_failing_use_case_still_answers_and_puts_the_question_again(
    executor: ActionExecutor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any) -> None:
        raise ValueError(MARKER)

    monkeypatch.setattr(RecordAnswer, "act", fail)
    with caplog.at_level(logging.INFO):
        result, slots = run(executor, call(a_turn("c", 1, MARKER), "action_record_answer"))
    assert result["messages"][0]["text"].startswith("I'm sorry")
    assert result["messages"][-1]["question"]["id"] == "cycles"
    assert result["events"] == [{"event": "action_failed", "action": "action_record_answer", "error": "ValueError"}]
    assert (result["facts"], slots["floor"]) == ([], "patient")
    assert MARKER not in caplog.text
    assert "action_record_answer failed: ValueError at" in caplog.text
