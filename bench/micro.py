"""The parts by themselves: reading a message, triage, many histories replayed, and what the widget weighs."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from bench.figures import Figure
from bench.script import TEXTS
from yarrow.clinical.triage import assess
from yarrow.gateway.pages.shelves import widget_shelf
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon
from yarrow.protocol.loader import load

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 30
HISTORIES = 10_000
# Every kind of fact at once: rules of all levels from T3 to T5 hold, and all their advice is gathered.
FULLEST = "VY-C08"


def micro() -> list[Figure]:
    """The figures, in the order of DESIGN §8."""
    protocol, reader = load(), Reader(load_lexicon(ROOT / "protocol"))
    cases = vignettes()
    full = next(case["facts"] for case in cases if case["id"] == FULLEST)
    # Text after text, round after round, so that none is still in the reader's memory of the last few.
    reading = statistics.median(timed(*(partial(reader.read, text) for text in TEXTS)))
    triage = statistics.median(timed(partial(assess, protocol, full)))
    began = time.perf_counter()
    for number in range(HISTORIES):
        assess(protocol, cases[number % len(cases)]["facts"]).to_json()
    replayed = time.perf_counter() - began
    weight = widget_weight()
    return [
        Figure("understanding a message, median", "ms", reading, None, "<= 3 ms", reading <= 3),
        Figure("triage of a full history, median", "ms", triage, None, "<= 1 ms", triage <= 1),
        Figure(f"{HISTORIES:,} histories replayed", "s", replayed, None, "<= 15 s", replayed <= 15),
        Figure("the widget, as a browser loads it", "KB", weight, None, "<= 20 KB", weight <= 20),
    ]


def widget_weight() -> float:
    """Kilobytes (1,000 bytes) of all the widget's modules as the gateway sends them, gzipped one by one."""
    shelf = widget_shelf()
    return sum(len(item.packed) for name in shelf.names() if (item := shelf.item(name))) / 1000


def vignettes() -> list[dict[str, Any]]:
    """The clinical cases of the tests, as histories to replay."""
    files = sorted((ROOT / "tests" / "vignettes").glob("*.yml"))
    return [case for path in files for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


def timed(*runs: Callable[[], object]) -> list[float]:
    """Milliseconds of each run in each round, after a round to warm up."""
    times = []
    for number in range(ROUNDS + 1):
        for run in runs:
            began = time.perf_counter()
            run()
            if number:
                times.append((time.perf_counter() - began) * 1000)
    return times
