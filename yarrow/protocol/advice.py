"""Reads protocol/recommendations*.yml and not_needed.yml: what can be advised, and what is not needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from yarrow.clinical.recommendation import KINDS, Evidence, Kind, NotNeeded, Recommendation
from yarrow.protocol.criteria import parse_criterion, parse_when
from yarrow.protocol.entries import evidence, read_entries, sources, unique, words
from yarrow.protocol.files import text
from yarrow.protocol.where import Where

RECOMMENDATION_KEYS = frozenset({"id", "kind", "text", "evidence", "done_when", "includes", "disagreement", "source"})
NOT_NEEDED_KEYS = frozenset({"id", "name", "text", "evidence", "when", "unless", "disagreement", "source"})
PREFIXES = ("E_", "R_", "I_")


def load_recommendations(root: Path) -> Mapping[str, Recommendation]:
    """Every recommendation by its id. Raises ProtocolError."""
    found = list(_recommendations(root))
    unique((item.id, where) for item, where in found)
    return {item.id: item for item, _ in found}


def load_not_needed(root: Path) -> Mapping[str, NotNeeded]:
    """Every test or treatment that is not needed, by its X_ id. Raises ProtocolError."""
    items = read_entries(root, "not_needed.yml", "not_needed", NOT_NEEDED_KEYS)
    found = [(_not_needed(entry, where, header), where) for entry, where, header in items]
    unique((item.id, where) for item, where in found)
    return {item.id: item for item, _ in found}


def _recommendations(root: Path) -> Iterator[tuple[Recommendation, Where]]:
    for path in sorted(root.glob("recommendations*.yml")):
        for entry, where, header in read_entries(root, path.name, "recommendations", RECOMMENDATION_KEYS):
            yield _recommendation(entry, where, header), where


def _recommendation(entry: Mapping[str, Any], where: Where, header: Mapping[str, Any]) -> Recommendation:
    kind = entry.get("kind")
    if kind not in KINDS:
        raise where.at("kind").unknown(kind, KINDS)
    name = text(entry, "id", where)
    if not name.startswith(PREFIXES):
        raise where.error(name, "an id that starts with E_, R_ or I_")
    return Recommendation(
        id=name,
        kind=cast(Kind, kind),
        text=text(entry, "text", where),
        evidence=cast(Evidence, evidence(entry, where, "standard")),
        done_when=parse_criterion(entry["done_when"], where.at("done_when")) if "done_when" in entry else None,
        sources=sources(entry, header, where),
        includes=words(entry, "includes", where),
        disagreement=text(entry, "disagreement", where, ""),
    )


def _not_needed(entry: Mapping[str, Any], where: Where, header: Mapping[str, Any]) -> NotNeeded:
    name = text(entry, "id", where)
    if not name.startswith("X_"):
        raise where.error(name, "an id that starts with X_")
    return NotNeeded(
        id=name,
        name=text(entry, "name", where),
        text=text(entry, "text", where),
        evidence=cast(Evidence, evidence(entry, where, "not_recommended")),
        when=parse_when(entry, where),
        sources=sources(entry, header, where),
        disagreement=text(entry, "disagreement", where, ""),
    )
