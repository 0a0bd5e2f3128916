"""Marked words: a text cut where the words of facts begin and end, so that words of several facts are marked once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Span:
    """The words of one fact (by its number): characters of the stored text, end exclusive."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Segment:
    """A piece of the text and the facts it tells, in order of number. `begins`: those whose words begin with it."""

    text: str
    numbers: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


def segments(text: str, spans: Iterable[Span]) -> tuple[Segment, ...]:
    """The whole text in pieces; nothing of it is lost, whatever the spans. A span beyond the text is cut to it."""
    held = [cut for span in spans if (cut := _within(span, len(text))) is not None]
    cuts = sorted({0, len(text), *(span.start for span in held), *(span.end for span in held)})
    return tuple(_segment(text, start, end, held) for start, end in pairwise(cuts))


def _within(span: Span, length: int) -> Span | None:
    start, end = max(span.start, 0), min(span.end, length)
    return Span(span.number, start, end) if start < end else None


def _segment(text: str, start: int, end: int, spans: list[Span]) -> Segment:
    over = sorted({span.number for span in spans if span.start <= start and end <= span.end})
    begin = sorted({span.number for span in spans if span.start == start})
    return Segment(text[start:end], tuple(over), tuple(begin))
