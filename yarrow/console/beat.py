"""Something done again and again beside the requests, in a thread of its own, until it is told to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable

import structlog

from yarrow.store.errors import RecordError
from yarrow.web.logs import described

log = structlog.get_logger(__name__)


class Beat:
    """Calls `round` until it says there is nothing more to do, then rests. Nothing that goes wrong ends it."""

    def __init__(self, name: str, round_: Callable[[], bool], rest: float) -> None:
        """`rest`: seconds."""
        self._name = name
        self._round = round_
        self._rest = rest
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        """Begin nothing new, and wait so long for what is being done."""
        self._stopping.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        while not self._stopping.is_set():
            if not self._once():
                self._stopping.wait(self._rest)

    def _once(self) -> bool:
        try:
            return self._round()
        except RecordError:
            log.warning("record unavailable", part=self._name)
        except Exception as error:  # the next round may do better
            log.error("round failed", part=self._name, **described(error))
        return False
