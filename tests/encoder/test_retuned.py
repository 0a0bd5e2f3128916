"""What was learnt is put into the encoder's file: so much and no more."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from yarrow.encoder.encoder import Encoder, sha256_of
from yarrow.encoder.errors import EncoderError
from yarrow.encoder.retuned import Change, places, retuned

onnx = pytest.importorskip("onnx", reason="onnx is installed on the bot side only, where the ear is made")
TEXT = "it all went dark on the stairs"


def change(size: float) -> dict[str, Change]:
    """A change of one matrix that turns each vector a little."""
    return {"5.value": Change(np.full((1, 384), size, np.float32), np.linspace(-1, 1, 384, dtype=np.float32)[:, None])}


def vector(path: Path) -> np.ndarray:
    return Encoder.load(path, sha256=sha256_of(path)).encode([TEXT])[0]


def test_without_changes_it_is_the_published_encoder(tmp_path, encoder):
    retuned({}, tmp_path / "same.onnx")
    assert (vector(tmp_path / "same.onnx") == encoder.encode([TEXT])[0]).all()


def test_a_change_shows_and_a_greater_one_shows_more(tmp_path, encoder):
    near = []
    for size in (0.001, 0.1):
        retuned(change(size), tmp_path / "changed.onnx")
        near.append(float(vector(tmp_path / "changed.onnx") @ encoder.encode([TEXT])[0]))
    assert 0.99 < near[0] <= 1.0001
    assert near[1] < near[0] - 0.001


def test_the_same_changes_make_the_same_file(tmp_path):
    for name in ("one.onnx", "two.onnx"):
        retuned(change(0.1), tmp_path / name)
    assert sha256_of(tmp_path / "one.onnx") == sha256_of(tmp_path / "two.onnx")


def test_each_matrix_of_each_layer_has_a_place():
    assert len(places()) == len(set(places())) == 36
    assert places()[0] == "0.query"


def test_a_file_built_otherwise_is_refused(tmp_path):
    empty = onnx.helper.make_model(onnx.helper.make_graph([], "empty", [], []))
    onnx.save(empty, str(tmp_path / "empty.onnx"))
    with pytest.raises(EncoderError, match="not built as expected"):
        retuned({}, tmp_path / "out.onnx", tmp_path / "empty.onnx")
