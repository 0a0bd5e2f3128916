"""One message of a test set, with what a careful nurse would write down of it (bench/sets/README.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

Danger = Literal["raise", "ask", "quiet"]
KEYS = frozenset({
    "id", "text", "kind", "question", "context", "today", "act", "facts", "findings", "ask", "unsure", "topics",
    "danger", "rf", "levels", "red_flags", "only",
})  # fmt: skip
# Facts that are lists of ids.
IDS = ("conditions", "family_history", "symptoms", "medicines")


class SetError(ValueError):
    """A test set is not well written; the message names file and case."""


@dataclass(frozen=True)
class Case:
    """A message and its gold. None: that part is not scored. `findings`: (kind, id, status[, value]).

    `acts`: those accepted. `unsure`: facts that could reasonably go either way, not scored; `only`: where there are
    any, the facts that alone are scored. `danger`: whether a level
    must be reached at once (`raise`, one of `levels` or more urgent), at most a question asked (`ask`), or no level of
    T0 to T2 given (`quiet`).
    """

    id: str
    text: str = field(repr=False)  # nobody shall read a kept set by accident
    kind: str
    question: str | None = None
    context: Mapping[str, Any] = field(default_factory=dict)
    today: str | None = None
    acts: tuple[str, ...] | None = None
    facts: Mapping[str, Any] | None = None
    findings: frozenset[tuple[str, ...]] | None = None
    ask: bool | None = None
    unsure: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    danger: Danger | None = None
    rf: str | None = None
    levels: tuple[str, ...] = ()
    red_flags: frozenset[str] = frozenset()

    def leaves_open(self, fact: str) -> bool:
        """Whether this fact, or what it is a part of, is not scored."""
        family = fact.partition(".")[0]
        return bool({fact, family} & self.unsure) or (bool(self.only) and not {fact, family} & self.only)

    def entry(self) -> dict[str, Any]:
        """The case as a line that `yarrow understand` takes."""
        entry: dict[str, Any] = {"id": self.id, "text": self.text, "context": dict(self.context)}
        entry |= {"question": self.question} if self.question else {}
        return {**entry, "today": self.today} if self.today else entry


def load(path: Path) -> list[Case]:
    """The cases of one file. Raises SetError."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(rows, list):
        raise SetError(f"{path.name}: should be a list of cases.")
    return [_case(path, row) for row in rows]


def _case(path: Path, row: Mapping[str, Any]) -> Case:
    where = f"{path.name}: {row.get('id')}"
    if unknown := set(row) - KEYS:
        raise SetError(f"{where}: unknown keys {sorted(unknown)}.")
    if not isinstance(row.get("text"), str) or not row.get("id"):
        raise SetError(f"{where}: needs an id and a text.")
    act = row.get("act")
    return Case(
        id=str(row["id"]),
        text=row["text"],
        kind=str(row.get("kind", "")),
        question=row.get("question"),
        context=row.get("context") or {},
        today=str(row["today"]) if row.get("today") else None,
        acts=None if act is None else tuple([act] if isinstance(act, str) else act),
        facts=_facts(row),
        findings=_findings(row),
        ask=row.get("ask"),
        unsure=frozenset(row.get("unsure") or ()),
        only=frozenset(row.get("only") or ()),
        danger=row.get("danger"),
        rf=row.get("rf"),
        levels=tuple([row["levels"]] if isinstance(row.get("levels"), str) else row.get("levels") or ()),
        red_flags=frozenset(row.get("red_flags") or ()),
    )


def _findings(row: Mapping[str, Any]) -> frozenset[tuple[str, ...]] | None:
    """The findings of the gold, ids in the protocol's small letters; None if they are not scored."""
    if row.get("findings") is None or "findings" in (row.get("unsure") or ()):
        return None
    return frozenset(tuple(str(one).lower().split()) for one in row["findings"])


def _facts(row: Mapping[str, Any]) -> dict[str, Any] | None:
    facts = row.get("facts")
    if facts is None:
        return None
    return {key: [str(one).lower() for one in value] if key in IDS else value for key, value in facts.items()}
