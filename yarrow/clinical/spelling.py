"""Another spelling of English for what Yarrow says: "celiac" for "coeliac", "your doctor" for "your GP"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from typing import Any

# The spelling the protocol is written in.
WRITTEN = "en-GB"
# The fields of content that somebody reads. Ids, paths, sources and the names patients use are never respelt.
SPOKEN = frozenset(
    {
        *("text", "why", "hint", "label", "group", "title", "intro", "name", "because", "answer", "cautions"),
        *("wording", "say", "if_unknown", "of", "ask", "ask_clinic", "disagreement", "note"),
    }
)
# What holds no words: criteria.
UNSPOKEN = frozenset({"when", "done_when", "sooner", "named", "definitions", "spellings", "reviews", "open_points"})


@dataclass(frozen=True)
class Spelling:
    """What is written otherwise: each phrase with the one that stands for it. Source: protocol/spelling.yml."""

    phrases: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def both_cases(self) -> Mapping[str, str]:
        """The phrases, and those in small letters also with a capital at their beginning."""
        small = {words: other for words, other in self.phrases.items() if words == words.lower()}
        return {**{_capital(words): _capital(other) for words, other in small.items()}, **self.phrases}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds a phrase as whole words, the longest first."""
        longest = sorted(self.both_cases, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def localised(text: str, lang: str, table: Mapping[str, Spelling]) -> str:
    """The text as it is written in `lang` ("en-US"); unchanged where the table has nothing for it."""
    spelling = table.get(lang)
    if spelling is None or not spelling.phrases:
        return text
    return spelling.pattern.sub(lambda found: spelling.both_cases[found.group()], text)


def respelt(content: Any, lang: str, table: Mapping[str, Spelling]) -> Any:
    """The content with everything that somebody reads as it is written in `lang`."""
    if isinstance(content, tuple):
        return tuple(respelt(part, lang, table) for part in content)
    if isinstance(content, Mapping):
        return {key: respelt(part, lang, table) for key, part in content.items()}
    if not is_dataclass(content) or isinstance(content, type):
        return content
    parts = {part.name: getattr(content, part.name) for part in fields(content) if part.name not in UNSPOKEN}
    changes = {
        name: _words(value, lang, table) if name in SPOKEN else respelt(value, lang, table)
        for name, value in parts.items()
        if not isinstance(value, (bool, int, float, frozenset))
    }
    return replace(content, **{name: value for name, value in changes.items() if value != parts[name]})


def _words(value: Any, lang: str, table: Mapping[str, Spelling]) -> Any:
    """A text, or several."""
    if isinstance(value, str):
        return localised(value, lang, table)
    if isinstance(value, tuple):
        return tuple(_words(part, lang, table) for part in value)
    if isinstance(value, Mapping):
        return {key: _words(part, lang, table) for key, part in value.items()}
    return respelt(value, lang, table)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
