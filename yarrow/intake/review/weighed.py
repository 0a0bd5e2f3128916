"""A triage as staff read it: everything behind the level, each thing with the facts it rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ref:
    """A fact something rests on, or lacks. `number`: what names it in the record; None: nothing was said of it."""

    path: str
    name: str
    said: str
    number: int | None
    words: str | None = None


@dataclass(frozen=True)
class Branch:
    """A part of a rule's condition: what it says, whether that holds (`true`, `false`, `unknown`), and its facts."""

    says: str
    truth: str
    facts: tuple[Ref, ...] = ()
    parts: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class Reason:
    """A rule that fired. `decides`: the level is what it is because of it. `raised`: it is more urgent than usual."""

    id: str
    level: str
    title: str
    facts: tuple[Ref, ...]
    sources: tuple[str, ...]
    disagreement: str
    decides: bool
    raised: bool
    when: Branch


@dataclass(frozen=True)
class Advised:
    """Something to discuss, or not to be asked for. `evidence`: the label's id, `proof`: in words."""

    id: str
    name: str
    text: str
    evidence: str
    proof: str
    reason: str
    sources: tuple[str, ...]
    disagreement: str
    rules: tuple[str, ...] = ()
    facts: tuple[Ref, ...] = ()


@dataclass(frozen=True)
class DoneAlready:
    """A test that would be advised had it not been done."""

    id: str
    name: str
    result: str
    by: str
    facts: tuple[Ref, ...]


@dataclass(frozen=True)
class Open:
    """A rule more answers would settle, for which something speaks. `lacks`: those answers.

    `up`: it is more urgent than the level. `near`: a red-flag symptom that is present speaks for it.
    """

    id: str
    level: str
    title: str
    up: bool
    near: bool
    lacks: tuple[Ref, ...]


@dataclass(frozen=True)
class Less:
    """The level if these facts had not been told."""

    facts: tuple[Ref, ...]
    level: str


@dataclass(frozen=True)
class More:
    """The level if this open answer were `answer`, in words; by these rules."""

    fact: Ref
    answer: str
    level: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Weighing:
    """The triage with its reasons. `level`: never better than is known. `is_partial`: part of why may not be read.

    `now`, `later`, `deferred`: what was advised, for when. `less`, `more`: what would change the level, tried out.
    """

    level: str
    name: str
    meaning: str
    notices: tuple[str, ...]
    reasons: tuple[Reason, ...]
    overlays: tuple[str, ...]
    now: tuple[Advised, ...]
    later: tuple[Advised, ...]
    deferred: tuple[Advised, ...]
    not_needed: tuple[Advised, ...]
    done: tuple[DoneAlready, ...]
    open: tuple[Open, ...]
    less: tuple[Less, ...]
    more: tuple[More, ...]
    protocol: str
    is_partial: bool
