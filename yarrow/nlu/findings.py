"""Pipeline component: what a message says (yarrow.language), as Rasa entities."""

from __future__ import annotations

import hashlib
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from yarrow.bootstrap.bot import PROTOCOL, desk
from yarrow.intake.changing import question_of
from yarrow.intake.ports import Desk
from yarrow.intake.taking import read
from yarrow.language.understanding import Finding, Understanding
from yarrow.nlu.message import turn_of

# Where the next component finds the whole understanding; not part of the message's output.
UNDERSTANDING = "understanding"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class Findings(GraphComponent, EntityExtractorMixin):
    """Reads the message as an answer to its question, the open one or the one it changes, with what is known."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Findings:
        """The component with the protocol and lexicon that are there now."""
        return cls(desk())

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """A hash of the protocol and the lexicon, so that Rasa's cache notices when they change."""
        digest = hashlib.sha256()
        for path in sorted(PROTOCOL.rglob("*.yml")):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the findings of each message to its entities."""
        for message in messages:
            understanding = self._read(message)
            entities = [_entity(finding) for finding in understanding.findings]
            message.set(ENTITIES, message.get(ENTITIES, []) + self.add_extractor_name(entities), add_to_output=True)
            message.set(UNDERSTANDING, understanding)
        return messages

    def _read(self, message: Message) -> Understanding:
        turn = turn_of(message)
        if turn is None:
            return self._desk.reader.read(message.get(TEXT) or "")
        asked = question_of(self._desk, turn.case, turn.said)
        return read(self._desk, turn.case, turn.said, turn.today, asked)


def _entity(finding: Finding) -> dict[str, Any]:
    return {
        "entity": finding.kind,
        "role": finding.status,
        "value": finding.id,
        "start": finding.start,
        "end": finding.end,
        "confidence_entity": 1.0,
    }
