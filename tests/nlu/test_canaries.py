"""A model may serve only if it knows its words: of every kind of turn that it has to learn, at least one is tried."""

from __future__ import annotations

import yaml

from tests.support.in_process import ROOT
from yarrow.nlu.canaries import CANARIES

FALLBACK = "nlu_fallback"  # what is left when nothing is learnt


def test_every_kind_of_turn_is_tried_at_start() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    assert {intent for _, intent in CANARIES} == set(domain["intents"]) - {FALLBACK}


def test_no_sentence_is_tried_twice() -> None:
    texts = [text for text, _ in CANARIES]
    assert len(texts) == len(set(texts))
