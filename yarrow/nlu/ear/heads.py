"""Fits the heads, and chooses by cross-validation from where on they are believed."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from yarrow.encoder.encoder import DIMENSIONS
from yarrow.language.ear_heads import DANGER, NO_DANGER, Bar, EarHeads, Head, believed
from yarrow.nlu.ear.examples import Example
from yarrow.nlu.ear.features import Features, groups

FOLDS = 3
ROUNDS = 60  # more make no difference that shows
STRENGTH = 3.0  # C of the logistic regression: weaker than fits best, as what is said is ever further from the examples
# How often it may ask in vain: a question costs little, a danger missed much. Of texts written to sound like danger the
# rules judge a third by themselves, so that of all of them less than 10 % are asked about because of the ear.
LOOK_ALIKES_ASKED, OTHERS_ASKED = 0.12, 0.015
# A symptom is asked about only from where on so many of those asked are really in danger.
PRECISION = 0.7
LOOK_ALIKES_RAISED = 0.005
ACT_PRECISION = 0.9
Array = np.ndarray[Any, Any]


def fit(some: Sequence[Example], seen: Features) -> EarHeads:
    """All heads, from all examples; the bars from what each said of examples it was not trained on."""
    folds = groups(seen.vectors)
    scores, guesses = _tried(some, seen, folds)
    which = _symptom_rows(some)
    symptoms = _head(_fitted(seen.vectors[which], [some[row].danger for row in which]))
    rows = [row for row, example in enumerate(some) if example.act]
    labels = [some[row].act for row in rows]
    return EarHeads(
        _binary(_fitted(seen.whole, [example.danger != NO_DANGER for example in some])),
        symptoms,
        _bars(some, symptoms.names, scores, guesses),
        _head(_fitted(seen.whole[rows], labels)),
        _act_from(seen.whole[rows], labels, folds[rows]),
    )


def _tried(some: Sequence[Example], seen: Features, folds: Array) -> tuple[Array, Array]:
    """For each example the highest score of its parts, and the symptom guessed there, by heads that never saw it."""
    scores, guesses = np.zeros(len(some)), np.full(len(some), "", dtype="U64")
    real, which = np.array([example.danger != NO_DANGER for example in some]), set(_symptom_rows(some))
    for train, held in GroupKFold(FOLDS).split(folds, groups=folds):
        model = _fitted(seen.whole[train], real[train])
        rows = [row for row in train if row in which]
        naming = _fitted(seen.vectors[rows], [some[row].danger for row in rows])
        parts = np.flatnonzero(np.isin(seen.owner, held))
        chances = naming.predict_proba(seen.parts[parts][:, :DIMENSIONS].toarray())
        among = np.bincount(seen.owner, minlength=len(some))[seen.owner[parts]]
        likely = believed(model.predict_proba(seen.parts[parts])[:, 1], chances.max(axis=1), among)
        named = naming.classes_[chances.argmax(axis=1)]
        for owner, score, name in zip(seen.owner[parts], likely, named, strict=True):
            if score > scores[owner]:
                scores[owner], guesses[owner] = score, name
    return scores, guesses


def _bars(some: Sequence[Example], names: Sequence[str], scores: Array, guesses: Array) -> dict[str, Bar]:
    real = np.array([example.danger != NO_DANGER for example in some])
    alike = np.array([example.is_look_alike for example in some])
    others = ~real & ~alike
    common = max(_exceeded(scores[alike], LOOK_ALIKES_ASKED), _exceeded(scores[others], OTHERS_ASKED))
    sure = max(common, _exceeded(scores[alike], LOOK_ALIKES_RAISED), _exceeded(scores[others], LOOK_ALIKES_RAISED / 5))
    bars = {}
    for name in names:
        mine = guesses == name
        own = max(common, _precise(scores[mine], real[mine]))
        bars[name] = Bar(own, max(sure, own))
    return bars


def _exceeded(scores: Array, share: float) -> float:
    """The score that no more than this share exceed."""
    return float(np.quantile(scores, 1 - share, method="higher")) if scores.size else 1.0


def _precise(scores: Array, right: Array) -> float:
    """The lowest score from which on PRECISION of them are right; 1 if there is none."""
    order = np.argsort(-scores)
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(share >= PRECISION)
    return float(scores[order[enough[-1]]]) if enough.size else 1.0


def _act_from(rows: Any, labels: Sequence[str | None], folds: Array) -> float:
    """The probability from which on ACT_PRECISION of the acts guessed are right."""
    wanted = np.array(labels)
    train, held = next(GroupKFold(FOLDS).split(folds, groups=folds))
    model = _fitted(rows[train], wanted[train])
    chances = model.predict_proba(rows[held])
    likely, right = chances.max(axis=1), model.classes_[chances.argmax(axis=1)] == wanted[held]
    order = np.argsort(-likely)
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    return float(likely[order[np.flatnonzero(share >= ACT_PRECISION)[-1]]])


def _symptom_rows(some: Sequence[Example]) -> list[int]:
    return [row for row, example in enumerate(some) if example.danger not in (NO_DANGER, None)]


def _fitted(rows: Any, labels: Any) -> LogisticRegression:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # ROUNDS says why
        return LogisticRegression(C=STRENGTH, max_iter=ROUNDS).fit(rows, np.array(labels))


def _head(model: LogisticRegression) -> Head:
    return Head(tuple(map(str, model.classes_)), model.coef_, model.intercept_)


def _binary(model: LogisticRegression) -> Head:
    """The two-class model as a softmax of two."""
    weights, bias = np.zeros((2, model.coef_.shape[1])), np.zeros(2)
    weights[0], bias[0] = model.coef_[0], model.intercept_[0]
    return Head((DANGER, NO_DANGER), weights, bias)
