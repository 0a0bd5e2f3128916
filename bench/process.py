"""Starts a process of its own, waits until it answers, weighs it, and stops it by its process id."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx

LOOPBACK = "127.0.0.1"


Process = subprocess.Popen[bytes]


class StartFailed(RuntimeError):
    """A process ended or stayed silent before it was ready; the message ends with the last lines of its log."""


def free_ports(count: int) -> list[int]:
    """So many free ports of the loopback address, all different."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind((LOOPBACK, 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


@contextlib.contextmanager
def running(command: Sequence[str], *, cwd: Path, env: Mapping[str, str], log: Path) -> Iterator[Process]:
    """The process while it runs; stopped at the end, kindly first, with everything that it started."""
    with log.open("ab") as sink:
        streams: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": sink, "stderr": sink}
        process = subprocess.Popen(list(command), cwd=cwd, env=dict(env), start_new_session=True, **streams)
        try:
            yield process
        finally:
            stop(process)


def stop(process: Process, patience: float = 15.0) -> None:
    """End the process: a kind signal first; then by force, with whatever it started that is still there."""
    started = _descendants(process.pid)
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(patience)
        # Ended by itself: it has stopped what it started (and their ids may be others' by now).
        return
    for pid in (process.pid, *started):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()


def wait_until(ready: Callable[[], bool], process: Process, *, within: float, log: Path) -> float:
    """Seconds until ready. Raises StartFailed."""
    began = time.monotonic()
    while time.monotonic() - began < within:
        if ready():
            return time.monotonic() - began
        if process.poll() is not None:
            raise StartFailed(f"a process ended with code {process.returncode} before it was ready:\n{tail(log)}")
        time.sleep(0.1)
    raise StartFailed(f"a process was not ready after {within:.0f} s:\n{tail(log)}")


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log."""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def answers(url: str) -> bool:
    """Whether the address answers with success."""
    try:
        return httpx.get(url, timeout=2.0).is_success
    except httpx.HTTPError:
        return False


def megabytes(pid: int) -> float:
    """Resident memory of a process and all it has started (Linux; 0 where it cannot be told)."""
    return sum(_resident(each) for each in (pid, *_descendants(pid))) / 1024


def weigh_children(pid: int) -> dict[str, float]:
    """Resident memory in MB of each descendant, under a name made from its command."""
    return {f"{_name(each)} ({each})": _resident(each) / 1024 for each in _descendants(pid)}


def _descendants(pid: int) -> list[int]:
    try:
        children = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [each for child in children for each in (child, *_descendants(child))]


def _resident(pid: int) -> int:
    with contextlib.suppress(OSError):
        for row in Path(f"/proc/{pid}/status").read_text().splitlines():
            if row.startswith("VmRSS:"):
                return int(row.split()[1])
    return 0


def _name(pid: int) -> str:
    with contextlib.suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
        named = [word for word in words[1:] if word and not word.startswith("-")]
        return named[0].rpartition("/")[2] if named else words[0].rpartition("/")[2]
    return "gone"
