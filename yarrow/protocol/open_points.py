"""Reads protocol/open_points.yml: the doubts a clinician settles before sign-off."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from yarrow.clinical.open_point import OpenPoint
from yarrow.protocol.entries import read_entries, sources, unique, words
from yarrow.protocol.files import text
from yarrow.protocol.where import Where

FILE = "open_points.yml"
KEYS = frozenset({"id", "title", "text", "touches", "source"})


def load_open_points(root: Path) -> tuple[OpenPoint, ...]:
    """The points in order. Raises ProtocolError."""
    found = [(_point(*item), item[1]) for item in read_entries(root, FILE, "open_points", KEYS)]
    unique((point.id, where) for point, where in found)
    return tuple(point for point, _ in found)


def _point(entry: Mapping[str, Any], where: Where, header: Mapping[str, Any]) -> OpenPoint:
    return OpenPoint(
        id=text(entry, "id", where),
        title=text(entry, "title", where),
        text=text(entry, "text", where),
        touches=words(entry, "touches", where),
        sources=sources(entry, header, where),
    )
