"""The word lists of protocol/lexicon/losses_*.yml, handed to the readers that weigh them.

A reader is a frozen dataclass. Its fields say what it needs: `frozenset[str]` is the list of that name, kept under the
name of the reader's module; another reader, the signs, or the words for people, is what it asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar, cast, get_type_hints

from yarrow.language.losses.relations import Relations
from yarrow.language.signs import Signs

Reader = TypeVar("Reader")
WORDS = frozenset[str]


class LossWordsError(ValueError):
    """A list that a reader needs is not there, or one is there that nobody reads; the message names it."""


class LossWords:
    """The lists by module and name, and the signs of the lexicon."""

    def __init__(self, lists: Mapping[str, Mapping[str, frozenset[str]]], signs: Signs, people: Relations) -> None:
        self._lists = lists
        self._made: dict[type, Any] = {Signs: signs, Relations: people}

    def reader(self, kind: type[Reader]) -> Reader:
        """The one reader of this kind, with its lists and the readers it asks; raises LossWordsError."""
        if kind not in self._made:
            hints = get_type_hints(kind)
            needed = {field.name: hints[field.name] for field in fields(cast(Any, kind))}
            module = kind.__module__.rpartition(".")[2]
            self._refuse_unread(module, {name for name, hint in needed.items() if hint == WORDS})
            self._made[kind] = kind(**{
                name: self._words(module, name) if hint == WORDS else self.reader(hint) for name, hint in needed.items()
            })  # fmt: skip
        return cast(Reader, self._made[kind])

    def _words(self, module: str, name: str) -> frozenset[str]:
        words = self._lists.get(module, {}).get(name)
        if not words:
            raise LossWordsError(f"no words under {module}, {name}")
        return words

    def _refuse_unread(self, module: str, known: set[str]) -> None:
        for name in sorted(self._lists.get(module, {}).keys() - known):
            raise LossWordsError(f"words that nobody reads under {module}, {name}")

    def refuse_unread(self) -> None:
        """Raises LossWordsError if lists are kept for a module that has no reader."""
        for module in sorted(self._lists.keys() - {kind.__module__.rpartition(".")[2] for kind in self._made}):
            raise LossWordsError(f"words that nobody reads under {module}")
