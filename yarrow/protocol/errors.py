"""What can be wrong with a protocol file.

ProtocolError
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class ProtocolError(Exception):
    """A protocol file is not as it should be: the file and line, the place in it, what was found, what was expected.

    `line` counts from 1; None only where there is no file, or no such folder, to point into.
    """

    file: str
    place: str
    found: str
    expected: str
    line: int | None = None

    def __str__(self) -> str:
        """One sentence an author can act on; `file:line` first, as editors open it."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        end = "" if self.expected.endswith("?") else "."
        return f"{where}, {self.place}: found {self.found}, expected {self.expected}{end}"
