"""Pipeline component: what kind of turn a message is. Rules where they are sure, else the trained classifier."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT
from rasa.shared.nlu.training_data.message import Message

from yarrow.bootstrap.bot import desk
from yarrow.intake.kind import Kind, kind_of
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import open_question
from yarrow.intake.turn import Turn
from yarrow.language.understanding import Understanding
from yarrow.nlu.findings import UNDERSTANDING
from yarrow.nlu.message import turn_of

INFORM = "inform"
FALLBACK = "nlu_fallback"
RED_FLAG = "red_flag"
# Intents after which the patient is not asked on, so that a mistaken guess would end the history.
LEAVING = ("stop_here", "pause", "delete_data", "third_party")
# Intents that answer one question of the conversation's own; elsewhere such words are an answer like any other.
ONLY_AT = {"consent": "consent", "confirm": "confirm_summary", "help_status": "can_you_get_help"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class TurnKind(GraphComponent, IntentClassifier):
    """Decides the intent from the open question, the findings, and the classifiers before it."""

    @classmethod
    def required_components(cls) -> list[type[Any]]:
        """A trained classifier comes first."""
        return [IntentClassifier]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The confidence from which the trained classifier is believed; the second: that the patient leaves."""
        return {"threshold": 0.3, "leaving_threshold": 0.7}

    def __init__(self, desk: Desk, threshold: float, leaving_threshold: float) -> None:
        self._desk = desk
        self._threshold = threshold
        self._leaving_threshold = leaving_threshold

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TurnKind:
        """The component with the protocol that is there now."""
        return cls(desk(), float(config["threshold"]), float(config["leaving_threshold"]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent of each message; the classifier's ranking stays for whoever wants to see it."""
        for message in messages:
            message.set(INTENT, self._decide(message), add_to_output=True)
        return messages

    def _decide(self, message: Message) -> dict[str, Any]:
        turn = turn_of(message)
        kind = self._by_rule(message, turn)
        if kind.sure:
            return _intent(kind.name, 1.0)
        guess = message.get(INTENT) or {"name": FALLBACK, "confidence": 0.0}
        confidence = float(guess["confidence"])
        needed = self._leaving_threshold if guess["name"] in LEAVING else self._threshold
        if confidence >= needed and _fits(guess["name"], turn):
            return _intent(guess["name"], confidence)
        if kind.name != FALLBACK:
            return _intent(kind.name, 1.0 - confidence)
        return _intent(INFORM if self._is_answer(message, turn) else FALLBACK, 1.0 - confidence)

    def _by_rule(self, message: Message, turn: Turn | None) -> Kind:
        if turn is not None:
            return kind_of(self._desk, turn)
        return Kind(RED_FLAG) if _tells_danger(message) else Kind(FALLBACK, sure=False)

    def _is_answer(self, message: Message, turn: Turn | None) -> bool:
        if message.get(ENTITIES):
            return True
        question = open_question(self._desk, turn.case) if turn else None
        return question is not None and question.kind == "text"


def _fits(name: str, turn: Turn | None) -> bool:
    return turn is None or name not in ONLY_AT or turn.case.standing.question == ONLY_AT[name]


def _tells_danger(message: Message) -> bool:
    understanding = message.get(UNDERSTANDING)
    return isinstance(understanding, Understanding) and bool(understanding.red_flags)


def _intent(name: str, confidence: float) -> dict[str, Any]:
    return {"name": name, "confidence": confidence}
