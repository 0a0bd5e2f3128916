"""The `{name}` classes a word belongs to, inflections included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from yarrow.language.line import Classes
from yarrow.language.stem import stem


def class_lookup(classes: Mapping[str, tuple[str, ...]]) -> Classes:
    """A function from a word to the names of its classes, written as in phrases: `{pain}`."""
    names: dict[str, set[str]] = defaultdict(set)
    for name, words in classes.items():
        for word in words:
            names[word].add(f"{{{name}}}")
            names[stem(word)].add(f"{{{name}}}")
    known = {word: tuple(sorted(some)) for word, some in names.items()}
    return lambda word: known.get(word, ())
