"""One part of Yarrow as a process: started, waited for, stopped; its output goes to its own log file."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

LOG_BYTES = 10_000_000
PROBE_SECONDS = 2.0
KILL_SECONDS = 5.0
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Part:
    """What to start, and how to tell that it is ready: 200 at `ready_url`, or, if set, `ready_text` in what it answers.

    `drain`: seconds it is given to finish what it has begun.
    """

    name: str
    command: tuple[str, ...]
    ready_url: str
    environment: Mapping[str, str] = field(default_factory=dict)
    ready_headers: Mapping[str, str] = field(default_factory=dict)
    ready_text: str = ""
    drain: float = 10.0


class Child:
    """A running part."""

    def __init__(self, part: Part, folder: Path) -> None:
        self.part = part
        self.log = folder / "log" / f"{part.name}.log"
        self.pid_file = folder / "pid" / part.name
        self.process: asyncio.subprocess.Process | None = None

    async def start(self, root: Path) -> None:
        """Start it in a session of its own, so that a Ctrl-C in the terminal reaches the supervisor alone."""
        for file in (self.log, self.pid_file):
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        with os.fdopen(os.open(self.log, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *self.part.command,
                cwd=root,
                # Settings come from yarrow.settings; here the environment is only passed on.
                env={**os.environ, **self.part.environment},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        self.pid_file.write_text(f"{self.process.pid}\n", encoding="ascii")

    async def died(self) -> int:
        """Wait until it ends; its exit code (negative: the signal that ended it)."""
        return await self._running.wait()

    @property
    def is_running(self) -> bool:
        """Whether it has been started and has not ended."""
        return self.process is not None and self.process.returncode is None

    async def is_ready(self) -> bool:
        """Whether it answers with 200."""
        return await asyncio.to_thread(answers, self.part)

    async def stop(self) -> None:
        """Ask it to finish; after its time is up, end its whole process group."""
        if self.is_running:
            self.signal(signal.SIGTERM, group=False)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.died(), self.part.drain)
        if self.process is not None:
            self.signal(signal.SIGKILL)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.died(), KILL_SECONDS)
        self.pid_file.unlink(missing_ok=True)

    def signal(self, number: signal.Signals, *, group: bool = True) -> None:
        """Send a signal to it, or to it and whatever it started."""
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if group else os.kill)(self._running.pid, number)

    def last_words(self, lines: int = 12) -> str:
        """The end of its log."""
        with contextlib.suppress(OSError), self.log.open("rb") as log:
            log.seek(max(0, self.log.stat().st_size - 8192))
            return "\n".join(log.read().decode("utf-8", "replace").splitlines()[-lines:])
        return ""

    @property
    def _running(self) -> asyncio.subprocess.Process:
        if self.process is None:
            raise RuntimeError(f"{self.part.name} has not been started")
        return self.process


def answers(part: Part) -> bool:
    """Whether the part says that it is ready."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # loopback: never through a proxy
    asked = urllib.request.Request(part.ready_url, headers=dict(part.ready_headers))  # noqa: S310 - our own http address
    try:
        with opener.open(asked, timeout=PROBE_SECONDS) as answer:
            return not part.ready_text or part.ready_text in answer.read().decode()
    except urllib.error.HTTPError as refused:
        return bool(part.ready_text) and part.ready_text in refused.read().decode()
    except (OSError, ValueError):
        return False


def die_with_parent() -> None:
    """In the child, on Linux: end when the supervisor ends, however it ends, so that no part is left behind."""
    with contextlib.suppress(OSError, AttributeError):
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


LIBC = ctypes.CDLL(None)  # found before any fork, as looking for it afterwards could hang
