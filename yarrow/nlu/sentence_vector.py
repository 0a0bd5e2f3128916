"""Pipeline component: what a message means, as the sentence encoder's vector (yarrow/encoder)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from yarrow.encoder.encoder import MODEL_SHA256, VOCABULARY_SHA256, Encoder

SCALE = "scale"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVector(DenseFeaturizer, GraphComponent):
    """Adds one dense row per message. Words have none of their own: no component here asks for them."""

    @classmethod
    def required_components(cls) -> list[type[Any]]:
        """Rasa's tokenizer comes first, as before every featurizer; it is not used."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`scale`: the length of the vector, which weighs it against counts of words (their rows are longer than 1)."""
        return {**DenseFeaturizer.get_default_config(), SCALE: 10.0}

    def __init__(self, config: dict[str, Any], name: str, encoder: Encoder) -> None:
        super().__init__(name, config)
        self._encoder = encoder

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceVector:
        """The component with the pinned encoder. Raises EncoderError if a file of it is missing or is another."""
        return cls(config, execution_context.node_name, Encoder.load())

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Raises InvalidConfigException unless `scale` is a number above 0."""
        scale = config.get(SCALE)
        if isinstance(scale, bool) or not isinstance(scale, (int, float)) or scale <= 0:
            raise InvalidConfigException(f"config.yml: SentenceVector's {SCALE} should be a number above 0.")

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The encoder's hashes, so that Rasa's cache notices another one."""
        return MODEL_SHA256 + VOCABULARY_SHA256

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the vector of each message to its features."""
        self._add(messages, self._encoder.encode([message.get(TEXT) or "" for message in messages]))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for the training examples, on all cores."""
        messages = training_data.training_examples
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            rows = list(pool.map(lambda message: self._encoder.encode([message.get(TEXT) or ""])[0], messages))
        self._add(messages, rows)
        return training_data

    def _add(self, messages: Sequence[Message], rows: Any) -> None:
        for message, row in zip(messages, rows, strict=True):
            vector = np.asarray(row)[np.newaxis] * np.float32(self._config[SCALE])
            message.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
