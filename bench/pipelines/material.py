"""What the pipelines are trained and tried on: parts of data/nlu, and the acts of the test sets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from bench.hearing.case import load
from bench.hearing.sets import DEVELOPMENT, SANITY, SETS
from yarrow import launch
from yarrow.encoder.encoder import Encoder
from yarrow.nlu.examples import examples

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "bench" / "results" / "pipelines"
FOLDS = 5
ALIKE = 0.85  # cosine from which two examples count as one saying in two spellings


@dataclass(frozen=True)
class Text:
    """A text with its intent, the part of the data it belongs to, counted from 0."""

    text: str
    intent: str
    fold: int


@dataclass(frozen=True)
class Acted:
    """A text of a test set and the acts that are accepted of it. `kept`: nobody looked at it during the work."""

    text: str
    acts: tuple[str, ...]
    kept: bool


def data_hash() -> str:
    """A hash of the training data, in short."""
    return launch.inputs_hash(ROOT, ("data/nlu", "yarrow/encoder/encoder.py"))[:12]


def texts() -> list[Text]:
    """All examples in five parts alike in intents; near-duplicates are in the same part. Made once for the data."""
    kept = RESULTS / f"folds-{data_hash()}.json"
    some = examples(ROOT / "data" / "nlu")
    intents = [example.intent.partition("/")[0] for example in some]
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(_folds([example.text for example in some], intents)), encoding="utf-8")
    folds = json.loads(kept.read_text(encoding="utf-8"))
    return [Text(one.text, intent, fold) for one, intent, fold in zip(some, intents, folds, strict=True)]


def _folds(texts: Sequence[str], intents: Sequence[str]) -> list[int]:
    alike = groups(Encoder.load().encode(texts))
    folds = np.zeros(len(texts), dtype=int)
    split = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=7).split(np.zeros(len(texts)), intents, alike)
    for number, (_, held) in enumerate(split):
        folds[held] = number
    return [int(fold) for fold in folds]


def acted() -> list[Acted]:
    """All texts of the test sets that have an act."""
    return [
        Acted(case.text, case.acts, path.stem not in DEVELOPMENT)
        for path in sorted(SETS.glob("*.yml"))
        if path.stem not in SANITY
        for case in load(path)
        if case.acts
    ]


def groups(vectors: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """A number for each row, the same for near-duplicates, so that none is tried on what it was trained on."""
    leader = np.arange(len(vectors))
    for row, vector in enumerate(vectors):
        near = np.flatnonzero(vectors[:row] @ vector > ALIKE)
        if near.size:
            joined = np.isin(leader, [*leader[near], row])
            leader[joined] = leader[near].min()
    return leader
