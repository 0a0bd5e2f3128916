"""Reads protocol/wording/*.yml: nested mappings of sentences become dotted keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from yarrow.protocol.files import HEAD, mapping, read_folder
from yarrow.protocol.where import Where

FOLDER = "wording"


def load_wording(root: Path) -> Mapping[str, str]:
    """Every sentence by its key (`safety.t0`). Raises ProtocolError if a key stands in two files or has no text."""
    wording: dict[str, str] = {}
    for content, where in read_folder(root, FOLDER):
        page = {key: value for key, value in mapping(content, where).items() if key not in HEAD}
        for key, sentence in _flat(page, where, ""):
            if key in wording:
                raise where.error(key, "a key that no other file has")
            wording[key] = sentence
    return wording


def _flat(entry: Mapping[str, Any], where: Where, prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in entry.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from _flat(value, where, f"{name}.")
        elif isinstance(value, str) and value.strip():
            yield name, value.strip()
        else:
            raise where.at(name).error(value, "a text, or keys with texts")
