"""What the trained policies do next: every kind of turn has its action, and the sections come in their order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.agent import Agent
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from tests.support.in_process import ROOT, Bot

SECTIONS = ("opening", "safety", "about", "losses", "autoimmune", "gut", "wellbeing", "closing")
FIRST = {
    "inform": "action_record_answer",
    "affirm": "action_record_answer",
    "deny": "action_record_answer",
    "unsure": "action_record_answer",
    "skip": "action_record_answer",
    "correct": "action_record_answer",
    "consent": "action_record_answer",
    "confirm": "action_confirm_summary",
    "change_something": "action_change_something",
    "ask_why": "action_explain_why",
    "ask_evidence": "action_answer_evidence",
    "ask_diagnosis": "action_set_boundary",
    "ask_treatment": "action_set_boundary",
    "ask_person": "action_ask_for_person",
    "pause": "action_pause",
    "resume": "action_resume",
    "stop_here": "action_stop_here",
    "delete_data": "action_ask_to_delete",
    "see_data": "action_show_data",
    "distress": "action_comfort",
    "red_flag": "action_record_answer",
    "help_status": "action_help_status",
    "third_party": "action_acknowledge_third_party",
    "thanks": "action_thanks",
    "greet": "action_greet",
    "out_of_scope": "action_out_of_scope",
    "nlu_fallback": "action_not_understood",
}


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Agent:
    return Bot(Path(tmp_path_factory.mktemp("bot"))).agent


@pytest.fixture
def tracker(agent: Agent) -> DialogueStateTracker:
    return DialogueStateTracker("t", agent.domain.slots)


def hear(tracker: DialogueStateTracker, agent: Agent, intent: str) -> None:
    tracker.update(ActionExecuted("action_listen"), agent.domain)
    tracker.update(UserUttered("", {"name": intent, "confidence": 1.0}), agent.domain)


def run(tracker: DialogueStateTracker, agent: Agent, **slots: Any) -> str:
    """Run the next action, which sets these slots; its name."""
    name = next_action(tracker, agent)
    tracker.update(ActionExecuted(name), agent.domain)
    for slot, value in slots.items():
        tracker.update(SlotSet(slot, value), agent.domain)
    return name


def next_action(tracker: DialogueStateTracker, agent: Agent) -> str:
    prediction = agent.processor._predict_next_with_tracker(tracker)
    return str(agent.domain.action_names_or_texts[prediction.max_confidence_index])


def flags(*still_open: str) -> dict[str, bool]:
    return {f"{section}_open": section in still_open for section in SECTIONS}


def test_every_intent_of_the_domain_is_tried_here(agent: Agent) -> None:
    defaults = {"restart", "back", "session_start"}
    assert set(agent.domain.intents) - defaults == set(FIRST)


@pytest.mark.parametrize(("intent", "action"), FIRST.items())
def test_each_kind_of_turn_has_its_action(
    agent: Agent, tracker: DialogueStateTracker, intent: str, action: str
) -> None:
    hear(tracker, agent, intent)
    assert next_action(tracker, agent) == action


@pytest.mark.parametrize("intent", sorted(name for name, action in FIRST.items() if action != "action_record_answer"))
def test_an_aside_is_one_action_and_then_the_patient_speaks(
    agent: Agent, tracker: DialogueStateTracker, intent: str
) -> None:
    hear(tracker, agent, intent)
    run(tracker, agent, floor="patient", section="gut")
    assert next_action(tracker, agent) == "action_listen"


@pytest.mark.parametrize("first", range(len(SECTIONS)))
def test_after_an_answer_the_first_open_section_is_entered(
    agent: Agent, tracker: DialogueStateTracker, first: int
) -> None:
    hear(tracker, agent, "inform")
    run(tracker, agent, floor="yarrow", **flags(*SECTIONS[first:]))
    assert run(tracker, agent, section=SECTIONS[first], requested_question="q") == f"action_ask_{SECTIONS[first]}"
    assert next_action(tracker, agent) == "action_listen"


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_with_nothing_to_ask_is_passed_in_silence(
    agent: Agent, tracker: DialogueStateTracker, section: str
) -> None:
    hear(tracker, agent, "skip")
    run(tracker, agent, floor="yarrow", **flags(section))
    assert next_action(tracker, agent) == f"action_ask_{section}"


def test_a_correction_that_opens_an_earlier_section_leads_back_to_it(
    agent: Agent, tracker: DialogueStateTracker
) -> None:
    hear(tracker, agent, "inform")
    run(tracker, agent, floor="yarrow", **flags("gut", "closing"))
    assert run(tracker, agent) == "action_ask_gut"
    run(tracker, agent)
    hear(tracker, agent, "correct")
    run(tracker, agent, floor="yarrow", **flags("losses", "gut", "closing"))
    assert next_action(tracker, agent) == "action_ask_losses"


def test_when_nothing_is_left_to_ask_comes_the_summary(agent: Agent, tracker: DialogueStateTracker) -> None:
    hear(tracker, agent, "deny")
    run(tracker, agent, floor="yarrow", **flags())
    assert run(tracker, agent) == "action_summarise"
    assert next_action(tracker, agent) == "action_listen"


def test_while_something_must_be_cleared_up_the_patient_speaks(agent: Agent, tracker: DialogueStateTracker) -> None:
    hear(tracker, agent, "inform")
    run(tracker, agent, floor="patient", **flags("safety", "gut"))
    assert next_action(tracker, agent) == "action_listen"


def test_a_confirmed_summary_is_followed_by_the_advice(agent: Agent, tracker: DialogueStateTracker) -> None:
    hear(tracker, agent, "confirm")
    run(tracker, agent, floor="yarrow", **flags())
    assert run(tracker, agent) == "action_advise"
    assert next_action(tracker, agent) == "action_listen"


def test_a_summary_that_is_not_right_waits_for_the_change(agent: Agent, tracker: DialogueStateTracker) -> None:
    hear(tracker, agent, "confirm")
    run(tracker, agent, floor="patient", **flags())
    assert next_action(tracker, agent) == "action_listen"


def test_an_unheard_of_state_falls_back_to_words(agent: Agent, tracker: DialogueStateTracker) -> None:
    tracker.update(ActionExecuted("action_listen"), agent.domain)
    tracker.update(UserUttered("", {"name": None, "confidence": 0.0}), agent.domain)
    assert next_action(tracker, agent) == "action_not_understood"


def test_every_section_of_the_rules_has_a_slot_and_an_action() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    for section in SECTIONS:
        assert f"{section}_open" in domain["slots"]
        assert f"action_ask_{section}" in domain["actions"]
