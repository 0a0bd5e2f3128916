"""The voice of Yarrow, as checks: plain, short, kind, never more than is known. Its rules are protocol/voice.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from yarrow.protocol.entries import read_entries, sources, unique, words
from yarrow.protocol.files import HEAD, mapping, read_yaml, text
from yarrow.protocol.reading_grade import easy_names, grade, long_sentences
from yarrow.protocol.reading_grade import words as words_of
from yarrow.protocol.where import Where

FILE = "voice.yml"
ROOT = Path(__file__).resolve().parents[2] / "protocol"
FILE_KEYS = HEAD | {"limits", "names", "voice"}
LIMITS = ("words_a_sentence", "grade", "words_for_a_grade")
RULE_KEYS = frozenset({"id", "words", "at", "but_not", "instead", "breaks", "keeps", "source"})
NUMBER = r"(?:\d|\{|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|twelve\b)"
# Where the words must begin: at the start of a sentence or line, or there and after a comma or a conclusion.
AT = {
    "anywhere": r"(?<![\w'])",
    "sentence": r"(?:^|(?<=[.?!:] )|(?<=\n))[^\w\n]*",
    "clause": r"(?:^|(?<=[.,;:?] )|(?<=\n)|(?<=\bso )|(?<=\band )|(?<=\bbecause )|(?<=\bmeans ))",
}
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")


@dataclass(frozen=True)
class VoiceRule:
    """Words that are not said, and what is said instead; with a text that breaks the rule and one that keeps it."""

    id: str
    words: tuple[str, ...]
    instead: str
    at: str = "anywhere"
    but_not: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @cached_property
    def _said(self) -> re.Pattern[str]:
        return re.compile(f"{AT[self.at]}({'|'.join(map(_pattern, self.words))})", re.IGNORECASE)

    @cached_property
    def _fine(self) -> re.Pattern[str] | None:
        return re.compile("|".join(map(_pattern, self.but_not)), re.IGNORECASE) if self.but_not else None

    def found(self, said: str) -> str | None:
        """The first words of the text that break the rule; None if none do."""
        fine = [match.span() for match in self._fine.finditer(said)] if self._fine else []
        for match in self._said.finditer(said):
            start, end = match.span(1)
            if not any(low <= start and end <= high for low, high in fine):
                return match.group(1)
        return None


@dataclass(frozen=True)
class Voice:
    """The rules and limits every sentence a patient can see keeps to."""

    rules: tuple[VoiceRule, ...]
    most_words: int
    hardest_grade: float
    fewest_words: int
    names: str

    @cached_property
    def _judged(self) -> dict[str, tuple[str, ...]]:
        """What was found in the texts judged so far: the same text is judged once."""
        return {}

    def problems(self, said: str) -> tuple[str, ...]:
        """What in this text is not Yarrow's voice, each in one sentence."""
        if said not in self._judged:
            self._judged[said] = tuple(self._problems(said))
        return self._judged[said]

    def _problems(self, said: str) -> Iterator[str]:
        plain = said.replace("’", "'")
        for rule in self.rules:
            found = rule.found(plain)
            if found:
                yield f'says "{found}"; say {rule.instead}'
        if "!" in plain:
            yield "has an exclamation mark; end the sentence with a full stop"
        if EMOJI.search(plain):
            yield "has an emoji; use words"
        for sentence, count in long_sentences(plain, self.most_words):
            yield f'has a sentence of {count} words ("{sentence[:40]}…"); the most is {self.most_words}'
        if len(words_of(plain)) >= self.fewest_words:
            hard = grade(plain, easy_names(self.names))
            if hard > self.hardest_grade:
                yield f"reads at grade {hard:.1f}; the hardest allowed is {self.hardest_grade:g}"


def load_voice(root: Path) -> Voice:
    """The voice of the protocol under `root`. Raises ProtocolError."""
    content, where = read_yaml(root / FILE, root)
    page = mapping(content, where, FILE_KEYS)
    limits = mapping(page.get("limits"), where.at("limits"), frozenset(LIMITS))
    most, hardest, fewest = (_number(limits, name, where.at("limits")) for name in LIMITS)
    found = [(_rule(*item), item[1]) for item in read_entries(root, FILE, "voice", RULE_KEYS)]
    unique((rule.id, place) for rule, place in found)
    return Voice(tuple(rule for rule, _ in found), int(most), hardest, int(fewest), text(page, "names", where))


@lru_cache(maxsize=1)
def our_voice() -> Voice:
    """The voice of the repository's protocol."""
    return load_voice(ROOT)


def voice_problems(said: str) -> tuple[str, ...]:
    """What in this text is not our voice, each in one sentence."""
    return our_voice().problems(said)


def _rule(entry: Mapping[str, Any], where: Where, header: Mapping[str, Any]) -> VoiceRule:
    at = entry.get("at", "anywhere")
    if at not in AT:
        raise where.at("at").unknown(at, tuple(AT))
    for part in ("words", "breaks", "keeps"):
        if not entry.get(part):
            raise where.at(part).error(entry.get(part), "a list with one text or more")
    return VoiceRule(
        id=text(entry, "id", where),
        words=words(entry, "words", where),
        instead=text(entry, "instead", where),
        at=at,
        but_not=words(entry, "but_not", where),
        breaks=words(entry, "breaks", where),
        keeps=words(entry, "keeps", where),
        sources=sources(entry, header, where),
    )


def _number(limits: Mapping[str, Any], name: str, where: Where) -> float:
    value = limits.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise where.at(name).error(value, "a number")
    return value


def _pattern(phrase: str) -> str:
    """A phrase as a regular expression: `*` ends a word in any way, `#` is a number."""
    parts = re.split(r"(\*|#)", phrase)
    body = "".join({"*": r"[\w-]*", "#": NUMBER}.get(part, re.escape(part)) for part in parts)
    return body if phrase.endswith(("*", "#")) else rf"{body}(?!\w)"
