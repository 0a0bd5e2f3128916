"""Her own words about one thing, out of a long message, so that a question about it needs no name for it."""

from __future__ import annotations

import re

SHORT = 120  # characters: a message no longer than this stands right above the question that is asked about it
LONGEST = 160  # characters of a quotation
_ENDS = re.compile(r"[.!?;\n]+\s*")


def quoted(text: str, start: int, end: int) -> str | None:
    """The sentences round the characters `start` to `end`; None where the message is short, or they are all of it."""
    if len(text) <= SHORT or end <= start:
        return None
    ends = [found.end() for found in _ENDS.finditer(text)]
    first = max((place for place in ends if place <= start), default=0)
    last = min((place for place in ends if place >= end), default=len(text))
    words = " ".join(text[first:last].split())
    if len(words) > LONGEST:
        return _around(text, start, end)
    return words if words and last - first < len(text) else None


def _around(text: str, start: int, end: int) -> str:
    """Whole words round the place, cut where they grow too many."""
    spare = max(LONGEST - (end - start), 0) // 2
    first, last = max(start - spare, 0), min(max(end, start + LONGEST) if spare == 0 else end + spare, len(text))
    last = min(last, first + LONGEST)
    words = text[first:last].split()
    opened = first > 0 and not text[first - 1].isspace()
    closed = last < len(text) and not text[last].isspace()
    kept = words[1 if opened and len(words) > 1 else 0 : -1 if closed and len(words) > 2 else None]
    return f"{'… ' if first else ''}{' '.join(kept)}{' …' if last < len(text) else ''}"
