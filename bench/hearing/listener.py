"""Who listens: whatever reads a message of a test set and says what it heard."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bench.hearing.case import Case

GREETING = Case("greeting", "hello", "greeting")


@dataclass(frozen=True)
class Heard:
    """What was heard of one message: as a line of `yarrow understand`, as far as the listener hears such things.

    `milliseconds`: how long it took; `sure`: the confidence in the act, from 0 to 1, where the listener has one.
    """

    read: Mapping[str, Any]
    milliseconds: float
    sure: float | None = None


class Listener(Protocol):
    """Hears one message after another."""

    def hear(self, case: Case) -> Heard:
        """What it hears, given the question and what is known."""
        ...


def hear_all(listener: Listener, cases: Sequence[Case]) -> list[tuple[Case, Heard]]:
    """Each case with what was heard, after a greeting, so that what is loaded late is not timed."""
    listener.hear(GREETING)
    return [(case, listener.hear(case)) for case in cases]


def warn(case: Case, what: str) -> None:
    """Say on the terminal that a case could not be heard at all."""
    print(f"{case.id}: {what}", file=sys.stderr)
