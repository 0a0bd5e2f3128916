"""Reads protocol/questions/*.yml into sections and questions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_args

from yarrow.clinical.criterion import Criterion
from yarrow.clinical.fact import Status
from yarrow.clinical.question import Kind, Option, Question, Setting
from yarrow.clinical.section import Section
from yarrow.protocol.criteria import parse_criterion
from yarrow.protocol.files import HEAD, META, mapping, read_yaml, text
from yarrow.protocol.where import Where

# The order of the interview (DESIGN §5.2). Questions of the emergency file are asked by the conversation, not in turn.
ORDER = ("opening", "safety", "about", "losses", "autoimmune", "gut", "wellbeing", "closing")
EMERGENCY = "emergency"
FOLDER = "questions"
KINDS: tuple[str, ...] = get_args(Kind)
REPEATS = ("losses", "conditions")
FILE_KEYS = frozenset({"section", "questions", *HEAD})
SECTION_KEYS = frozenset({"title", "intro", "when"})
QUESTION_KEYS = frozenset(
    [
        *(
            "id",
            "kind",
            "text",
            "why",
            "fact",
            "options",
            "offers",
            "when",
            "first",
            "sooner",
            "repeat",
            "only",
            "known_by",
        ),
        *(
            "hint",
            "unit",
            "minimum",
            "maximum",
            "skippable",
            "sensitive",
            "red_flag",
            "closed",
            "complete",
            "source",
            *META,
        ),
    ]
)
OPTION_KEYS = frozenset(["value", "label", "sets", "denies", "unsure", "none", "when", "group"])


def load_questions(root: Path) -> tuple[tuple[Section, ...], tuple[Question, ...]]:
    """Sections in the order of the interview, and all questions in the order they are asked. Raises ProtocolError."""
    sections: list[Section] = []
    questions: list[Question] = []
    for name in (*ORDER, EMERGENCY):
        content, where = read_yaml(root / FOLDER / f"{name}.yml", root)
        entry = mapping(content, where, FILE_KEYS)
        if name != EMERGENCY:
            sections.append(_section(name, entry.get("section"), where.at("section")))
        questions += _questions(name, entry.get("questions"), where.at("questions"))
    return tuple(sections), tuple(questions)


def _section(name: str, entry: Any, where: Where) -> Section:
    found = mapping(entry, where, SECTION_KEYS)
    return Section(name, text(found, "title", where), text(found, "intro", where, ""), _when(found, "when", where))


def _questions(section: str, entries: Any, where: Where) -> list[Question]:
    if not isinstance(entries, list) or not entries:
        raise where.error(entries, "a list of questions")
    return [_question(section, entry, where.at(index)) for index, entry in enumerate(entries)]


def _question(section: str, entry: Any, where: Where) -> Question:
    found = mapping(entry, where, QUESTION_KEYS)
    question_id = text(found, "id", where)
    where = where.named(question_id)
    kind = _one_of(found.get("kind"), KINDS, where.at("kind"))
    fact = found.get("fact", question_id if kind in ("number", "text", "yes_no") else None)
    return Question(
        id=question_id,
        section=section,
        kind=cast(Kind, kind),
        text=text(found, "text", where),
        why=text(found, "why", where, ""),
        fact=fact,
        options=_options(found, kind, fact, where),
        when=_when(found, "when", where),
        first=_when(found, "first", where),
        sooner=_when(found, "sooner", where),
        repeat=_one_of(found["repeat"], REPEATS, where.at("repeat")) if "repeat" in found else None,
        unit=found.get("unit"),
        minimum=_number(found, "minimum", where),
        maximum=_number(found, "maximum", where),
        hint=found.get("hint"),
        source=text(found, "source", where, ""),
        known_by=_known_by(found.get("known_by"), where.at("known_by")),
        only=tuple(found.get("only", ())),
        offers=_offers(found, kind, fact, where.at("offers")),
        skippable=_flag(found, "skippable", where, default=True),
        **{name: _flag(found, name, where) for name in ("sensitive", "red_flag", "closed", "complete")},
    )


def _options(entry: Mapping[str, Any], kind: str, fact: str | None, where: Where) -> tuple[Option, ...]:
    entries = entry.get("options")
    if entries is None and kind == "yes_no":
        yes_no = (("yes", "Yes", True), ("no", "No", False))
        return tuple(Option(value, label, (Setting(str(fact), value=held),)) for value, label, held in yes_no)
    if entries is None and kind in ("choice", "multi_choice"):
        raise where.at("options").error(entries, f"a list of options, as the kind is {kind}")
    return tuple(_option(option, kind, fact, where.at(f"options.{i}")) for i, option in enumerate(entries or ()))


def _offers(entry: Mapping[str, Any], kind: str, fact: str | None, where: Where) -> tuple[Option, ...]:
    """Numbers to choose from, each with what it is called: `{0: Less than 6 weeks, 6: 6 weeks to 3 months}`."""
    if "offers" not in entry:
        return ()
    offered = entry["offers"]
    if kind != "number" or not isinstance(offered, Mapping) or not offered:
        raise where.error(offered, "numbers with what each is called, for a question whose kind is number")
    return tuple(_offer(number, label, str(fact), entry, where) for number, label in offered.items())


def _offer(number: Any, label: Any, fact: str, entry: Mapping[str, Any], where: Where) -> Option:
    low, high = entry.get("minimum", float("-inf")), entry.get("maximum", float("inf"))
    if isinstance(number, bool) or not isinstance(number, (int, float)) or not low <= number <= high:
        raise where.error(number, f"a number from {low} to {high}")
    return Option(f"{number:g}", str(label), (Setting(fact, value=number),))


def _option(entry: Any, kind: str, fact: str | None, where: Where) -> Option:
    found = mapping(entry, where, OPTION_KEYS)
    value = text(found, "value", where)
    none = _flag(found, "none", where)
    settings = (*_sets(found.get("sets", ()), where.at("sets")), *_with(Status.DENIED, found, "denies", where))
    settings += _with(Status.UNKNOWN, found, "unsure", where)
    if not settings and kind != "multi_choice" and fact and not none:
        settings = (Setting(fact, value=value),)
    return Option(value, text(found, "label", where), settings, none, _when(found, "when", where), found.get("group"))


def _sets(value: Any, where: Where) -> tuple[Setting, ...]:
    """`[symptoms.bleeding]` or `{age: 30}`: present, with the value True or the one given."""
    if isinstance(value, Mapping):
        return tuple(Setting(path, value=held) for path, held in value.items())
    return tuple(Setting(path) for path in _paths(value, where))


def _with(status: Status, entry: Mapping[str, Any], key: str, where: Where) -> tuple[Setting, ...]:
    return tuple(Setting(path, status, None) for path in _paths(entry.get(key, ()), where.at(key)))


def _paths(value: Any, where: Where) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(path, str) for path in value):
        raise where.error(value, "a list of facts, such as [symptoms.bleeding]")
    return tuple(value)


def _known_by(value: Any, where: Where) -> dict[str, tuple[str, ...]]:
    found = mapping(value if value is not None else {}, where)
    return {name: _paths(paths, where.at(name)) for name, paths in found.items()}


def _when(entry: Mapping[str, Any], key: str, where: Where) -> Criterion | None:
    return parse_criterion(entry[key], where.at(key)) if key in entry else None


def _number(entry: Mapping[str, Any], key: str, where: Where) -> float | None:
    value = entry.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
        raise where.at(key).error(value, "a number")
    return value


def _flag(entry: Mapping[str, Any], key: str, where: Where, *, default: bool = False) -> bool:
    value = entry.get(key, default)
    if not isinstance(value, bool):
        raise where.at(key).error(value, "true or false")
    return value


def _one_of(value: Any, allowed: tuple[str, ...], where: Where) -> str:
    if value not in allowed:
        raise where.unknown(value, allowed)
    return str(value)
