"""A message's vector is that of the pinned encoder, as long as config.yml says; with another file nothing starts."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from tests.support.in_process import ROOT
from yarrow.encoder import encoder as encoder_module
from yarrow.encoder.encoder import DIMENSIONS, Encoder
from yarrow.encoder.errors import EncoderError
from yarrow.nlu.readiness import check_agent
from yarrow.nlu.sentence_vector import SentenceVector

STORAGE: Any = None  # nothing is kept there
TEXTS = ("we lost two at nine weeks", "does it help to take iron", "")


def component(**config: Any) -> SentenceVector:
    context = ExecutionContext(GraphSchema({}), node_name="vector")
    given = {**SentenceVector.get_default_config(), **config}
    return SentenceVector.create(given, STORAGE, Resource("vector"), context)


def rows(messages: list[Message]) -> np.ndarray:
    return np.vstack([message.get_dense_features("text")[1].features for message in messages])


def test_each_message_has_one_row_as_long_as_the_scale() -> None:
    messages = component(scale=5.0).process([Message(data={"text": text}) for text in TEXTS])
    assert rows(messages).shape == (len(TEXTS), DIMENSIONS)
    assert np.allclose(np.linalg.norm(rows(messages), axis=1), 5.0, atol=1e-4)


def test_training_sees_the_same_rows_as_serving() -> None:
    served = component().process([Message(data={"text": text}) for text in TEXTS])
    data = TrainingData([Message(data={"text": text}) for text in TEXTS])
    component().process_training_data(data)
    assert (rows(data.training_examples) == rows(served)).all()


def test_words_have_no_rows_of_their_own() -> None:
    [message] = component().process([Message(data={"text": TEXTS[0]})])
    assert message.get_dense_features("text")[0] is None


@pytest.mark.parametrize("scale", [0, -1, None, "5", True])
def test_a_scale_that_is_no_number_above_0_is_refused(scale: Any) -> None:
    with pytest.raises(InvalidConfigException, match="scale should be a number above 0"):
        component(scale=scale)


def test_the_fingerprint_is_that_of_the_pinned_files(monkeypatch: pytest.MonkeyPatch) -> None:
    before = SentenceVector.fingerprint_addon({})
    assert encoder_module.MODEL_SHA256 in str(before)
    monkeypatch.setattr("yarrow.nlu.sentence_vector.MODEL_SHA256", "0" * 64)
    assert SentenceVector.fingerprint_addon({}) != before


@pytest.fixture
def another_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "model.onnx"
    other.write_bytes(b"another model")
    monkeypatch.setattr(encoder_module, "installed_model", lambda: other)


@pytest.mark.usefixtures("another_encoder")
def test_with_another_encoder_the_component_does_not_start() -> None:
    with pytest.raises(EncoderError, match="is not the one that was tried"):
        component()


@pytest.mark.usefixtures("another_encoder")
def test_with_another_encoder_the_server_says_so_before_it_ends() -> None:
    [problem] = asyncio.run(check_agent(None))
    assert "model.onnx is not the one that was tried: run `make install` again" in problem


def test_with_the_right_encoder_a_model_that_is_not_there_has_to_be_trained() -> None:
    Encoder.load()
    assert asyncio.run(check_agent(None)) == ["the model could not be loaded; train it again (make train)"]


def test_config_yml_names_what_is_tried_here() -> None:
    names = [step["name"] for step in yaml.safe_load((ROOT / "config.yml").read_text("utf-8"))["pipeline"]]
    assert "yarrow.nlu.sentence_vector.SentenceVector" in names
