"""The second ear as it is made: it fits its encoder, knows what the protocol knows, and hears what it was taught."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.interviews import protocol
from yarrow import launch
from yarrow.bootstrap.ear import ROOT, TrainedEar
from yarrow.encoder.encoder import sha256_of
from yarrow.encoder.retuned import places
from yarrow.language.ear_heads import EarError, load_heads
from yarrow.language.text import sentences
from yarrow.nlu.ear import make
from yarrow.nlu.ear.learnt import load_learnt
from yarrow.nlu.examples import ACTS


@pytest.fixture(scope="module")
def ear() -> TrainedEar:
    some = TrainedEar()
    assert some.load() is None
    return some


def test_every_matrix_was_taught_something():
    changes = load_learnt().changes
    assert sorted(changes) == sorted(places())
    assert all(abs(change.added()).max() > 0 for change in changes.values())


def test_the_heads_name_symptoms_of_the_protocol_and_acts_of_the_conversation():
    heads = load_learnt().heads
    assert set(heads.symptoms.names) <= set(protocol().symptoms)
    assert set(heads.acts.names) == set(ACTS.values())
    assert 0 < heads.bar.ask_from <= heads.bar.raise_from < 1


def test_the_heads_that_are_made_know_the_encoder_that_is_made():
    assert load_heads(ROOT / launch.EAR).encoder == sha256_of(ROOT / launch.EAR_ENCODER)


def test_what_is_ready_is_not_made_again():
    written = (ROOT / launch.EAR).stat().st_mtime_ns
    assert make.make() is False
    assert (ROOT / launch.EAR).stat().st_mtime_ns == written


def test_heads_of_another_encoder_are_put_aside(tmp_path: Path):
    load_learnt().heads.save(tmp_path / "ear.npz")
    (tmp_path / "ear.onnx").symlink_to(ROOT / launch.EAR_ENCODER)
    assert "run `yarrow train --force`" in str(TrainedEar(tmp_path / "ear.npz").load())


def test_what_was_learnt_cut_short_says_what_to_do(tmp_path: Path):
    load_learnt().save(tmp_path / "learnt.npz")
    whole = (tmp_path / "learnt.npz").read_bytes()
    (tmp_path / "learnt.npz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(EarError, match="git checkout"):
        load_learnt(tmp_path / "learnt.npz")


@pytest.mark.parametrize(
    "text",
    [
        "everything went dark round the edges and I came to on the tiles",
        "the tip of my shoulder is killing me and I've gone all cold and shaky",
        "he hasnt had his usual wriggle since breakfast and im 31 weeks",
    ],
)
def test_danger_is_believed(ear, text):
    assert ear.dangers(text, sentences(text))


@pytest.mark.parametrize(
    "text",
    [
        "I keeled over once at school, that was twenty years ago",
        "my sister had a clot in her leg after her second, she is fine now",
        "we have been trying for two years and the waiting is killing me",
    ],
)
def test_what_only_sounds_like_it_is_not_believed(ear, text):
    assert not ear.dangers(text, sentences(text))
