"""A place in a file of the protocol, for messages to authors."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.lines import line_of

MOST_SHOWN = 80
FEWEST_LETTERS = 4


@dataclass(frozen=True)
class Where:
    """The file and the place in it.

    `place` is what the author reads (`E01.when`); `path` leads there from the top of the file, and `origin` is the file
    itself, so that an error can name the line. Nothing is looked up until something is wrong.
    """

    file: str
    place: str = "top"
    path: tuple[object, ...] = ()
    origin: Path | None = None

    def at(self, part: object) -> Where:
        """A place inside this one: a key, an index, or both (`add[2]`)."""
        place = str(part) if self.place == "top" else f"{self.place}.{part}"
        return Where(self.file, place, (*self.path, part), self.origin)

    def named(self, name: str) -> Where:
        """The same place under the name its author knows it by, such as the id of the entry."""
        return Where(self.file, name, self.path, self.origin)

    def top(self, key: str) -> Where:
        """The place of a key at the head of the same file."""
        return Where(self.file, key, (key,), self.origin)

    def error(self, found: object, expected: str) -> ProtocolError:
        """The error to raise about this place."""
        line = line_of(self.origin, self.path) if self.origin else None
        return ProtocolError(self.file, self.place, _shown(found), expected, line)

    def unknown(self, found: object, allowed: Iterable[str], what: str = "") -> ProtocolError:
        """The error about a word that is none of those allowed; it names the likeliest one."""
        return self.error(found, one_of(found, allowed, what))

    def unknown_key(self, key: object, allowed: Iterable[str]) -> ProtocolError:
        """The error about a key that is none of those allowed, on the line of the key."""
        return self.at(key).named(self.place).unknown(key, allowed)


def _shown(found: object) -> str:
    """What was found, as an author would call it; long content is cut."""
    if found is None:
        return "nothing"
    kind = "a mapping " if isinstance(found, Mapping) else "a list " if isinstance(found, (list, tuple)) else ""
    whole = repr(found)
    return kind + (whole if len(whole) <= MOST_SHOWN else f"{whole[:MOST_SHOWN]}…")


def one_of(found: object, allowed: Iterable[str], what: str = "") -> str:
    """What was expected instead: the words allowed (or `what`), and the likeliest of them if one is close."""
    words = list(allowed) if isinstance(allowed, tuple) else sorted(allowed)
    expected = what or f"one of {', '.join(words)}"
    said = str(found)
    begun = [word for word in words if len(said) >= FEWEST_LETTERS and word.startswith(said)]
    close = begun or difflib.get_close_matches(said, words, n=1, cutoff=0.6)
    return f"{expected}; did you mean {close[0]!r}?" if close else expected
