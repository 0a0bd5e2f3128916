"""Yarrow as it runs for real: gateway, Rasa and action server under `yarrow serve`, on free loopback ports."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.process import LOOPBACK, answers, free_ports, megabytes, running, wait_until, weigh_children

ROOT = Path(__file__).resolve().parents[1]
PYTHON = ROOT / ".venv" / "web" / "bin" / "python"
GATEWAY_WITHIN = 60.0
READY_WITHIN = 300.0


@dataclass(frozen=True)
class Yarrow:
    """Where it answers, the seconds until the gateway and then the whole answered, and its process."""

    address: str
    gateway_after: float
    ready_after: float
    pid: int

    def memory(self) -> float:
        """Resident MB of all its processes."""
        return megabytes(self.pid)

    def memory_of_bot(self) -> float:
        """Resident MB of the two processes of the bot side."""
        return sum(mb for name, mb in weigh_children(self.pid).items() if name.startswith("yarrow.nlu"))


@contextlib.contextmanager
def yarrow(home: Path, **settings: str) -> Iterator[Yarrow]:
    """Yarrow with an empty home folder, its limits off (one address holds all conversations here); `settings`: more."""
    log = home / "serve.log"
    port, rasa, actions = free_ports(3)
    address = f"http://{LOOPBACK}:{port}"
    began = time.monotonic()
    with running(
        [str(PYTHON), "-m", "yarrow.cli", "serve"],
        cwd=ROOT,
        env={**_environment(home, port, rasa, actions), **settings},
        log=log,
    ) as process:
        wait_until(lambda: answers(f"{address}/healthz"), process, within=GATEWAY_WITHIN, log=log)
        gateway_after = time.monotonic() - began
        wait_until(lambda: answers(f"{address}/readyz"), process, within=READY_WITHIN, log=log)
        yield Yarrow(address, gateway_after, time.monotonic() - began, process.pid)


def _environment(home: Path, port: int, rasa: int, actions: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("YARROW_")}
    off = dict.fromkeys(
        ("YARROW_LIMIT_MESSAGES", "YARROW_LIMIT_ADDRESS", "YARROW_LIMIT_CONVERSATIONS", "YARROW_LIMIT_RESUME"), "off"
    )
    return {
        **kept,
        **off,
        "YARROW_HOME": str(home),
        "YARROW_PORT": str(port),
        "YARROW_RASA_URL": f"http://{LOOPBACK}:{rasa}",
        "YARROW_ACTIONS_URL": f"http://{LOOPBACK}:{actions}/webhook",
        "YARROW_LOG_LEVEL": "warning",
    }
