"""Something an author of the protocol has to mend."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yarrow.protocol.places import Places


@dataclass(frozen=True)
class Problem:
    """Where it is, which check found it, what was found there and what was expected instead.

    `place`: the key of the item (`question.age`). `word`: what to point at inside it, if it is a word of the file.
    """

    place: str
    check: str
    found: str
    expected: str
    file: str = ""
    line: int | None = None
    word: str = ""

    def __str__(self) -> str:
        """One line for the terminal; `file:line` first, as editors open it."""
        file = self.file if self.line is None else f"{self.file}:{self.line}"
        where = ", ".join(part for part in (file, self.place) if part)
        end = "" if self.expected.endswith(("?", ".")) else "."
        return f"{where}: found {self.found}, expected {self.expected}{end} [{self.check}]"

    def located(self, places: Places) -> Problem:
        """The same with its file and line, if it has none yet."""
        if self.file:
            return self
        file, line = places.find(self.place, self.word)
        return self if line is None else replace(self, file=file, line=line)

    def to_json(self) -> dict[str, str | int | None]:
        """As plain values, for machines."""
        return {
            "file": self.file,
            "line": self.line,
            "place": self.place,
            "check": self.check,
            "found": self.found,
            "expected": self.expected,
        }
