"""The line of a place in a YAML file, looked up only when something is wrong there: loading stays fast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
INDEXED = re.compile(r"(.+)\[(\d+)\]")


def line_of(file: Path, path: tuple[object, ...], word: str | None = None) -> int | None:
    """The line (from 1) of the place, as near as the file has it; with `word`, of the first such word inside it.

    None if the file cannot be read as YAML.
    """
    try:
        node = _composed(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None
    line = 1
    for part in _steps(path):
        found = _inside(node, part)
        if found is None:
            break
        line, node = found
    if word is not None:
        line = next((mark for mark in _lines_of(node, word)), line)
    return line


@lru_cache(maxsize=16)
def _composed(text: str) -> Any:
    """The nodes of a text with their marks; kept, as one file may have many problems."""
    return yaml.compose(text, Loader=LOADER)


def _steps(path: tuple[object, ...]) -> Iterator[object]:
    """The parts of the path, `add[2]` taken apart."""
    for part in path:
        indexed = INDEXED.fullmatch(str(part))
        if indexed:
            yield indexed.group(1)
            yield int(indexed.group(2))
        else:
            yield part


def _inside(node: Any, part: object) -> tuple[int, Any] | None:
    """The line and the node of a key or an index; a dotted key may also stand nested (`safety.t0`, `options.0`)."""
    if isinstance(node, yaml.SequenceNode):
        index = int(part) if str(part).isdigit() else len(node.value)  # type: ignore[call-overload]
        return (node.value[index].start_mark.line + 1, node.value[index]) if index < len(node.value) else None
    if not isinstance(node, yaml.MappingNode):
        return None
    for key, value in node.value:
        if key.value == str(part):
            return key.start_mark.line + 1, value
    for key, value in node.value:
        if str(part).startswith(f"{key.value}."):
            found = _inside(value, str(part)[len(key.value) + 1 :])
            return found or (key.start_mark.line + 1, value)
    return None


def _lines_of(node: Any, word: str) -> Iterator[int]:
    """The lines of the scalars that are this word, keys among them."""
    if isinstance(node, yaml.ScalarNode):
        if node.value == word:
            yield node.start_mark.line + 1
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for part in pair:
                yield from _lines_of(part, word)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            yield from _lines_of(part, word)
