"""The half of docs/quality.md that says what is understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bench.hearing import details
from bench.hearing.headline import headline, ours, outdone, shortfalls

ABOUT = """## What it hears

Messages written by hands other than those of the code and of the training data, before the rules that they measure
(`bench/sets/README.md` says how).
The headline is measured on sets that nobody looked at while the rules were made; beside it, under "development sets",
stand those that were looked at.
"Yarrow" is {ours}, without the intent model where that is not named.

medspaCy is the library with its own default rules of assertion. It looks for the plain names that the protocol has for
conditions, symptoms and medicines, and our triage judges what it finds. It counts no losses, asks nothing and knows no
kinds of turn.

Stock Rasa is a default project (DIET and fallback) trained on the same sentences, without the topics within an intent,
in 20 rounds: the 100 of `rasa init`, meant for a hundred sentences, take more than an hour with ten thousand.
Its intents are read as kinds of turn, its intent of danger as the most urgent level. It finds no conditions or symptoms
and counts nothing, and it has no place for the open question or for what is known.

{when}
"""
SECTIONS = """### Findings

Right is the thing and how it stands: present, denied, suspected, family, past or hypothetical.
In brackets the 95 % interval (bootstrap over whole messages).
"Listed facts" are the lists among the flat facts, "other facts" all the rest of them but losses.

{findings}

### Counts and questions

In brackets Wilson's 95 % interval, and the count.

{rates}

### Danger

{misses}

The upper bounds are one-sided and exact (Clopper-Pearson). By the red-flag rules of the clinical reference:

{dangers}

### Kinds of turn

{acts}

Yarrow on the kept sets, without the intent model:

{confusion}

### Doctors' notes

A sanity check of assertion only, in the style for which medspaCy's rules were made.
It was written beside our rules by the same hand, and so is no measure. F1 of each kind.

{notes}

### Calibration

Whether a model is as often right as it is sure, on the kept sets. Rules that are sure count with a confidence of 1.

{calibrations}

### Time for a message

Understanding and triage of one message, all sets; for the model and stock Rasa with the way to their process and back.

{times}

### The sets

{sets}

Not scored, as the protocol has no id for it: {ignored}.
"""
PARTS = (
    "findings", "rates", "misses", "dangers", "acts", "confusion", "notes", "calibrations", "times", "sets", "ignored",
)  # fmt: skip
ALL_MET = "Every target that was measured was met."
OURS = {"ear": "the rules with the second ear", "rules": "the rules alone (the second ear was not measured)"}


def understanding(measured: Mapping[str, Any]) -> str:
    """The section: headline, what fell short in words, and the tables behind it."""
    about = measured["circumstances"]
    when = f"Measured {about['at']} on {about['cores']} cores ({about['machine']}, {about['system']})."
    head = ABOUT.format(ours=OURS[ours(measured)], when=when)
    short, better = shortfalls(measured), outdone(measured)
    said = [
        _list("Fell short:", short) if short else ALL_MET,
        *([_list("Others do better:", better)] if better else []),
    ]
    return "\n\n".join([f"{head}\n{headline(measured)}", *said, SECTIONS.format(**_filled(measured))])


def _list(opening: str, lines: Sequence[str]) -> str:
    return "\n".join([opening, "", *(f"- {line}" for line in lines)])


def _filled(measured: Mapping[str, Any]) -> dict[str, str]:
    return {name: getattr(details, name)(measured) for name in PARTS}
