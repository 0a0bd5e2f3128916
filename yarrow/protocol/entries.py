"""The entries of a content file: its header checked, each entry with its place, its source and its additions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from yarrow.clinical.recommendation import EVIDENCE, Evidence
from yarrow.clinical.rule import Add
from yarrow.protocol.criteria import parse_when
from yarrow.protocol.files import META, mapping, read_yaml, text
from yarrow.protocol.where import Where

ADD_KEYS = frozenset({"id", "when", "unless", "evidence", "future"})


def read_entries(
    root: Path, name: str, key: str, allowed: frozenset[str]
) -> Iterator[tuple[Mapping[str, Any], Where, Mapping[str, Any]]]:
    """Each entry under `key` with its place (named by its id) and the file's header. Raises ProtocolError."""
    content, where = read_yaml(root / name, root)
    page = mapping(content, where, None)
    for field in META:
        if field not in page:
            raise where.error(f"no {field}", f"{field} at the head of the file (null until reviewed)")
    entries = page.get(key)
    if not isinstance(entries, list) or not entries:
        raise where.at(key).error(entries, f"a list of {key}")
    for index, entry in enumerate(entries):
        place = where.at(f"{key}[{index}]")
        found = mapping(entry, place, allowed | META)
        yield found, place.named(str(found.get("id", place.place))), page


def sources(entry: Mapping[str, Any], header: Mapping[str, Any], where: Where) -> tuple[str, ...]:
    """The sources of an entry (its own, else the file's): every item needs one. Raises ProtocolError."""
    found = entry.get("source", header.get("source"))
    if not isinstance(found, str) or not found.strip():
        raise where.at("source").error(found, "where this comes from, such as 'NICE NG126 [C8]; clinical.md §5'")
    return tuple(part.strip() for part in found.split(";"))


def words(entry: Mapping[str, Any], key: str, where: Where) -> tuple[str, ...]:
    """The list of words under a key; none if the key is absent. Raises ProtocolError."""
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise where.at(key).error(value, "a list of words")
    return tuple(value)


def adds(entry: Mapping[str, Any], key: str, where: Where) -> tuple[Add, ...]:
    """The recommendations an entry adds, each an id or a mapping. Raises ProtocolError."""
    value = entry.get(key, [])
    if not isinstance(value, list):
        raise where.at(key).error(value, "a list of recommendation ids")
    return tuple(_add(item, where.at(f"{key}[{index}]")) for index, item in enumerate(value))


def _add(item: Any, where: Where) -> Add:
    if isinstance(item, str):
        return Add(item)
    found = mapping(item, where, ADD_KEYS)
    label = evidence(found, where, None)
    when = parse_when(found, where) if "when" in found or "unless" in found else None
    return Add(text(found, "id", where), when, label, bool(found.get("future", False)))


def evidence(entry: Mapping[str, Any], where: Where, default: Evidence | None) -> Evidence | None:
    """The evidence label of an entry. Raises ProtocolError."""
    label = entry.get("evidence", default)
    if label is not None and label not in EVIDENCE:
        raise where.at("evidence").unknown(label, EVIDENCE)
    return cast("Evidence | None", label)


def unique(ids: Iterator[tuple[str, Where]]) -> None:
    """Check that no id stands twice. Raises ProtocolError."""
    seen: set[str] = set()
    for name, where in ids:
        if name in seen:
            raise where.error(name, "an id that no other entry has")
        seen.add(name)
