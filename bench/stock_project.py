"""Writes the stock Rasa project that ours is measured against.

What it is: the defaults of `rasa init` (DIET, ResponseSelector; Memoization, Rule, UnexpecTED and TED policies), SQL
tracker store on SQLite, REST channel, an action server; the same intents and the same training sentences as ours, but
for the topics within an intent.
What it is not: a history-taker. Each intent has one rule, to one custom action that sets two slots and says one
sentence; a few stories give the learning policies something to learn. It does less per turn than ours does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ACTION = "action_reply"
# Fixed, so that two runs train on the same; every intent occurs, in mixed company.
STORY_LENGTH = 5
STORY_STEPS = (1, 3, 7)

# `rasa init` writes 100 rounds of DIET, for its hundred sentences; with ten thousand a round takes half a minute on two
# cores, so 20 do here (it then knows 98 % of what it was trained on). docs/quality.md says so.
CONFIG = """recipe: default.v1
assistant_id: stock
language: en
pipeline:
- name: WhitespaceTokenizer
- name: RegexFeaturizer
- name: LexicalSyntacticFeaturizer
- name: CountVectorsFeaturizer
- name: CountVectorsFeaturizer
  analyzer: char_wb
  min_ngram: 1
  max_ngram: 4
- name: DIETClassifier
  epochs: 20
  constrain_similarities: true
- name: EntitySynonymMapper
- name: ResponseSelector
  epochs: 100
  constrain_similarities: true
- name: FallbackClassifier
  threshold: 0.3
  ambiguity_threshold: 0.1
policies:
- name: MemoizationPolicy
- name: RulePolicy
- name: UnexpecTEDIntentPolicy
  max_history: 5
  epochs: 100
- name: TEDPolicy
  max_history: 5
  epochs: 100
  constrain_similarities: true
"""

ACTIONS = '''"""The one action of the stock project."""

from rasa_sdk import Action
from rasa_sdk.events import SlotSet


class Reply(Action):
    """Says one sentence and sets two slots."""

    def name(self):
        return "action_reply"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="Thank you for telling me. What would you like to say next?")
        intent = tracker.latest_message["intent"]["name"]
        return [SlotSet("last_intent", intent), SlotSet("turns", len(tracker.events))]
'''


def write_project(folder: Path, *, ours: Path, actions_url: str) -> Path:
    """The stock project in this folder, made from our training data. `actions_url`: where its actions answer."""
    (folder / "data").mkdir(parents=True)
    _dump(folder / "data" / "nlu.yml", {"version": "3.1", "nlu": training(ours / "data" / "nlu")})
    (folder / "actions").mkdir()
    (folder / "actions" / "__init__.py").write_text("")
    (folder / "actions" / "actions.py").write_text(ACTIONS)
    (folder / "config.yml").write_text(CONFIG)
    (folder / "credentials.yml").write_text("rest:\n")
    _dump(folder / "endpoints.yml", _endpoints(folder, actions_url))
    intents = trained_intents(ours / "data" / "nlu")
    # The fallback has no training sentences of its own, and would otherwise be answered with silence.
    answered = [*intents, "nlu_fallback"]
    _dump(folder / "domain.yml", _domain(answered))
    _dump(folder / "data" / "rules.yml", {"version": "3.1", "rules": [_rule(intent) for intent in answered]})
    _dump(folder / "data" / "stories.yml", {"version": "3.1", "stories": _stories(intents)})
    return folder


def training(folder: Path) -> list[dict[str, str]]:
    """All training data of the folder and those in it, our intents' topics (`red_flag/faint`) taken as their intents.

    Stock Rasa's classifier learns no topics either; its ResponseSelector would want a response for each.
    """
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.yml"))]
    entries = [entry for file in files for entry in file.get("nlu", [])]
    return [{**entry, "intent": _base(entry["intent"])} if "intent" in entry else entry for entry in entries]


def trained_intents(folder: Path) -> list[str]:
    """The intents that the training data knows, without their topics, in alphabetical order."""
    return sorted({entry["intent"] for entry in training(folder) if "intent" in entry})


def _base(intent: str) -> str:
    return intent.partition("/")[0]


def _endpoints(folder: Path, actions_url: str) -> dict[str, Any]:
    store = {"type": "SQL", "dialect": "sqlite", "db": str(folder / "tracker.db")}
    return {"action_endpoint": {"url": actions_url}, "tracker_store": store}


def _domain(intents: list[str]) -> dict[str, Any]:
    slots = {
        "last_intent": {"type": "text", "influence_conversation": False, "mappings": [{"type": "custom"}]},
        "turns": {"type": "any", "mappings": [{"type": "custom"}]},
    }
    return {
        "version": "3.1",
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
        "intents": intents,
        "slots": slots,
        "actions": [ACTION],
    }


def _rule(intent: str) -> dict[str, Any]:
    return {"rule": f"answer {intent}", "steps": [{"intent": intent}, {"action": ACTION}]}


def _stories(intents: list[str]) -> list[dict[str, Any]]:
    return [_story(intents, step, start) for step in STORY_STEPS for start in range(0, len(intents), STORY_LENGTH)]


def _story(intents: list[str], step: int, start: int) -> dict[str, Any]:
    chosen = [intents[(start + place * step) % len(intents)] for place in range(STORY_LENGTH)]
    steps: list[dict[str, str]] = []
    for intent in chosen:
        steps += [{"intent": intent}, {"action": ACTION}]
    return {"story": f"by {step} from {start}", "steps": steps}


def _dump(path: Path, content: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
