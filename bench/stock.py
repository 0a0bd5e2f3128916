"""Stock Rasa: its project trained once for the run, its server and its action server on free loopback ports."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.process import LOOPBACK, Process, StartFailed, answers, free_ports, megabytes, running, tail, wait_until
from bench.stock_project import write_project

ROOT = Path(__file__).resolve().parents[1]
PYTHON = ROOT / ".venv" / "bot" / "bin" / "python"
KEPT = Path(__file__).parent / "results"
TRAIN_WITHIN = 10_800.0
READY_WITHIN = 300.0


@dataclass(frozen=True)
class Stock:
    """Where it answers, the seconds that training took (None: done in an earlier run), and starting; its processes."""

    address: str
    trained_in: float | None
    ready_after: float
    pids: tuple[int, int]

    def memory(self) -> float:
        """Resident MB of its processes."""
        return sum(megabytes(pid) for pid in self.pids)


@contextlib.contextmanager
def stock_rasa(folder: Path) -> Iterator[Stock]:
    """Stock Rasa in this folder, trained, started and ready."""
    port, actions = free_ports(2)
    write_project(folder, ours=ROOT, actions_url=f"http://{LOOPBACK}:{actions}/webhook")
    trained_in = trained(folder)
    address, log = f"http://{LOOPBACK}:{port}", folder / "rasa.log"
    began = time.monotonic()
    with contextlib.ExitStack() as stack:
        act = ["-m", "rasa", "run", "actions", "--port", str(actions)]
        doing = stack.enter_context(_rasa(act, folder, folder / "actions.log"))
        serve = ["-m", "rasa", "run", "--port", str(port), "--interface", LOOPBACK, "--enable-api"]
        serving = stack.enter_context(_rasa(serve, folder, log))
        wait_until(lambda: answers(f"http://{LOOPBACK}:{actions}/health"), doing, within=READY_WITHIN, log=log)
        wait_until(lambda: answers(f"{address}/status"), serving, within=READY_WITHIN, log=log)
        yield Stock(address, trained_in, time.monotonic() - began, (serving.pid, doing.pid))


def trained(folder: Path) -> float | None:
    """Leave a model in the project; seconds it took, None if one of an earlier run fits (training takes minutes)."""
    kept = KEPT / f"stock-{_inputs(folder)}.tar.gz"
    models = folder / "models"
    models.mkdir()
    if kept.exists():
        shutil.copy(kept, models / "stock.tar.gz")
        return None
    seconds = _train(folder)
    KEPT.mkdir(parents=True, exist_ok=True)
    for older in KEPT.glob("stock-*.tar.gz"):
        older.unlink()
    shutil.copy(models / "stock.tar.gz", kept)
    return seconds


def _train(folder: Path) -> float:
    began = time.monotonic()
    log = folder / "train.log"
    with _rasa(["-m", "rasa", "train", "--fixed-model-name", "stock"], folder, log) as training:
        try:
            code = training.wait(TRAIN_WITHIN)
        except subprocess.TimeoutExpired:
            raise StartFailed(f"stock Rasa was not trained after {TRAIN_WITHIN:.0f} s:\n{tail(log)}") from None
    if code:
        raise StartFailed(f"stock Rasa could not be trained (code {code}):\n{tail(log)}")
    return time.monotonic() - began


def _inputs(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in (folder / "config.yml", folder / "domain.yml", *sorted((folder / "data").rglob("*.yml"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _rasa(words: list[str], folder: Path, log: Path) -> contextlib.AbstractContextManager[Process]:
    env = {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "SANIC_HOST": LOOPBACK,
        "PYTHONWARNINGS": "ignore",
    }
    return running([str(PYTHON), *words], cwd=folder, env=env, log=log)
