"""One supervisor per home folder."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


class AlreadyRunning(Exception):
    """Another supervisor holds the home folder; the message is its process id."""


@contextlib.contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Hold the home folder; the system lets go of it even if this process is killed. Raises AlreadyRunning."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(home / "serve.pid", os.O_CREAT | os.O_RDWR, 0o600), "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyRunning(file.read().strip() or "unknown") from None
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
