"""`python -m bench.quality`: how well messages are understood, ours beside others in one run; writes JSON.

Ours is what `yarrow understand` says, and the trained model's intents; the others are medspaCy with its default rules
and stock Rasa (bench/stock_project.py), which is trained once, in minutes, and kept until its inputs change.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx

from bench.hearing.case import Case
from bench.hearing.intent_listeners import ModelListener, StockListener
from bench.hearing.listener import Heard, Listener, hear_all
from bench.hearing.marks import ACT, HEARD, QUIET, RAISED
from bench.hearing.medspacy_listener import MEASURES as MEDSPACY_MEASURES
from bench.hearing.medspacy_listener import MedspacyListener
from bench.hearing.scores import everything, latency, only, scores
from bench.hearing.sets import GROUPS, CaseSet, load_sets
from bench.hearing.yarrow_listener import YarrowListener, desk_of_rules, has_ear, whole_desk
from bench.process import StartFailed
from bench.stock import stock_rasa
from yarrow.commands.desk import load_protocol
from yarrow.commands.errors import CommandError
from yarrow.commands.intents import Intents

RESULTS = Path(__file__).parent / "results" / "hearing.json"
PARTS = ("rules", "ear", "medspacy", "model", "stock")
HeardBySet = dict[str, list[tuple[Case, Heard]]]


def main() -> int:
    """Measure what was asked for; 1 if something did not start."""
    given = arguments()
    sets = load_sets(load_protocol())
    began = time.monotonic()
    measured: dict[str, Any] = {}
    try:
        for part in (part for part in PARTS if part in given.parts):
            measured |= MEASURE[part](sets)
            write(given.json, sets, measured, time.monotonic() - began)
    except (StartFailed, CommandError) as failure:
        print(f"bench.quality: {failure}", file=sys.stderr)
        return 1
    return 0


def write(path: Path, sets: Sequence[CaseSet], measured: Mapping[str, Any], seconds: float) -> None:
    """Keep what has been measured so far: the parts take a quarter of an hour, and the last of them can fail."""
    about = {"circumstances": circumstances(seconds), "sets": [described(one) for one in sets]}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({**about, "listeners": measured}, indent=2) + "\n", encoding="utf-8")
    say(f"Written to {path}: {', '.join(measured)}")


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench.quality", description="Measure what is understood.")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="who listens (default: all)")
    parser.add_argument("--json", type=Path, default=RESULTS, help="where to write the figures")
    return parser.parse_args()


def by_rules(sets: Sequence[CaseSet]) -> dict[str, Any]:
    """Yarrow without the second ear."""
    return {"rules": listened("the rules alone", sets, YarrowListener(desk_of_rules()), everything)}


def by_ear(sets: Sequence[CaseSet]) -> dict[str, Any]:
    """Yarrow with the second ear; nothing where it is not trained."""
    desk = whole_desk()
    if not has_ear(desk):
        say("The second ear is not trained here (`make train`): it is not measured.")
        return {}
    return {"ear": listened("rules and second ear", sets, YarrowListener(desk), everything)}


def by_medspacy(sets: Sequence[CaseSet]) -> dict[str, Any]:
    """medspaCy's default rules."""
    return {"medspacy": listened("medspaCy", sets, MedspacyListener(desk_of_rules()), only(*MEDSPACY_MEASURES))}


def by_model(sets: Sequence[CaseSet]) -> dict[str, Any]:
    """Our trained model: the intent decided with the rules, and what the classifier alone would say."""
    with Intents() as intents:
        return {
            "model": listened("the trained model", sets, ModelListener(intents, "intent"), only(ACT)),
            "guess": listened("its classifier alone", sets, ModelListener(intents, "guess"), only(ACT)),
        }


def by_stock(sets: Sequence[CaseSet]) -> dict[str, Any]:
    """Stock Rasa: its intents as acts, and its intent of danger."""
    say("Stock Rasa: training it takes minutes, the first time ...")
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="yarrow-bench-"))) / "stock"
        address = stack.enter_context(stock_rasa(folder)).address
        client = stack.enter_context(httpx.Client(timeout=60.0, trust_env=False))
        listener = StockListener(client, address)
        return {"stock": listened("stock Rasa", sets, listener, only(ACT, RAISED, HEARD, QUIET))}


MEASURE: dict[str, Callable[[Sequence[CaseSet]], dict[str, Any]]] = {
    "rules": by_rules, "ear": by_ear, "medspacy": by_medspacy, "model": by_model, "stock": by_stock,
}  # fmt: skip


def listened(name: str, sets: Sequence[CaseSet], listener: Listener, marks_of: Callable[[str], bool]) -> dict[str, Any]:
    """What a listener heard: scores by group of sets, and latency by kind of text."""
    say(f"Listening: {name} ...")
    heard: HeardBySet = {one.name: hear_all(listener, one.cases) for one in sets}
    groups = {group: [pair for one in sets if one.group == group for pair in heard[one.name]] for group in GROUPS}
    return {
        "groups": {group: asdict(scores(some, marks_of)) for group, some in groups.items() if some},
        "latency": {what: asdict(times) for what, times in _latencies(sets, heard)},
    }


def _latencies(sets: Sequence[CaseSet], heard: HeardBySet) -> Iterator[tuple[str, Any]]:
    for what in dict.fromkeys(one.what for one in sets):
        times = [pair[1].milliseconds for one in sets if one.what == what for pair in heard[one.name]]
        if found := latency(times):
            yield what, found


def described(one: CaseSet) -> dict[str, Any]:
    """A set as the page names it."""
    return {"name": one.name, "what": one.what, "group": one.group, "cases": len(one.cases), "ignored": one.ignored}


def circumstances(seconds: float) -> dict[str, Any]:
    """What the figures were measured on."""
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    machine = {"cores": os.cpu_count(), "machine": platform.machine(), "system": platform.system()}
    return {"at": at, "seconds": round(seconds), **machine}


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
