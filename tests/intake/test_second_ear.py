"""With a second ear, whatever it claims to hear, nothing that was heard without it is lost."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.interviews import protocol
from yarrow.bootstrap.ear import TrainedEar
from yarrow.encoder import encoder as encoder_module
from yarrow.intake.ports import Desk
from yarrow.intake.understand import understand
from yarrow.language.ear_heads import DANGER, NO_DANGER, Bar, EarHeads, Head
from yarrow.language.reader import Reader
from yarrow.language.second_ear import Hunch
from yarrow.protocol.lexicon import load_lexicon

LEXICON = load_lexicon()
DANGERS = sorted({concept.id for concept in LEXICON.concepts if concept.danger})
TEXTS = [
    "I am bleeding and a bit dizzy", "no bleeding, no pain", "I fainted last year", "my sister has chest pain",
    "two losses, both early", "yes", "woozy", "I have terrible pain on my left side and feel faint",
    "what are NK cells?",
    "I might hurt myself if this goes on", "not short of breath really", "blurred sight since noon", "we had lunch",
]  # fmt: skip
ORDER = ("T0", "T1", "T2", "T3", "T4", "T5", None)


class Claims:
    """An ear that claims whatever it is told to."""

    def __init__(self) -> None:
        self.hunches: tuple[Hunch, ...] = ()

    def dangers(self, text: str, sentences: object) -> tuple[Hunch, ...]:
        return self.hunches

    def act(self, text: str, sentences: object) -> None:
        return None


RULES = Desk(protocol(), Reader(LEXICON))
CLAIMING = Reader(LEXICON, Claims())
HUNCHES = st.lists(
    st.builds(Hunch, st.sampled_from(DANGERS), st.floats(0, 1), st.integers(0, 20), st.integers(21, 80), st.booleans()),
    max_size=4,
).map(tuple)


def claim(hunches: tuple[Hunch, ...]) -> None:
    CLAIMING.ear.hunches = hunches
    CLAIMING._told.clear()  # it remembers what it has read


CONTEXTS = st.fixed_dictionaries({}, optional={"pregnant_now": st.just("yes"), "gestation_weeks": st.just(7)})


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(TEXTS), HUNCHES, CONTEXTS)
def test_no_message_loses_a_red_flag_a_level_or_a_question(text, hunches, context):
    claim(hunches)
    entry = {"text": text, "context": context}
    without, with_ear = understand(RULES, entry), understand(Desk(RULES.protocol, CLAIMING), entry)
    assert set(without["red_flags"]) <= set(with_ear["red_flags"])
    assert ORDER.index(with_ear["level"]) <= ORDER.index(without["level"])
    if without["ask"]:
        # A question is lost only to what it asked about having become a red flag.
        assert with_ear["ask"] or without["ask"]["about"] in with_ear["red_flags"]
    assert without["act"] == with_ear["act"] or with_ear["act"] == "answer"


@pytest.mark.parametrize("symptom", DANGERS)
def test_whatever_the_ear_asks_about_the_question_can_be_put_and_a_yes_is_a_known_symptom(symptom):
    claim((Hunch(symptom, 0.99, 0, 40),))
    told = understand(Desk(RULES.protocol, CLAIMING), {"text": "it is all a bit odd here today"})
    assert told["ask"] == {"about": symptom, "question": "happening_now"}
    assert symptom in RULES.protocol.symptoms


def heads() -> EarHeads:
    danger = Head((DANGER, NO_DANGER), np.zeros((2, 384)), np.array([9.0, 0.0]))
    symptoms = Head(("faint", "fever"), np.zeros((2, 384)), np.array([9.0, 0.0]))
    return EarHeads(danger, symptoms, Bar(0.5, 0.9), symptoms, 0.5, encoder_module.MODEL_SHA256)


def save(path: Path) -> None:
    """The heads and the encoder they know, the published one, where the ear looks for them."""
    path.with_suffix(".onnx").symlink_to(encoder_module.installed_model())
    heads().save(path)


def asked(ear: TrainedEar) -> object:
    RULES.reader._told.clear()
    RULES.reader.ear = ear
    try:
        return RULES.reader.read("it is all a bit odd here today").ask
    finally:
        RULES.reader.ear = None
        RULES.reader._told.clear()


def test_without_a_trained_file_the_rules_go_on_alone_and_it_is_said_once(tmp_path, caplog):
    ear = TrainedEar(tmp_path / "ear.npz")
    with caplog.at_level(logging.WARNING):
        assert asked(ear) is None
        assert asked(ear) is None
    assert "run `make train`" in ear.load()
    assert [record.getMessage() for record in caplog.records] == [f"danger is heard by the rules alone: {ear.load()}"]


def test_an_ear_trained_later_is_taken_up_without_a_new_start(tmp_path):
    ear = TrainedEar(tmp_path / "ear.npz")
    assert asked(ear) is None
    save(tmp_path / "ear.npz")
    assert asked(ear).about == "faint"
    assert ear.load() is None


def test_an_encoder_that_is_not_the_pinned_one_is_put_aside_with_what_to_do(tmp_path, monkeypatch, caplog):
    save(tmp_path / "ear.npz")
    replace(heads(), encoder="0" * 64).save(tmp_path / "ear.npz")
    ear = TrainedEar(tmp_path / "ear.npz")
    assert asked(ear) is None
    assert "run `yarrow train --force`" in ear.load()
    assert "rules alone" in caplog.text


def test_an_ear_that_fails_while_it_listens_takes_nothing_with_it_and_says_no_patients_words(
    tmp_path, caplog, monkeypatch
):
    save(tmp_path / "ear.npz")
    ear = TrainedEar(tmp_path / "ear.npz")
    assert ear.load() is None

    def fail(_self, texts):
        raise RuntimeError(f"cannot read {texts}")

    monkeypatch.setattr(encoder_module.Encoder, "encode", fail)
    assert Reader(LEXICON, ear).read("I fainted by the quiet canal just now").red_flags == ("faint",)
    assert "the second ear failed (RuntimeError)" in caplog.text
    assert "canal" not in caplog.text
    assert "canal" not in ear.load()


@pytest.fixture(scope="module")
def hearing(tmp_path_factory):
    path = tmp_path_factory.mktemp("ear") / "ear.npz"
    save(path)
    return Desk(RULES.protocol, Reader(LEXICON, TrainedEar(path))), Desk(
        RULES.protocol, Reader(LEXICON, TrainedEar(path))
    )


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_listened_to_and_is_heard_alike_by_two_ears(hearing, text):
    one, two = hearing
    assert understand(one, {"text": text}) == understand(two, {"text": text})
