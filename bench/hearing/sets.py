"""The test sets by name, in three groups: kept apart, looked at in development, and for sanity only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from bench.hearing.case import Case, load
from yarrow.clinical.protocol import Protocol

SETS = Path(__file__).resolve().parents[1] / "sets"
Group = Literal["kept", "development", "sanity"]
GROUPS: tuple[Group, ...] = ("kept", "development", "sanity")
# Looked at while the rules were made; every set that is not named here was not.
DEVELOPMENT = frozenset({
    "answers_a", "answers_b", "answers_e", "answers_g", "answers_h", "answers_i",
    "danger_a", "danger_b", "danger_e", "danger_g", "danger_h", "danger_i", "danger_j", "danger_k",
    "danger_l",
    "stories_a", "stories_b", "stories_c", "stories_e", "stories_f", "stories_g",
    "stories_i", "stories_j", "stories_k", "stories_l", "stories_m", "stories_n", "stories_o", "stories_p",
    "stories_q", "stories_r",
})  # fmt: skip
# In the style of doctors' notes, which is not how patients write, and by the hand that made the rules.
SANITY = frozenset({"clinical"})
KINDS_OF_FACTS = {
    "conditions": "condition", "family_history": "condition", "symptoms": "symptom", "medicines": "medicine",
}  # fmt: skip


@dataclass(frozen=True)
class CaseSet:
    """A file of cases by its name (`answers_a`). `ignored`: findings of the gold that have no id in the protocol."""

    name: str
    cases: tuple[Case, ...]
    ignored: tuple[str, ...] = ()

    @property
    def group(self) -> Group:
        """Whether it was kept apart."""
        return "sanity" if self.name in SANITY else "development" if self.name in DEVELOPMENT else "kept"

    @property
    def what(self) -> str:
        """What its texts are: answers, danger, stories."""
        return self.name.partition("_")[0]


def load_sets(protocol: Protocol, folder: Path = SETS) -> list[CaseSet]:
    """All sets of the folder, without what has no id in the protocol. Raises SetError."""
    return [load_set(protocol, path) for path in sorted(folder.glob("*.yml"))]


def load_set(protocol: Protocol, path: Path) -> CaseSet:
    """One set, without what has no id in the protocol. Raises SetError."""
    known = {"condition": protocol.conditions, "symptom": protocol.symptoms, "medicine": protocol.medicines}
    cases = load(path)
    ignored = {one for case in cases for one in unknown(case, known)}
    scored = tuple(_without(case, frozenset(unknown(case, known))) for case in cases)
    return CaseSet(path.stem, scored, tuple(sorted(" ".join(one) for one in ignored)))


def unknown(case: Case, known: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[str, str]]:
    """What the gold names, by kind and id, that has no id in the protocol."""
    named = {finding[:2] for finding in case.findings or ()}
    named |= {(kind, one) for key, kind in KINDS_OF_FACTS.items() for one in (case.facts or {}).get(key) or ()}
    yield from ((kind, one) for kind, one in sorted(named) if kind in known and one not in known[kind])


def _without(case: Case, left_out: frozenset[tuple[str, str]]) -> Case:
    if not left_out:
        return case
    facts = dict(case.facts or {})
    for key, kind in KINDS_OF_FACTS.items():
        if key in facts:
            facts[key] = [one for one in facts[key] if (kind, one) not in left_out]
    findings = None if case.findings is None else frozenset(one for one in case.findings if one[:2] not in left_out)
    return replace(case, findings=findings, facts=None if case.facts is None else facts)
