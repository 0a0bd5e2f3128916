"""Long texts in parts: cut at paragraphs, lines, ends of sentences, then words; never within a word or a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Measure = Callable[[str], int]
# A full stop, question or exclamation mark (and what closes a quotation), before what can begin a sentence.
SENTENCE = re.compile(
    r"(?:(?<=[.!?])|(?<=[.!?][\"'”’)\]]))(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\be\.g\.)(?<!\bi\.e\.)\s+(?=[^a-z\s])"
)
CUTS: tuple[re.Pattern[str], ...] = (re.compile(r"\n\s*\n"), re.compile(r"\n"), SENTENCE)
# What is never torn: a number in several groups ("0808 808 8000", "1 000"), else whatever has no space in it.
WORD = re.compile(r"(?:[^\s\w]*[0-9][0-9()/-]*[ \u00a0](?=\(?[0-9]))*\S+")


def split(text: str, limit: int, measure: Measure = len) -> tuple[str, ...]:
    """The text in parts that each measure `limit` at most. Only a single word longer than that is ever cut."""
    text = text.strip()
    return tuple(_parts(text, limit, measure, 0)) if text else ()


def _parts(text: str, limit: int, measure: Measure, level: int) -> list[str]:
    """The text in parts, cut at this level or a finer one; as much as fits stays together."""
    if measure(text) <= limit:
        return [text]
    if level > len(CUTS):
        return list(_torn(text, limit, measure))
    parts: list[str] = []
    for before, unit in _units(text, level):
        if parts and measure(f"{parts[-1]}{before}{unit}") <= limit:
            parts[-1] += before + unit
        else:
            parts += _parts(unit, limit, measure, level + 1)
    return parts


def _units(text: str, level: int) -> Iterator[tuple[str, str]]:
    """The units of this level, each with the space before it."""
    last = 0
    for start, end in _spans(text, level):
        if start < end:
            yield text[last:start], text[start:end]
            last = end


def _spans(text: str, level: int) -> Iterator[tuple[int, int]]:
    if level == len(CUTS):
        yield from (found.span() for found in WORD.finditer(text))
        return
    start = 0
    for cut in CUTS[level].finditer(text):
        yield start, cut.start()
        start = cut.end()
    yield start, len(text)


def _torn(text: str, limit: int, measure: Measure) -> Iterator[str]:
    """What has no place to cut it: at its spaces if it is a number with some, else wherever the room ends."""
    part = ""
    for sign in text:
        if part and measure(part + sign) > limit:
            kept, _, rest = part.rpartition(" ")
            yield (kept or part).strip()
            part = rest if kept else ""
        part = (part + sign).lstrip()
    if part:
        yield part
