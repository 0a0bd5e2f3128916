"""Proposed protocols being judged, one at a time, each by a process of its own that can be ended."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from yarrow.console.content.trial import Trial

SECONDS = 600
MOST_KEPT = 20
# A line of the judge holds one history's difference, or a hundred problems.
LONGEST_LINE = 1_000_000
COMMAND = (sys.executable, "-m", "yarrow.console.content.judge")
Ended = Callable[[Trial], Awaitable[None]]


class Busy(Exception):
    """Somebody's proposal is being judged just now."""


class Trials:
    """Those of one console. `record`: the address of the record; `seconds`: how long one may take."""

    def __init__(self, record: str, seconds: int = SECONDS, command: tuple[str, ...] = COMMAND) -> None:
        self._record = record
        self._seconds = seconds
        self._command = command
        self._kept: OrderedDict[str, Trial] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    def check_free(self) -> None:
        """Raise Busy while one is being judged: two at once would slow the chats."""
        if any(trial.state == "running" for trial in self._kept.values()):
            raise Busy

    def begin(self, packed: bytes, trial: Trial, ended: Ended) -> None:
        """Have a proposal judged; `ended` is told when it is over, whatever came of it. Raises Busy."""
        self.check_free()
        self._kept[trial.id] = trial
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        task = asyncio.create_task(self._run(trial, packed, ended))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def find(self, trial: str, staff: str) -> Trial | None:
        """The trial, if this person began it."""
        found = self._kept.get(trial)
        return found if found is not None and found.staff == staff else None

    async def _run(self, trial: Trial, packed: bytes, ended: Ended) -> None:
        try:
            with tempfile.TemporaryDirectory(prefix="yarrow-trial-") as place:
                await self._judge(trial, packed, Path(place))
        finally:
            trial.stop("failed")
        try:
            await ended(trial)
        finally:
            trial.close()

    async def _judge(self, trial: Trial, packed: bytes, place: Path) -> None:
        sent, folder = place / "sent.zip", place / "protocol"
        await asyncio.to_thread(sent.write_bytes, packed)
        folder.mkdir()
        process = await asyncio.create_subprocess_exec(
            *self._command,
            str(sent),
            str(folder),
            "whole" if trial.is_whole else "part",
            "all" if trial.is_private else "open",
            str(self._seconds),
            stdin=asyncio.subprocess.PIPE,  # stays open as long as the console lives
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # what it printed may quote the file: it goes no further
            limit=LONGEST_LINE,
        )
        try:
            async with asyncio.timeout(self._seconds):
                await _tell(process, self._record)
                await _listen(trial, process)
        except TimeoutError:
            trial.stop("late")
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            if process.stdin is not None:
                process.stdin.close()


async def _tell(process: asyncio.subprocess.Process, record: str) -> None:
    """Where the record is. A process that has ended already says nothing, which is noticed."""
    if process.stdin is not None:
        with suppress(ConnectionError):
            process.stdin.write(f"{record}\n".encode())
            await process.stdin.drain()


async def _listen(trial: Trial, process: asyncio.subprocess.Process) -> None:
    """Take in its lines until it has ended. What is no line of ours ends it."""
    if process.stdout is None:
        return
    try:
        async for line in process.stdout:
            trial.hear(json.loads(line))
    except (ValueError, KeyError, TypeError):
        trial.stop("failed")
