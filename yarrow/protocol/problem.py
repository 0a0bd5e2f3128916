"""Something an author of the protocol has to mend."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Where it is, which check found it, and what is wrong, in one sentence."""

    place: str
    check: str
    text: str

    def __str__(self) -> str:
        """One line for the terminal."""
        return f"{self.place}: {self.text} [{self.check}]"
