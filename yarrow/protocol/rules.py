"""Reads protocol/rules/*.yml, standards.yml and definitions.yml: when to worry, and what it adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast, get_args

from yarrow.clinical.criterion import Criterion
from yarrow.clinical.level import Level
from yarrow.clinical.rule import Because, Overlay, OverlayRule, Raise, Rule, Standard
from yarrow.protocol.criteria import parse_criterion, parse_when
from yarrow.protocol.entries import adds, read_entries, sources, unique
from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.files import mapping, text
from yarrow.protocol.where import Where

RULE_KEYS = frozenset(
    {"id", "title", "because", "when", "unless", "add", "raise", "conditions", "disagreement", "source"}
)
RAISE_KEYS = frozenset({"level", "when", "unless", "add"})
BECAUSE_KEYS = frozenset({"when", "say"})
STANDARD_KEYS = frozenset({"when", "unless", "because", "add", "source"})
OVERLAY_KEYS = frozenset({"id", "when", "unless", "source"})
DEFINITION_KEYS = frozenset({"id", "when", "unless", "source"})
OVERLAYS: tuple[str, ...] = get_args(Overlay)


def load_rules(root: Path) -> tuple[Rule, ...]:
    """All rules, the most urgent first, each file in its own order. Raises ProtocolError."""
    files = sorted(path.relative_to(root).as_posix() for path in (root / "rules").glob("*.yml"))
    if not files:
        raise ProtocolError("rules", "top", "no .yml file", "at least one")
    found = [(_rule(*item), item[1]) for name in files for item in read_entries(root, name, "rules", RULE_KEYS)]
    unique((rule.id, where) for rule, where in found)
    return tuple(sorted((rule for rule, _ in found), key=lambda rule: rule.level))


def load_definitions(root: Path) -> Mapping[str, Criterion]:
    """The named criteria. Raises ProtocolError."""
    found = list(_definitions(root))
    unique((name, where) for name, _, where in found)
    return {name: criterion for name, criterion, _ in found}


def load_standards(root: Path) -> tuple[Standard, ...]:
    """The advice that needs no rule of its own. Raises ProtocolError."""
    return tuple(
        Standard(
            when=parse_when(entry, where),
            adds=adds(entry, "add", where),
            because=text(entry, "because", where),
            sources=sources(entry, header, where),
        )
        for entry, where, header in read_entries(root, "standards.yml", "standards", STANDARD_KEYS)
    )


def load_overlays(root: Path) -> tuple[OverlayRule, ...]:
    """When each overlay is shown, in the order they are shown. Raises ProtocolError."""
    return tuple(
        OverlayRule(_overlay(entry, where), parse_when(entry, where), sources(entry, header, where))
        for entry, where, header in read_entries(root, "standards.yml", "overlays", OVERLAY_KEYS)
    )


def _definitions(root: Path) -> Iterator[tuple[str, Criterion, Where]]:
    for entry, where, header in read_entries(root, "definitions.yml", "definitions", DEFINITION_KEYS):
        sources(entry, header, where)
        yield text(entry, "id", where), parse_when(entry, where), where


def _rule(entry: Mapping[str, Any], where: Where, header: Mapping[str, Any]) -> Rule:
    kind = entry.get("conditions")
    if kind not in (None, "planning", "pregnant"):
        raise where.at("conditions").error(kind, "planning or pregnant")
    parse_criterion(entry.get("when"), where.at("when"))  # a rule without a `when` would fire for everybody
    return Rule(
        id=text(entry, "id", where),
        level=_level(header.get("level"), where.top("level")),
        title=text(entry, "title", where),
        because=_whole(entry, where),
        when=parse_when(entry, where),
        adds=adds(entry, "add", where),
        raises=tuple(_raise(item, where.at(f"raise[{i}]")) for i, item in enumerate(entry.get("raise", ()))),
        conditions=kind,
        sources=sources(entry, header, where),
        disagreement=text(entry, "disagreement", where, ""),
        becauses=_becauses(entry, where),
    )


def _whole(entry: Mapping[str, Any], where: Where) -> str:
    """What stands for the rule as a whole: its one phrase, or the last of several, which has no `when`."""
    found = entry.get("because")
    if not isinstance(found, list):
        return text(entry, "because", where)
    place = where.at("because")
    return text(mapping(found[-1] if found else None, place, BECAUSE_KEYS - {"when"}), "say", place)


def _becauses(entry: Mapping[str, Any], where: Where) -> tuple[Because, ...]:
    found = entry.get("because")
    parts = found[:-1] if isinstance(found, list) else []
    return tuple(_because(part, where.at(f"because[{i}]")) for i, part in enumerate(parts))


def _because(part: Any, where: Where) -> Because:
    found = mapping(part, where, BECAUSE_KEYS)
    return Because(parse_criterion(found.get("when"), where.at("when")), text(found, "say", where))


def _raise(item: Any, where: Where) -> Raise:
    found = mapping(item, where, RAISE_KEYS)
    return Raise(_level(found.get("level"), where.at("level")), parse_when(found, where), adds(found, "add", where))


def _level(name: Any, where: Where) -> Level:
    if name not in Level.__members__:
        raise where.unknown(name, Level.__members__)
    return Level[name]


def _overlay(entry: Mapping[str, Any], where: Where) -> Overlay:
    name = text(entry, "id", where)
    if name not in OVERLAYS:
        raise where.unknown(name, OVERLAYS)
    return cast(Overlay, name)
