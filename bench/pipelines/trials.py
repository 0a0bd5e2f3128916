"""Runs the trials, one after the other, each once for what it depends on: its steps, the data, the part left out."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from bench.pipelines.candidates import Candidate
from bench.pipelines.material import RESULTS, ROOT, Acted, Text, data_hash

# Latency is that of one thread, as the server runs (yarrow/launch.py).
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
}
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "LOG_LEVEL": "ERROR",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONWARNINGS": "ignore",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONPATH": str(ROOT),
}


def trial(candidate: Candidate, fold: int, texts: Sequence[Text], sets: Sequence[Acted]) -> dict[str, Any]:
    """Trained on the other parts; what it says of the texts left out (`held`) and of the test sets (`sets`)."""
    kept = RESULTS / f"{candidate.name}-{fold}-{_key(candidate, sets)}.json"
    if kept.exists():
        found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        return found
    with tempfile.TemporaryDirectory(prefix="yarrow-pipelines-") as name:
        folder = Path(name)
        _write_training(folder, [one for one in texts if one.fold != fold])
        held = [one.text for one in texts if one.fold == fold]
        (folder / "texts.json").write_text(json.dumps([*held, *(one.text for one in sets)]), encoding="utf-8")
        trained = _run("train", candidate, folder, {})
        tried = _run("try", candidate, folder, ONE_THREAD)
    said = tried.pop("said")
    done = {**trained, **tried, "held": said[: len(held)], "sets": said[len(held) :]}
    kept.write_text(json.dumps(done), encoding="utf-8")
    return done


def _run(what: str, candidate: Candidate, folder: Path, threads: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.pipelines.trial", what, candidate.name, str(folder)]
    ran = subprocess.run(command, cwd=ROOT, env={**os.environ, **QUIET, **threads}, capture_output=True, text=True)
    if ran.returncode:
        raise SystemExit(f"{candidate.name}: {what} failed:\n{ran.stderr[-2000:]}")
    found: dict[str, Any] = json.loads((folder / f"{what}.json").read_text(encoding="utf-8"))
    return found


def _write_training(folder: Path, texts: Sequence[Text]) -> None:
    intents = sorted({one.intent for one in texts})
    entries = [
        {"intent": intent, "examples": "\n".join(f"- {one.text}" for one in texts if one.intent == intent)}
        for intent in intents
    ]
    page = yaml.safe_dump({"version": "3.1", "nlu": entries}, allow_unicode=True, sort_keys=False)
    (folder / "nlu.yml").write_text(page, encoding="utf-8")


def _key(candidate: Candidate, sets: Sequence[Acted]) -> str:
    steps = json.dumps([candidate.config(), [one.text for one in sets]], sort_keys=True)
    return hashlib.sha256((steps + data_hash()).encode()).hexdigest()[:12]
