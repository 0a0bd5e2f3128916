"""The words of the pages: complete in en-GB; another language holds what differs from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, reduce
from pathlib import Path
from typing import Any

import yaml

TEXTS = Path(__file__).resolve().parent / "texts"
BASE = "en-GB"
Tree = Mapping[str, Any]


@dataclass(frozen=True)
class Catalogue:
    """The words of one language; `chat.title` names the entry `title` of `chat.yml`."""

    lang: str
    tree: Tree

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of that name, with these values in their places. Raises KeyError."""
        found = self.all(key)
        if not isinstance(found, str):
            raise KeyError(key)
        return found.format(**values) if values else found

    def all(self, key: str) -> Any:
        """All that stands under that name: a sentence, a list, or more names. Raises KeyError."""
        return reduce(lambda entries, name: entries[name], key.split("."), self.tree)


@cache
def catalogue(lang: str) -> Catalogue:
    """The words of a language; where it has none of its own, those of en-GB."""
    return Catalogue(lang, _laid_over(_read(BASE), _read(lang)))


def _read(lang: str) -> Tree:
    files = sorted((TEXTS / lang).glob("*.yml"))
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) or {} for path in files}


def _laid_over(below: Tree, above: Tree) -> Tree:
    merged = dict(below)
    for name, entry in above.items():
        under = below.get(name)
        both = isinstance(entry, Mapping) and isinstance(under, Mapping)
        merged[name] = _laid_over(under, entry) if both else entry  # type: ignore[arg-type]
    return merged
