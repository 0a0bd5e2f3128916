"""A criterion in plain English, for clinicians who read a picture of the protocol."""

from __future__ import annotations

from collections.abc import Mapping

from yarrow.clinical.criterion import (
    All,
    Always,
    AnyOf,
    Compare,
    Criterion,
    Equals,
    Known,
    Member,
    Named,
    Not,
    Unanswered,
    Unless,
)
from yarrow.clinical.protocol import Protocol

SIGNS: Mapping[str, str] = {"at_least": "≥", "above": ">", "at_most": "≤", "below": "<"}
FAMILIES: Mapping[str, str] = {"family_history": "in the family: ", "losses": "a pregnancy that was ", "asks": "asks: "}
GROUPS: Mapping[str, str] = {
    "medicine_flag": "a medicine marked “{}”",
    "condition_group": "a condition of the group “{}”",
    "symptom_group": "a symptom of the group “{}”",
    "rule_level": "a rule of {} fires",
    "rule": "{} fires",
}
MOST_NAMES = 6


def plain(criterion: Criterion, protocol: Protocol) -> str:
    """What has to hold, in words; a name stands for its definition."""
    return _plain(criterion, protocol, inside=False)


def _plain(criterion: Criterion, protocol: Protocol, *, inside: bool) -> str:
    if isinstance(criterion, (All, AnyOf)):
        joint = " and " if isinstance(criterion, All) else " or "
        words = joint.join(_plain(part, protocol, inside=True) for part in criterion.parts)
        return f"({words})" if inside and len(criterion.parts) > 1 else words
    if isinstance(criterion, Not):
        return f"known not to be so: {_plain(criterion.part, protocol, inside=True)}"
    if isinstance(criterion, Unless):
        return f"unless {_plain(criterion.part, protocol, inside=True)}"
    return _leaf(criterion, protocol)


def _leaf(criterion: Criterion, protocol: Protocol) -> str:
    if isinstance(criterion, Member):
        return FAMILIES.get(criterion.family, "") + members(criterion, protocol)
    if isinstance(criterion, Equals):
        return f"{spaced(criterion.path)} is {' or '.join(dict.fromkeys(map(_value, criterion.values)))}"
    if isinstance(criterion, Compare):
        return f"{spaced(criterion.path)} {SIGNS[criterion.comparison]} {criterion.bound:g}"
    if isinstance(criterion, Known):
        return f"{spaced(criterion.path)} is known"
    if isinstance(criterion, Unanswered):
        return f"{spaced(criterion.path)} was asked in vain"
    if isinstance(criterion, Named):
        return _name(criterion.name)
    return "always" if isinstance(criterion, Always) else type(criterion).__name__


def members(criterion: Member, protocol: Protocol) -> str:
    """The ids as a clinician calls them; a long list is cut."""
    names = [_called(member, criterion.family, protocol) for member in criterion.ids]
    more = f" or {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return " or ".join(names[:MOST_NAMES]) + more


def spaced(path: str) -> str:
    """A path or an id as words."""
    return path.replace("_", " ").replace(".", ": ")


def _called(member: str, family: str, protocol: Protocol) -> str:
    if family == "conditions" and member in protocol.conditions:
        return protocol.conditions[member].name
    if family == "medicines" and member in protocol.medicines:
        return protocol.medicines[member].name
    return spaced(member)


def _name(name: str) -> str:
    kind, _, rest = name.partition(".")
    return GROUPS[kind].format(rest.replace("_", " ")) if rest and kind in GROUPS else spaced(name)


def _value(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
