"""`python -m bench.pipelines.trial`: one pipeline trained or tried on one part of the data, in a process of its own.

`train` writes a model archive, `try` loads it and says what it makes of texts. Both write JSON. Times are given twice:
on the clock, and as processor time, which other work on the machine disturbs less.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

import yaml

from bench.pipelines.candidates import CANDIDATES, Candidate
from yarrow.nlu.archive import for_serving
from yarrow.nlu.without_tensorflow import leave_out_tensorflow

WARM_UP = 20


def train(candidate: Candidate, folder: Path) -> dict[str, float]:
    """Train on the folder's nlu.yml; leave model.tar.gz there. Importing Rasa is not counted."""
    from rasa.model_training import train_nlu

    config = folder / "config.yml"
    config.write_text(yaml.safe_dump(candidate.config()), encoding="utf-8")
    began, used = time.monotonic(), _processor()
    made = train_nlu(str(config), str(folder / "nlu.yml"), str(folder), "trained")
    seconds, spent = time.monotonic() - began, _processor() - used
    assert made, f"{candidate.name} was not trained"
    if candidate.tensorflow:
        Path(made).rename(folder / "model.tar.gz")
    else:
        for_serving(Path(made), folder / "model.tar.gz")
    return {"train_seconds": seconds, "train_processor": spent, "megabytes": _size(folder / "model.tar.gz")}


def attempt(candidate: Candidate, folder: Path) -> dict[str, Any]:
    """What the model makes of the folder's texts.json: intents, confidences, milliseconds; memory and loading."""
    if not candidate.tensorflow:
        leave_out_tensorflow()
    began = time.monotonic()
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage

    imported, before = time.monotonic() - began, _resident()
    began, used = time.monotonic(), _processor()
    agent = Agent.load(str(folder / "model.tar.gz"))
    loaded, spent = time.monotonic() - began, _processor() - used
    assert agent.processor is not None, f"{candidate.name} was not loaded"
    loop = asyncio.new_event_loop()
    texts: list[str] = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    said = []
    for place, text in enumerate([*texts[:WARM_UP], *texts]):
        at, used = time.perf_counter(), time.process_time()
        parsed = loop.run_until_complete(agent.processor.parse_message(UserMessage(text)))
        wall, cpu = time.perf_counter() - at, time.process_time() - used
        if place >= WARM_UP:
            intent = parsed["intent"]
            ranked = parsed.get("intent_ranking") or [intent]
            said.append([intent["name"], float(intent["confidence"] or 0), ranked[0]["name"], wall * 1e3, cpu * 1e3])
    return {
        "import_seconds": imported,
        "load_seconds": loaded,
        "load_processor": spent,
        "resident_before": before,
        "resident": _resident(),
        "said": said,
    }


def _processor() -> float:
    own, others = (resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def _resident() -> float:
    rows = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("VmRSS:")) / 1024


def _size(path: Path) -> float:
    return path.stat().st_size / 1e6


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.pipelines.trial")
    parser.add_argument("what", choices=("train", "try"))
    parser.add_argument("candidate", choices=[one.name for one in CANDIDATES])
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    candidate = next(one for one in CANDIDATES if one.name == given.candidate)
    os.chdir(given.folder)  # Rasa keeps its cache where it is started
    done = train(candidate, given.folder) if given.what == "train" else attempt(candidate, given.folder)
    (given.folder / f"{given.what}.json").write_text(json.dumps(done), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
