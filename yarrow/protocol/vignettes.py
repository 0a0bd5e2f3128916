"""Invented patients with the result they should get: read from a folder, checked, and enough of them for every rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yarrow.clinical.level import Level
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.schema import check as facts_problems
from yarrow.clinical.triage import Triage, assess
from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.files import mapping, read_yaml
from yarrow.protocol.near_miss import is_near_miss
from yarrow.protocol.problem import Problem
from yarrow.protocol.where import Where, one_of

# The invented patients of the repository; an installed Yarrow may have none.
OURS = Path(__file__).resolve().parents[2] / "tests" / "vignettes"
KEYS = frozenset({"id", "title", "facts", "level", "ask", "why"})
LISTS = ("rules", "absent_rules", "must", "must_not", "overlays", "later", "deferred")


@dataclass(frozen=True)
class Vignette:
    """One invented patient: the facts, and what should come of them.

    `level`: None if none is asserted. `ask`: what must be asked first. `where`: its place.
    """

    id: str
    facts: Mapping[str, Any]
    level: str | None
    ask: str | None
    where: Where
    expected: Mapping[str, tuple[str, ...]]

    def wanted(self, key: str) -> tuple[str, ...]:
        """The ids expected under a key such as `rules` or `must`."""
        return self.expected.get(key, ())

    def problem(self, check: str, found: str, expected: str, key: str = "id") -> Problem:
        """A problem of this vignette, at one of its keys."""
        error = self.where.at(key).error(found, expected)
        return Problem(self.id, check, found, expected, error.file, error.line)


def load_vignettes(folder: Path) -> list[Vignette]:
    """Every vignette of the folder's files. Raises ProtocolError if one cannot be read."""
    paths = sorted(folder.glob("*.yml"))
    if not paths:
        raise ProtocolError(str(folder), "top", "no .yml file", "files of vignettes")
    return [vignette for path in paths for vignette in _in_file(path, folder)]


def vignette_problems(protocol: Protocol, vignettes: Sequence[Vignette]) -> Iterator[Problem]:
    """Every patient who is judged otherwise than expected, and every rule that lacks a hit or a near miss."""
    for vignette in vignettes:
        yield from _of(protocol, vignette)
    yield from _uncovered(protocol, vignettes)


def _in_file(path: Path, folder: Path) -> Iterator[Vignette]:
    content, where = read_yaml(path, folder)
    if not isinstance(content, list):
        raise where.error(content, "a list of vignettes")
    for index, entry in enumerate(content):
        place = where.at(index)
        found = mapping(entry, place, KEYS | set(LISTS))
        for key, kind in (("id", str), ("facts", Mapping)):
            if not isinstance(found.get(key), kind):
                raise place.at(key).error(found.get(key), f"the {key} of the vignette")
        if not set(found) & {"level", "ask", *LISTS}:
            raise place.error(sorted(found), "what should come of it: a level, rules, or advice")
        if found.get("level") not in (None, *Level.__members__):
            raise place.at("level").unknown(found["level"], tuple(Level.__members__))
        yield _vignette(found, place.named(str(found["id"])))


def _vignette(entry: Mapping[str, Any], where: Where) -> Vignette:
    expected: dict[str, tuple[str, ...]] = {}
    for key in LISTS:
        value = entry.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise where.at(key).error(value, "a list of ids")
        if key in entry:
            expected[key] = tuple(value)
    return Vignette(str(entry["id"]), entry["facts"], entry.get("level"), entry.get("ask"), where, expected)


def _of(protocol: Protocol, vignette: Vignette) -> Iterator[Problem]:
    known = {"conditions": protocol.conditions, "symptoms": protocol.symptoms, "medicines": protocol.medicines}
    for sentence in facts_problems(vignette.facts, known):
        yield vignette.problem("vignette facts", sentence.rstrip("."), "facts of the schema", "facts")
    for key in ("rules", "absent_rules"):
        for name in set(vignette.wanted(key)) - set(protocol.rule):
            yield vignette.problem("known id", repr(name), one_of(name, protocol.rule, "the id of a rule"), key)
    yield from _judged(vignette, assess(protocol, vignette.facts))


def _judged(vignette: Vignette, found: Triage) -> Iterator[Problem]:
    fired = ", ".join(found.ids) or "no rule"
    if vignette.level and found.level.name != vignette.level:
        yield vignette.problem("vignette", f"{found.level.name} ({fired})", vignette.level, "level")
    if vignette.ask and found.ask != vignette.ask:
        yield vignette.problem("vignette", f"{found.ask or 'nothing'} to be asked for", vignette.ask, "ask")
    advised = {item.id for item in found.recommendations}
    deferred = {item.id for item in found.deferred}
    told = advised | deferred if found.level.stops_history else advised
    later = {item.id for item in found.recommendations if item.when == "later"} | deferred
    for key, there in (("rules", set(found.ids)), ("must", told), ("later", later), ("deferred", deferred)):
        for name in sorted(set(vignette.wanted(key)) - there):
            yield vignette.problem("vignette", f"no {name} ({fired})", f"{name} among {key}", key)
    for key, there in (("absent_rules", set(found.ids)), ("must_not", advised)):
        for name in sorted(set(vignette.wanted(key)) & there):
            yield vignette.problem("vignette", f"{name} ({fired})", f"no {name}", key)
    if "overlays" in vignette.expected and set(vignette.wanted("overlays")) != set(found.overlays):
        shown, wanted = (", ".join(names) or "none" for names in (found.overlays, vignette.wanted("overlays")))
        yield vignette.problem("vignette", f"overlays {shown}", f"overlays {wanted}", "overlays")


def _uncovered(protocol: Protocol, vignettes: Sequence[Vignette]) -> Iterator[Problem]:
    for rule in protocol.rule:
        if not any(rule in vignette.wanted("rules") for vignette in vignettes):
            yield Problem(f"rule.{rule}", "hit", "no vignette it fires for", f"one with {rule} among its rules")
        missed = [vignette for vignette in vignettes if rule in vignette.wanted("absent_rules")]
        if not any(is_near_miss(protocol, rule, vignette.facts) for vignette in missed):
            found = ", ".join(vignette.id for vignette in missed) or "none"
            expected = (
                f"a vignette with {rule} among its absent_rules that one fact more, less or other would make fire"
            )
            yield Problem(f"rule.{rule}", "near miss", f"no near miss (absent from: {found})", expected)
