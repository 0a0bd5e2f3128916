"""A case as a form: every fact of the schema that decides something, and what was filled in as flat facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yarrow.clinical.criterion import Criterion, Equals, Member, walk
from yarrow.clinical.losses import CONFIRMATIONS, LOSS_TYPES
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.schema import BOUNDS, FLAGS, WORDS
from yarrow.protocol.plain import spaced
from yarrow.web.form import Form

LOSSES = 4
NONE = "none of these"
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Fields:
    """What the form offers. `numbers`: with what may be filled in; `lists`: what may be ticked of each family."""

    numbers: tuple[tuple[str, str, str], ...]
    choices: tuple[tuple[str, str, Pairs], ...]
    lists: tuple[tuple[str, str, Pairs], ...]
    tests: tuple[tuple[str, str, Pairs], ...]
    losses: tuple[int, ...] = tuple(range(LOSSES))
    types: Pairs = tuple((name, spaced(name)) for name in LOSS_TYPES)
    confirmed: Pairs = tuple((name, spaced(name)) for name in CONFIRMATIONS)


def fields_of(protocol: Protocol) -> Fields:
    """The fields for a case to be judged by this protocol."""
    yes_no = (("yes", "yes"), ("no", "no"))
    called = _names(protocol)
    words = [(name, called(name), tuple((one, spaced(one)) for one in values)) for name, values in WORDS.items()]
    return Fields(
        numbers=tuple((name, called(name), _hint(protocol, name, *bounds)) for name, bounds in BOUNDS.items()),
        choices=(*words, *((name, called(name), yes_no) for name in FLAGS)),
        lists=(
            ("symptoms", "Symptoms now", _named(protocol.symptoms, "label")),
            ("conditions", "Conditions", _named(protocol.conditions, "name")),
            ("medicines", "Medicines", _named(protocol.medicines, "name")),
            ("family_history", "In the family", tuple((one, spaced(one)) for one in _family(protocol))),
        ),
        tests=tuple((f"tests.{name}", spaced(name), _results(values)) for name, values in _tests(protocol).items()),
    )


def facts_in(form: Form, fields: Fields) -> dict[str, Any]:
    """The flat facts that were filled in. A number that is none is left as it was written, for the schema to refuse."""
    facts: dict[str, Any] = {}
    for name, _, _ in fields.numbers:
        if given := form.one(name):
            _put(facts, name, _number(given))
    for name, _, _ in fields.choices:
        if given := form.one(name):
            facts[name] = given == "yes" if name in FLAGS else given
    for family, _, _ in fields.lists:
        if ticked := form.all(family):
            facts[family] = [one for one in ticked if one != NONE]
    for name, _, _ in fields.tests:
        if given := form.one(name):
            _put(facts, name, given)
    losses = [loss for place in fields.losses if (loss := _loss(form, place))]
    return {**facts, "losses": losses} if losses else facts


def _loss(form: Form, place: int) -> dict[str, Any]:
    given = {part: form.one(f"losses.{place}.{part}") for part in ("type", "weeks", "confirmed")}
    return {part: _number(value) if part == "weeks" else value for part, value in given.items() if value}


def _number(given: str) -> Any:
    try:
        number = float(given.replace(",", "."))
    except ValueError:
        return given
    return int(number) if number.is_integer() else number


def _put(facts: dict[str, Any], path: str, value: Any) -> None:
    head, _, inner = path.partition(".")
    if inner:
        facts.setdefault(head, {})[inner] = value
    else:
        facts[path] = value


def _names(protocol: Protocol) -> Callable[[str], str]:
    """What a fact is called: as in a summary, if there is a question about it."""
    asked = {question.fact or question.id: question.id for question in protocol.questions}

    def called(path: str) -> str:
        words = spaced(path)
        return protocol.wording.get(f"summary.name.{asked.get(path, path)}", words[:1].upper() + words[1:])

    return called


def _hint(protocol: Protocol, path: str, low: float, high: float) -> str:
    """What may be filled in: "0 to 36500 days (days_since_loss)"."""
    units = (question.unit for question in protocol.questions if (question.fact or question.id) == path)
    unit = next((unit for unit in units if unit), "")
    return f"{low:g} to {high:g}{f' {unit}' if unit else ''} ({path})"


def _named(items: Mapping[str, Any], words: str) -> Pairs:
    return (*((name, str(getattr(item, words))) for name, item in items.items()), (NONE, "Asked, and none of these"))


def _results(values: Iterable[str]) -> Pairs:
    return tuple((value, value) for value in values)


def _tests(protocol: Protocol) -> dict[str, list[str]]:
    """The results of tests that something in the protocol asks for."""
    found: dict[str, dict[str, None]] = {}
    for part in _parts(protocol):
        if isinstance(part, Equals) and part.path.startswith("tests."):
            found.setdefault(part.path.removeprefix("tests."), {}).update(dict.fromkeys(map(str, part.values)))
    return {name: sorted({*values, "normal", "abnormal"}) for name, values in sorted(found.items())}


def _family(protocol: Protocol) -> list[str]:
    members = (part for part in _parts(protocol) if isinstance(part, Member) and part.family == "family_history")
    return sorted({name for part in members for name in part.ids})


def _parts(protocol: Protocol) -> Iterator[Criterion]:
    done = (item.done_when for item in protocol.recommendations.values() if item.done_when is not None)
    raised = (item.when for rule in protocol.rules for item in rule.raises)
    for criterion in (*protocol.named.values(), *done, *raised):
        yield from walk(criterion)
