"""Sentences become vectors: alike where they mean alike, the same every time, whatever is written."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from yarrow.encoder import encoder as module
from yarrow.encoder.encoder import DIMENSIONS, LONGEST, VOCABULARY, VOCABULARY_SHA256, Encoder, installed_model
from yarrow.encoder.errors import EncoderError

ODD = ["", " ", "\x00", "\ud83d", "🩸" * 9, "﷽ ؀", "出血しています", "a" * 5_000, "ß İ ſ ﬁ", "\u202e\u200b"]


def alike(encoder: Encoder, one: str, two: str) -> float:
    rows = encoder.encode([one, two])
    return float(rows[0] @ rows[1])


def test_each_text_has_a_row_of_unit_length(encoder):
    rows = encoder.encode(["I feel fine today", "the bus was late again"])
    assert rows.shape == (2, DIMENSIONS)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)


def test_nothing_to_encode_is_no_row(encoder):
    assert encoder.encode([]).shape == (0, DIMENSIONS)


def test_what_means_alike_lies_closer_than_what_shares_words(encoder):
    fell = "I keeled over in the kitchen"
    assert alike(encoder, fell, "she fainted and dropped to the floor") > alike(encoder, fell, "we painted the kitchen")


@pytest.mark.parametrize("text", ODD)
def test_any_text_can_be_encoded(encoder, text):
    assert np.isfinite(encoder.encode([text])).all()


def test_a_text_is_encoded_alike_alone_and_among_others(encoder):
    text = "my waters went in the car park"
    among = encoder.encode(["short", text, "a rather longer one that says nothing of any use to anybody at all"])
    assert (encoder.encode([text])[0] == among[1]).all()


def test_two_encoders_agree_to_the_last_bit(encoder):
    text = ["something is not right with my breathing"]
    assert (Encoder.load().encode(text) == encoder.encode(text)).all()


def test_only_the_first_pieces_of_a_long_text_are_read(encoder):
    head = "bread " * (LONGEST - 2)  # and one piece before it, one after
    assert alike(encoder, head, head + "I cannot breathe") == pytest.approx(1.0, abs=1e-6)
    assert alike(encoder, "bread " * (LONGEST - 7), "bread " * (LONGEST - 7) + "I cannot breathe") < 0.999


def test_a_missing_file_is_named_with_what_to_do(tmp_path):
    with pytest.raises(EncoderError, match=r"gone\.onnx cannot be read: run `make install`"):
        Encoder.load(model=tmp_path / "gone.onnx")


def test_another_model_is_refused(tmp_path):
    other = tmp_path / "model.onnx"
    other.write_bytes(b"another")
    with pytest.raises(EncoderError, match=r"model\.onnx is not the one that was tried"):
        Encoder.load(model=other)


def test_another_vocabulary_is_refused(tmp_path):
    changed = tmp_path / "vocab.txt"
    changed.write_text(VOCABULARY.read_text(encoding="utf-8").replace("the\n", "thee\n", 1), encoding="utf-8")
    with pytest.raises(EncoderError, match=r"vocab\.txt is not the one that was tried"):
        Encoder.load(vocabulary=changed)


def test_a_package_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setattr(module, "PACKAGE", "no_such_encoder_anywhere")
    with pytest.raises(EncoderError, match="no_such_encoder_anywhere is not installed: run `make install`"):
        installed_model()


def test_the_vocabulary_stands_here_as_it_was_published_with_its_licence_beside_it():
    assert hashlib.sha256(VOCABULARY.read_bytes()).hexdigest() == VOCABULARY_SHA256
    notice = VOCABULARY.with_suffix(".NOTICE").read_text(encoding="utf-8")
    assert VOCABULARY_SHA256 in notice
    assert "Apache License 2.0" in notice
