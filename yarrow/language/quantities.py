"""Numbers in their words: pads an hour, months of trying, transfers (protocol/lexicon/quantities.yml)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from yarrow.language.duration import MONTHS, days_ago, durations, in_unit, months_since
from yarrow.language.lexicon import Lexicon, QuantityWords
from yarrow.language.line import Classes
from yarrow.language.matcher import Match, Matcher
from yarrow.language.numbers import every, read
from yarrow.language.people import People, inflected, possessive
from yarrow.language.text import Sentence, Token
from yarrow.language.understanding import ReadFact

STEP = frozenset({"stepchildren", "step", "stepkids", "adopted", "adoptive", "foster", "his"})
STOOLS = "bloody_stools_per_day"
NOW_AND_THEN = frozenset({"sometimes", "occasionally", "occasional", "odd", "rarely"})
HALF_AN_HOUR = ("half", "an", "hour")  # a length of time; `half a pad an hour` names the pad
PER = frozenset({"every", "per", "an", "each", "in", "within", "over", "inside", "a"})


class Quantities:
    """Reads the numbers whose words the lexicon lists."""

    def __init__(self, lexicon: Lexicon, classes: Classes) -> None:
        self._matcher = Matcher(classes)
        for words in lexicon.quantities:
            self._matcher.add(words.phrases, words)
        people = People(lexicon)
        partners = possessive(people.husbands | people.partners)
        self._others = inflected(people.kin - people.of("relation") | people.others) | partners | STEP

    def read(self, sentences: Sequence[Sentence], present: set[str], today: date | None) -> list[ReadFact]:
        """One fact for each path read; `present`: symptom ids present, for numbers that only belong beside one."""
        found: dict[str, ReadFact] = {}
        for sentence in sentences:
            for match in sorted(self._matcher.find(sentence.tokens), key=lambda match: match.start - match.end):
                words: QuantityWords = match.meaning
                if words.path in found or (words.near and not _is_near(words.near, present, sentence.tokens)):
                    continue
                value = _value(words, match, sentence.tokens, today)
                if value is not None and not self._is_anothers(sentence.tokens, match):
                    tokens = sentence.tokens
                    found[words.path] = ReadFact(
                        words.path, "present", value, tokens[match.start].start, tokens[match.end - 1].end
                    )
        return list(found.values())

    def _is_anothers(self, tokens: Sequence[Token], match: Match) -> bool:
        """`my sister had two failed transfers`: somebody else's number."""
        words = {token.norm for token in tokens[max(0, match.start - 4) : match.end]}
        return bool(words & self._others)


def _is_near(symptom: str, present: set[str], tokens: Sequence[Token]) -> bool:
    """Whether the symptom is present, and not only now and then (`eight times a day, sometimes blood`)."""
    return symptom in present and not {token.norm for token in tokens} & NOW_AND_THEN


def _value(words: QuantityWords, match: Match, tokens: Sequence[Token], today: date | None) -> Any:
    inside = tokens[match.start : match.end]
    quantities = [some for some in every(inside) if some.low is not None]
    if words.unit == "count":
        ranged = words.path == STOOLS and bool(quantities) and not quantities[0].bound  # of a range the lower end
        return quantities[0].whole if quantities and (ranged or quantities[0].is_settled) else None
    if words.unit == "hours":
        return _hours(inside)
    if words.unit == "pads":
        return None if inside[0].norm == "half" and len(inside) == len(HALF_AN_HOUR) else pads_per_hour(inside)
    if words.unit == "months":
        return _months(tokens, match, today)
    if words.unit == "days_ago":
        ago = days_ago(tokens[match.start :], today)
        return int(ago[0]) if ago and ago[0] == ago[1] else _days_past(inside)
    return " ".join(token.norm for token in inside)


def _hours(inside: Sequence[Token]) -> float | None:
    lengths = [length for length in durations(inside) if length.unit.startswith("hour")]
    hours = lengths[0].low * 24 if lengths and lengths[0].low is not None else None
    return None if hours is None else _tidy(hours)


def _days_past(inside: Sequence[Token]) -> int | None:
    lengths = durations(inside)
    return int(lengths[0].low) if lengths and lengths[0].low is not None else None


def pads_per_hour(inside: Sequence[Token]) -> float | None:
    """Pads for each hour: `a pad every two hours` is half a pad, `two in half an hour` four."""
    words = [token.norm for token in inside]
    split = next((at for at, word in enumerate(words) if at and word in PER), len(words))
    quantities = [some for some in every(inside) if some.low]
    pads = next((some.low for some in quantities if some.end <= split), 1.0) or 1.0
    spans = [some.low or 1.0 for some in quantities if some.start >= split]
    lengths = [some.low for some in durations(inside[split:]) if some.low]
    hours = lengths[0] * 24 if lengths else spans[0] if spans else 1.0
    return _tidy(pads / hours)


def _months(tokens: Sequence[Token], match: Match, today: date | None) -> int | None:
    """Months of trying: a length of time (of a range its lower end), since when, or a number of cycles."""
    start = match.start - 2 if match.start > 1 and tokens[match.start - 1].norm == "-" else match.start
    lengths = [some for some in durations(tokens[start:]) if some.low is not None and some.low >= 1]
    if lengths:
        return int(in_unit(lengths[0].low or 0, MONTHS))
    since = months_since(tokens, today)
    if since is not None:
        return since
    words = [token.norm for token in tokens[match.start : match.end]]
    if {"cycle", "month", "cycles", "round"} & set(words):
        number = next((some for at in range(match.start, match.end) if (some := read(tokens, at))), None)
        return number.whole if number and number.is_settled else None
    return None


def _tidy(value: float) -> float:
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded
