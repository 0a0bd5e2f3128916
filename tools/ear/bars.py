"""From where on the ear is believed: found on development sets, by other hands than the lessons, never on kept ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.hearing.case import Case
from yarrow.language.ear_heads import DANGER, Bar, Head, believed
from yarrow.language.ear_windows import whole, windows
from yarrow.language.text import sentences

# How often it may ask in vain: a question costs little, a danger missed much. Of texts written to sound like danger the
# rules judge a third by themselves; ordinary messages are many, and a question in 33 of them in vain is what we bear.
LOOK_ALIKES_ASKED, OTHERS_ASKED = 0.15, 0.03
# How often it may settle in vain what the rules leave in doubt.
LOOK_ALIKES_RAISED, OTHERS_RAISED = 0.02, 0.002
ACT_PRECISION = 0.9
Array = np.ndarray[Any, Any]
Encode = Callable[[str], Any]


@dataclass(frozen=True)
class Tried:
    """How far danger was believed in each text that tells of it, that only sounds like it, and that does neither.

    Those that do neither tell of ordinary troubles, too: bloating, tiredness, a rash.
    """

    told: Array
    alike: Array
    others: Array


def tried(cases: Iterable[Case], danger: Head, symptoms: Head, encode: Encode) -> Tried:
    """The highest belief of each case."""
    told: list[float] = []
    alike: list[float] = []
    others: list[float] = []
    for case in cases:
        group = alike if case.danger == "quiet" else told if case.danger else others
        if case.danger or not set((case.facts or {}).get("symptoms") or ()) & set(symptoms.names):
            group.append(_belief(case.text, danger, symptoms, encode))
    return Tried(*(np.array(group) for group in (told, alike, others)))


def bar(found: Tried) -> Bar:
    """The lowest from where on no more than the shares above are asked about, or settled, in vain."""
    ask = max(_exceeded(found.alike, LOOK_ALIKES_ASKED), _exceeded(found.others, OTHERS_ASKED))
    sure = max(ask, _exceeded(found.alike, LOOK_ALIKES_RAISED), _exceeded(found.others, OTHERS_RAISED))
    return Bar(ask, sure)


def act_from(cases: Sequence[Case], acts: Head, encode: Encode) -> float:
    """The probability from which on ACT_PRECISION of the acts guessed are right."""
    likely, right = [], []
    for case in cases:
        if case.acts:
            chances = acts.likelihoods(encode(whole(case.text, sentences(case.text))))
            name = max(chances, key=lambda act: chances[act])
            likely.append(chances[name])
            right.append(name in case.acts)
    order = np.argsort(-np.array(likely))
    share = np.cumsum(np.array(right)[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(share >= ACT_PRECISION)
    return float(np.array(likely)[order[enough[-1]]]) if enough.size else 1.0


def _belief(text: str, danger: Head, symptoms: Head, encode: Encode) -> float:
    parts = windows(sentences(text))
    vectors = [encode(text[part.start : part.end]) for part in parts]
    return max(
        (
            float(believed(danger.likelihoods(one)[DANGER], max(symptoms.likelihoods(one).values()), len(parts)))
            for one in vectors
        ),
        default=0.0,
    )


def _exceeded(scores: Array, share: float) -> float:
    """The score that no more than this share exceed."""
    return float(np.quantile(scores, 1 - share, method="higher")) if scores.size else 1.0
