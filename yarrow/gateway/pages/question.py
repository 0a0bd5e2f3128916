"""A question as a form shows it; what a question does not say is None."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Plain = Mapping[str, Any]
# Ways past a question, by the end of their values.
PERSON, SKIP, UNSURE = ":person", ":skip", ":unsure"
IN_WORDS = ("number", "text")


@dataclass(frozen=True)
class Group:
    """Choices under one heading; without a heading they are all of the question's."""

    title: str
    choices: tuple[Plain, ...]


@dataclass(frozen=True)
class Part:
    """What may be told with a loss on the same form; `only`: asked of these kinds of loss."""

    id: str
    kind: str
    text: str
    unit: str | None
    minimum: int
    maximum: int
    choices: tuple[Plain, ...]
    only: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """`chosen`: what holds now, where an answer is changed; `none`: the choice that none of the others fits.

    `person`: the choice that asks for a person, where it is offered.
    """

    id: str
    kind: str
    text: str
    skippable: bool
    section_title: str | None
    progress: Plain | None
    unit: str | None
    minimum: int | None
    maximum: int | None
    hint: str | None
    none: str | None
    choices: tuple[Plain, ...]
    groups: tuple[Group, ...]
    apart: tuple[Plain, ...]
    parts: tuple[Part, ...]
    chosen: tuple[str, ...]
    person: Plain | None = None

    @classmethod
    def of(cls, put: Plain, text: str, choices: tuple[Plain, ...], chosen: tuple[str, ...] = ()) -> Question:
        """The question as the API has it, with the choices offered."""
        person = next((choice for choice in choices if choice["value"].endswith(PERSON)), None)
        choices = tuple(choice for choice in choices if not _is_beside(choice, put["kind"]))
        groups = tuple(_group(entry, choices) for entry in put.get("groups") or ())
        grouped = {choice["value"] for group in groups for choice in group.choices}
        return cls(
            id=put["id"],
            kind=put["kind"],
            text=text,
            skippable=bool(put.get("skippable")),
            section_title=put.get("section_title"),
            progress=put.get("progress"),
            unit=put.get("unit"),
            minimum=put.get("minimum"),
            maximum=put.get("maximum"),
            hint=put.get("hint"),
            none=put.get("none"),
            choices=choices,
            groups=groups or (Group("", choices),),
            apart=tuple(choice for choice in choices if choice["value"] not in grouped) if groups else (),
            parts=tuple(_part(entry) for entry in put.get("parts") or ()),
            chosen=chosen,
            person=person,
        )


def _is_beside(choice: Plain, kind: str) -> bool:
    """Whether it stands beside the answers: the form has buttons of its own for what it says."""
    value = str(choice["value"])
    return value.endswith((PERSON, SKIP)) or (kind in IN_WORDS and value.endswith(UNSURE))


def _group(entry: Plain, choices: tuple[Plain, ...]) -> Group:
    return Group(entry["title"], tuple(choice for choice in choices if choice["value"] in entry["values"]))


def _part(entry: Plain) -> Part:
    return Part(
        id=entry["id"],
        kind=entry["kind"],
        text=entry["text"],
        unit=entry.get("unit"),
        minimum=entry.get("minimum") or 0,
        maximum=entry.get("maximum") or 999,
        choices=tuple(entry.get("choices") or ()),
        only=tuple(entry.get("only") or ()),
    )
