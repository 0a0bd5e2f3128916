"""What the trials come to: accuracy, macro-F1, acts on the test sets, calibration, and the price of each pipeline."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from typing import Any

from bench.hearing.acts import act_of, confusion, macro_f1, settled
from bench.hearing.calibration import Calibration, calibration
from bench.pipelines.material import Acted, Text

# What a trial says of a text: intent decided, its confidence, the likeliest intent, milliseconds on the clock, and of
# the processor. A fallback decides otherwise than the classifier before it, which is what is compared.
DECIDED, SURE, LIKELIEST, CLOCK, PROCESSOR = range(5)
Said = Sequence[Any]


def figures(trials: Mapping[int, Mapping[str, Any]], texts: Sequence[Text], sets: Sequence[Acted]) -> dict[str, Any]:
    """The figures of one pipeline, from its trials by the part of the data that was left out."""
    first = trials[min(trials)]
    by_fold = {fold: _held(trial["held"], [one for one in texts if one.fold == fold]) for fold, trial in trials.items()}
    guesses = [guess for fold in by_fold.values() for guess in fold["guesses"]]
    clocks, spent = ([said[which] for said in first["sets"]] for which in (CLOCK, PROCESSOR))
    return {
        "folds": len(trials),
        "accuracy": statistics.mean(fold["accuracy"] for fold in by_fold.values()),
        "accuracy_first": by_fold[min(trials)]["accuracy"],
        "macro_f1": statistics.mean(fold["macro_f1"] for fold in by_fold.values()),
        "macro_f1_first": by_fold[min(trials)]["macro_f1"],
        "calibration": _row(calibration(guesses)),
        "kept": _acts(first["sets"], sets, kept=True),
        "development": _acts(first["sets"], sets, kept=False),
        "p50": statistics.median(clocks),
        "p95": _quantile(clocks, 0.95),
        "p50_processor": statistics.median(spent),
        "p95_processor": _quantile(spent, 0.95),
        **{name: first[name] for name in first if name not in ("held", "sets")},
    }


def _held(said: Sequence[Said], texts: Sequence[Text]) -> dict[str, Any]:
    pairs = [(text.intent, one[LIKELIEST]) for text, one in zip(texts, said, strict=True)]
    right = [intent == guess for intent, guess in pairs]
    return {
        "accuracy": statistics.mean(right),
        "macro_f1": macro_f1(confusion(pairs)),
        "guesses": [(one[SURE], ok) for one, ok in zip(said, right, strict=True) if one[DECIDED] == one[LIKELIEST]],
    }


def _acts(said: Sequence[Said], sets: Sequence[Acted], *, kept: bool) -> dict[str, Any]:
    chosen = [(one, act_of(heard[LIKELIEST]), heard) for one, heard in zip(sets, said, strict=True) if one.kept is kept]
    right = [act in one.acts for one, act, _ in chosen]
    sure = [
        (heard[SURE], ok) for (_, _, heard), ok in zip(chosen, right, strict=True) if heard[DECIDED] == heard[LIKELIEST]
    ]
    return {
        "cases": len(chosen),
        "accuracy": statistics.mean(right),
        "macro_f1": macro_f1(confusion((settled(act, one.acts), act) for one, act, _ in chosen)),
        "calibration": _row(calibration(sure)),
    }


def _row(found: Calibration | None) -> dict[str, Any]:
    if found is None:
        return {"error": None, "bins": []}
    return {"error": found.error, "bins": [[one.low, one.count, one.sure, one.right] for one in found.bins]}


def _quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]
