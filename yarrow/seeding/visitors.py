"""The invented people of people.yml, and what one of them says to a question."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Answer = str | list[str]
PEOPLE = Path(__file__).resolve().parent / "people.yml"
# Values that say no, in the order in which they are looked for.
NOES = ("no", "none", "nothing", "none_of_these", "neither", "0", "unsure")
PLAIN = {
    "consent": "yes",
    "for_whom": "self",
    "confirm_summary": "right",
    "can_you_get_help": "calling",
    "cycles": "regular",
}
ASIDES = 0.12
UNSURE = 0.05


@dataclass(frozen=True)
class Visitor:
    """One invented person; see people.yml."""

    name: str
    weight: int
    locale: tuple[str, ...]
    answers: Mapping[str, Sequence[Answer]] = field(default_factory=dict)
    aside: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()


@cache
def visitors() -> tuple[Visitor, ...]:
    """Everybody in people.yml."""
    entries = yaml.safe_load(PEOPLE.read_text(encoding="utf-8"))["visitors"]
    return tuple(_visitor(entry) for entry in entries)


def _visitor(entry: dict[str, Any]) -> Visitor:
    listed = {key: tuple(entry.get(key, ())) for key in ("locale", "aside", "leaves", "opens")}
    return Visitor(entry["name"], entry["weight"], answers=entry.get("answers", {}), **listed)


def drawn(chance: random.Random) -> Visitor:
    """Somebody, as often as they come."""
    return chance.choices(visitors(), [visitor.weight for visitor in visitors()])[0]


def answer(
    visitor: Visitor, question: Mapping[str, Any], offered: Sequence[str], chance: random.Random
) -> dict[str, Any]:
    """What they say to a question: `{"text"}`, `{"choice"}` or `{"choices"}`. `offered`: the values of its choices."""
    own = visitor.answers.get(question["id"])
    said = chance.choice(list(own)) if own else None
    if isinstance(said, str):
        return {"text": said}
    tapped = [f"{question['id']}:{value}" for value in said or ()]
    if tapped and set(tapped) <= set(offered):
        return {"choices": tapped} if len(tapped) > 1 else {"choice": tapped[0]}
    return plain_answer(question, offered, chance)


def plain_answer(question: Mapping[str, Any], offered: Sequence[str], chance: random.Random) -> dict[str, Any]:
    """What anybody might say to it: mostly no, now and then "not sure"."""
    values = {value.rpartition(":")[2]: value for value in offered}
    wanted = PLAIN.get(question["id"])
    if wanted in values:
        return {"choice": values[wanted]}
    if chance.random() < UNSURE and question.get("skippable"):
        return {"text": chance.choice(["not sure to be honest", "skip", "I'd rather not say"])}
    no = next((values[no] for no in NOES if no in values), None)
    if no is not None:
        return {"choice": no}
    if values:
        return {"choice": chance.choice(list(values.values()))}
    return {"text": _words(question, chance)}


def _words(question: Mapping[str, Any], chance: random.Random) -> str:
    if question["kind"] == "number":
        low, high = question.get("minimum") or 0, question.get("maximum") or 10
        return str(chance.randint(int(low), int(min(high, low + 6))))
    return "8 weeks, seen on a scan" if question["kind"] == "loss" else "no"
