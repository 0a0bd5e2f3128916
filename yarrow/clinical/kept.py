"""What was worked out of the last few histories: one turn looks at the same history many times."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from yarrow.clinical.history import History

# As few as the turns in flight need: no history is remembered longer than a moment.
MOST = 24
T = TypeVar("T")


class Kept:
    """Results by history. Facts never change, so two histories of the very same facts are the same."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, tuple[int, ...]], tuple[History, object]] = {}
        self._adding = Lock()

    def of(self, name: str, history: History, work: Callable[[], T]) -> T:
        """The result of this name, worked out if it is not kept."""
        key = (name, tuple(map(id, history.facts)))
        found = self._found.get(key)
        if found is None:
            # The history is kept with it: as long as its facts are, nothing else can have their identity.
            found = (history, work())
            with self._adding:
                self._found[key] = found
                while len(self._found) > MOST:
                    del self._found[next(iter(self._found))]
        return found[1]  # type: ignore[return-value]  # one name, one kind of result
