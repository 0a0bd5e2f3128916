"""What can be wrong with a protocol file.

ProtocolError
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class ProtocolError(Exception):
    """A protocol file is not as it should be: the file, the place in it, what was found, what was expected."""

    file: str
    place: str
    found: str
    expected: str

    def __str__(self) -> str:
        """One sentence an author can act on."""
        return f"{self.file}, {self.place}: found {self.found}, expected {self.expected}."
