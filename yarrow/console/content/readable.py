"""A criterion as a clinician reads it: a short sentence for each part, one below the other."""

from __future__ import annotations

from dataclasses import dataclass

from yarrow.clinical.criterion import All, AnyOf, Criterion, Member, Named, Not, Unless, parts_of
from yarrow.clinical.protocol import Protocol
from yarrow.protocol.plain import plain, spaced

JOINED: dict[type, str] = {
    All: "All of these hold",
    AnyOf: "At least one of these holds",
    Not: "Known not to be so",
    Unless: "Unless this is known to hold",
}
RULE, GROUPS = "rule.", ("medicine_flag", "condition_group", "symptom_group")


@dataclass(frozen=True)
class Line:
    """One part. `to`: the address where it is explained; `folded`: its parts are shown when asked for."""

    words: str
    parts: tuple[Line, ...] = ()
    to: str = ""
    folded: bool = False


def readable(criterion: Criterion, protocol: Protocol) -> Line:
    """The criterion and everything inside it; a definition stands folded under its name, another rule as a link."""
    if isinstance(criterion, Named):
        return _named(criterion, protocol)
    if isinstance(criterion, (All, AnyOf, Not, Unless)):
        return Line(JOINED[type(criterion)], tuple(readable(part, protocol) for part in parts_of(criterion)))
    return Line(_sentence(plain(criterion, protocol)))


def _named(criterion: Named, protocol: Protocol) -> Line:
    name, words = criterion.name, _sentence(plain(criterion, protocol))
    if name.startswith(RULE):
        return Line(words, to=f"/protocol/rules/{name.removeprefix(RULE)}")
    inner = protocol.named[name]
    if name.partition(".")[0] in GROUPS and isinstance(inner, Member):
        return Line(words, tuple(Line(_called(one, inner.family, protocol)) for one in inner.ids), folded=True)
    if name in protocol.definitions:
        return Line(words, (readable(inner, protocol),), to=f"/protocol/definitions/{name}", folded=True)
    return Line(words)


def _called(member: str, family: str, protocol: Protocol) -> str:
    known = {"conditions": protocol.conditions, "medicines": protocol.medicines}.get(family, {})
    item = known.get(member)
    return str(getattr(item, "name", "")) or spaced(member)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
