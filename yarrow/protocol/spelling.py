"""Reads protocol/spelling.yml: how Yarrow's words are written where English is spelt otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from yarrow.clinical.spelling import Spelling
from yarrow.protocol.files import mapping, read_yaml, text

FILE_KEYS = frozenset({"version", "reviewed_on", "source", "spellings"})
GROUPS = frozenset({"services", "words"})


def load_spellings(root: Path) -> Mapping[str, Spelling]:
    """The spellings by language, such as "en-US". Raises ProtocolError."""
    content, where = read_yaml(root / "spelling.yml", root)
    page = mapping(content, where, FILE_KEYS)
    found: dict[str, Spelling] = {}
    for lang, groups in mapping(page.get("spellings"), where.at("spellings")).items():
        place = where.at(f"spellings.{lang}")
        phrases: dict[str, str] = {}
        for group, entries in mapping(groups, place, GROUPS).items():
            inner = place.at(group)
            phrases.update({phrase: text(entries, phrase, inner) for phrase in mapping(entries, inner)})
        found[str(lang)] = Spelling(phrases)
    return found
