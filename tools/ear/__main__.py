"""Teach the second ear and keep what it learnt: `make ear`. Ten minutes and more; what runs Yarrow needs none of it."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.hearing.case import Case, load
from bench.hearing.sets import DEVELOPMENT, SETS
from tools.ear.bars import act_from, bar, tried
from tools.ear.lessons import course, vocabulary
from tools.ear.teaching import teach
from yarrow import launch
from yarrow.encoder.encoder import VOCABULARY, Encoder, sha256_of
from yarrow.encoder.retuned import retuned
from yarrow.language.ear_heads import Bar, EarHeads
from yarrow.nlu.ear.learnt import LEARNT, Learnt, load_learnt
from yarrow.nlu.examples import examples

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.ear", description=__doc__)
    parser.add_argument("--bars", action="store_true", help="find the bars anew and teach nothing")
    learnt = load_learnt() if parser.parse_args().bars else taught()
    learnt.save()  # before the bars are found: that takes a while, and what was learnt is dear
    with_bars(learnt).save()
    sys.stdout.write(f"Kept in {LEARNT.relative_to(ROOT)}; `make train` makes the ear from it.\n")


def taught() -> Learnt:
    """What a pupil learns from data/nlu; its bars are so high that nothing is believed."""
    some = course(examples(ROOT / "data" / "nlu"), vocabulary(VOCABULARY))
    pupil = teach(some)
    danger, symptoms, acts = pupil.heads(some.symptoms, some.acts)
    on = launch.inputs_hash(ROOT, launch.EAR_TAUGHT_ON)
    return Learnt(pupil.changes(), EarHeads(danger, symptoms, Bar(1.0, 1.0), acts, 1.0, taught_on=on))


def with_bars(learnt: Learnt) -> Learnt:
    """The same, with the bars found on the development sets."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / launch.EAR_ENCODER.name
        retuned(learnt.changes, file)
        encoder = Encoder.load(file, sha256=sha256_of(file))
    cases, heads = _cases(), learnt.heads
    found = tried(cases, heads.danger, heads.symptoms, lambda text: encoder.encode([text])[0])
    bars = bar(found)
    asked, sure = (float(np.mean(found.told >= one)) for one in (bars.ask_from, bars.raise_from))
    sys.stdout.write(f"{bars}: of {len(found.told)} dangers {asked:.1%} are believed, {sure:.1%} surely\n")
    believed_from = act_from(cases, heads.acts, lambda text: encoder.encode([text])[0])
    return replace(learnt, heads=replace(heads, bar=bars, act_from=believed_from))


def _cases() -> list[Case]:
    return [case for name in sorted(DEVELOPMENT) for case in load(SETS / f"{name}.yml")]


if __name__ == "__main__":
    main()
