"""How patients say things, as values: what protocol/lexicon/*.yml becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from yarrow.language.understanding import Assertion, FindingKind


@dataclass(frozen=True)
class Concept:
    """A thing a patient may speak of, and the ways to say it (yarrow.language.phrase).

    `also`: symptom ids it brings along. `event`: once happened it stays part of the history (a clot, an operation).
    `danger`: a symptom the red-flag lane listens for. `weak`: these words alone do not settle it, unless one of these
    is present too or known: a symptom, condition or medicine, or a time (yarrow.language.beside). `others`: what
    somebody else does to the patient. `bare`: words too common to tell of it unless they are denied (`no lumps`).
    `denies`: the words say that it is not there (`swallowing is fine`).
    `tells`: what these words settle beside it, as path and value (`pouring out` is heavy bleeding without a number).
    """

    kind: FindingKind
    id: str
    phrases: tuple[str, ...]
    also: tuple[str, ...] = ()
    event: bool = False
    danger: bool = False
    weak: tuple[str, ...] = ()
    others: bool = False
    bare: bool = False
    denies: bool = False
    tells: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Cue:
    """Words that say how a concept stands: a ConText category, a direction, and what kinds of finding they touch.

    `reach`: in tokens. `targets`: how many, the nearest. `ends`: categories that end its reach.
    """

    category: str
    direction: str
    phrases: tuple[str, ...]
    types: frozenset[str] | None = None
    reach: int | None = None
    targets: int | None = None
    ends: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Remark:
    """Words said of a thing named before ("it was ruled out"), and how it stands after them.

    `kinds`: of finding. `every`: of all that were named together. `doubted`: not where she says outright that she has
    it. `of_others`: also where a relative's was named ("my sister has it, I don't"). `instead`: only where another of
    its kind is named straight after ("they said X but it was Y").
    """

    status: Assertion
    kinds: frozenset[str]
    phrases: tuple[str, ...]
    every: bool = False
    doubted: bool = False
    of_others: bool = False
    instead: bool = False


@dataclass(frozen=True)
class Named:
    """A name with phrases: an act, a topic, a kind of loss, a test result, a saying that means nothing here."""

    id: str
    phrases: tuple[str, ...]


HintTime = Literal["pregnant", "later", "lately", "either", "always"]


@dataclass(frozen=True)
class Hint:
    """Words that may be the first of the danger they are `about`, and when they count (yarrow.language.hints)."""

    about: str
    when: HintTime
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class QuantityWords:
    """The words around a number that say what it counts; `near`: a symptom that must be present beside it."""

    path: str
    unit: str
    phrases: tuple[str, ...]
    near: str | None = None


@dataclass(frozen=True)
class Lexicon:
    """All the words Yarrow knows.

    `acts`: whole messages that are an act; `asks`: words anywhere that make it one; `fillers`: words that add nothing.
    `results`: what came back of a test; `result_terms`: test → word said → word written. `states`: set phrases that
    state a fact, by `path=value`. `topics`: what the evidence is asked about. `worries`: what anxious people ask that
    names neither a thing nor an illness. `unclear`: names that do not settle which condition is meant. `hints`: mild
    words of a danger; what is named first is asked first. `signs`: words that say how the rest is to be read, by name
    (yarrow.language.sign_names). `idioms`: sayings. `answers`: question → the ways to say each answer it offers, by the
    answer's value.
    `spellings`: a word as written → the word meant. `classes`: name → words of it.
    `loss_words`: the lists of yarrow.language.losses, by module and name.
    `mended`: words of symptoms worth mending when misspelt. `plain_words`: ordinary words in the names of conditions,
    not worth it. `real_words`: English words close to a wanted one, never to be taken for a misspelling of it.
    """

    concepts: tuple[Concept, ...]
    cues: tuple[Cue, ...]
    remarks: tuple[Remark, ...] = ()
    acts: tuple[Named, ...] = ()
    asks: tuple[Named, ...] = ()
    topics: tuple[Named, ...] = ()
    worries: tuple[Named, ...] = ()
    losses: tuple[Named, ...] = ()
    loss_words: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    results: tuple[Named, ...] = ()
    unclear: tuple[Named, ...] = ()
    hints: tuple[Hint, ...] = ()
    signs: tuple[Named, ...] = ()
    idioms: tuple[str, ...] = ()
    quantities: tuple[QuantityWords, ...] = ()
    states: tuple[Named, ...] = ()
    fillers: tuple[str, ...] = ()
    answers: Mapping[str, tuple[Named, ...]] = field(default_factory=dict)
    result_terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mended: frozenset[str] = frozenset()
    plain_words: frozenset[str] = frozenset()
    real_words: frozenset[str] = frozenset()
