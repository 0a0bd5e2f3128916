"""Reads criteria: the closed vocabulary of protocol/README.md, as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from yarrow.clinical.criterion import (
    ALWAYS,
    All,
    AnyOf,
    Compare,
    Comparison,
    Criterion,
    Equals,
    Known,
    Member,
    Named,
    Not,
    Unanswered,
    Unless,
)
from yarrow.protocol.where import Where

FAMILIES = {
    "symptom": "symptoms",
    "condition": "conditions",
    "medicine": "medicines",
    "family": "family_history",
    "loss_type": "losses",
    "asks": "asks",
}
GROUPS = ("medicine_flag", "condition_group", "symptom_group", "rule_level")


def parse_criterion(node: Any, where: Where | str) -> Criterion:
    """The criterion written here: a name, or a mapping with one key of the vocabulary. Raises ProtocolError."""
    place = where if isinstance(where, Where) else Where(where)
    if isinstance(node, str):
        return ALWAYS if node == "always" else Named(node)
    if not isinstance(node, Mapping) or len(node) != 1:
        raise place.error(node, f"the name of a definition or a mapping with one key of {', '.join(sorted(_PARSERS))}")
    ((key, value),) = node.items()
    parser = _PARSERS.get(key)
    if parser is None:
        raise place.at(key).unknown(key, _PARSERS)
    return parser(value, place.at(key))


def parse_when(entry: Mapping[str, Any], where: Where) -> Criterion:
    """The criterion of an entry: its `when` (always, if it has none), and not its `unless`."""
    when = parse_criterion(entry.get("when", "always"), where.at("when"))
    if "unless" not in entry:
        return when
    return All((when, Unless(parse_criterion(entry["unless"], where.at("unless")))))


def _parts(value: Any, where: Where) -> tuple[Criterion, ...]:
    if not isinstance(value, list) or not value:
        raise where.error(value, "a list of criteria")
    return tuple(parse_criterion(part, where.at(index)) for index, part in enumerate(value))


def _text(value: Any, where: Where) -> str:
    if not isinstance(value, str) or not value:
        raise where.error(value, "a word")
    return value


def _texts(value: Any, where: Where) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(word, str) for word in value):
        raise where.error(value, "a list of words")
    return tuple(value)


def _pair(value: Any, where: Where) -> tuple[str, Any]:
    if not isinstance(value, Mapping) or len(value) != 1:
        raise where.error(value, "one fact and its value, such as {gestation_weeks: 20}")
    ((path, held),) = value.items()
    return _text(path, where), held


def _equals(value: Any, where: Where) -> Criterion:
    path, held = _pair(value, where)
    return Equals(path, tuple(held) if isinstance(held, list) else (held,))


def _test(value: Any, where: Where) -> Criterion:
    path, held = _pair(value, where)
    return Equals(f"tests.{path}", tuple(held) if isinstance(held, list) else (held,))


def _comparison(comparison: Comparison) -> Callable[[Any, Where], Criterion]:
    def parse(value: Any, where: Where) -> Criterion:
        path, bound = _pair(value, where)
        if isinstance(bound, bool) or not isinstance(bound, (int, float)):
            raise where.error(bound, "a number")
        return Compare(path, comparison, bound)

    return parse


def _one(family: str) -> Callable[[Any, Where], Criterion]:
    return lambda value, where: Member(family, (_text(value, where),))


def _some(family: str) -> Callable[[Any, Where], Criterion]:
    return lambda value, where: Member(family, _texts(value, where))


def _group(group: str) -> Callable[[Any, Where], Criterion]:
    return lambda value, where: Named(f"{group}.{_text(value, where)}")


def _rules(value: Any, where: Where) -> Criterion:
    return AnyOf(tuple(Named(f"rule.{rule}") for rule in _texts(value, where)))


_PARSERS: dict[str, Callable[[Any, Where], Criterion]] = {
    "all": lambda value, where: All(_parts(value, where)),
    "any": lambda value, where: AnyOf(_parts(value, where)),
    "not": lambda value, where: Not(parse_criterion(value, where)),
    "unless": lambda value, where: Unless(parse_criterion(value, where)),
    "value": _equals,
    "test": _test,
    "locale_in": lambda value, where: Equals("locale", _texts(value, where)),
    "known": lambda value, where: Known(_text(value, where)),
    "unanswered": lambda value, where: Unanswered(_text(value, where)),
    "rule": lambda value, where: Named(f"rule.{_text(value, where)}"),
    "rule_any": _rules,
    **{comparison: _comparison(comparison) for comparison in get_args(Comparison)},
    **{word: _one(family) for word, family in FAMILIES.items()},
    **{f"{word}_any": _some(family) for word, family in FAMILIES.items()},
    **{group: _group(group) for group in GROUPS},
}
VOCABULARY = tuple(sorted(_PARSERS))
