"""The protocol: everything clinicians wrote, read from protocol/*.yml, as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from yarrow.clinical.condition import Condition
from yarrow.clinical.criterion import Criterion, Member, Named, walk
from yarrow.clinical.evidence import EvidenceTopic
from yarrow.clinical.history import History
from yarrow.clinical.kept import Kept
from yarrow.clinical.locale import Locale
from yarrow.clinical.medicine import Medicine
from yarrow.clinical.open_point import OpenPoint
from yarrow.clinical.question import Question
from yarrow.clinical.recommendation import NotNeeded, Recommendation
from yarrow.clinical.review import Review
from yarrow.clinical.rule import OverlayRule, Rule, Standard
from yarrow.clinical.section import Section
from yarrow.clinical.spelling import WRITTEN, Spelling, respelt
from yarrow.clinical.symptom import Symptom
from yarrow.clinical.view import View


@dataclass(frozen=True)
class Protocol:
    """All clinical content of one version (`version`: a hash of the files).

    `named`: definitions, groups (`medicine_flag.teratogen`, `condition_group.autoimmune`, `symptom_group.gut`) and
    rules (`rule.D03`) as criteria. `locales` has an entry `unknown`. `reviews`: the version,
    sign-off and confidence marks of every item by its key (`rule.P01`, `question.age`, `wording.safety.t0`).
    `open_points`: what a clinician settles before anybody relies on the content.
    """

    sections: tuple[Section, ...] = ()
    questions: tuple[Question, ...] = ()
    rules: tuple[Rule, ...] = ()
    standards: tuple[Standard, ...] = ()
    overlays: tuple[OverlayRule, ...] = ()
    definitions: Mapping[str, Criterion] = field(default_factory=dict)
    recommendations: Mapping[str, Recommendation] = field(default_factory=dict)
    not_needed: Mapping[str, NotNeeded] = field(default_factory=dict)
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    medicines: Mapping[str, Medicine] = field(default_factory=dict)
    symptoms: Mapping[str, Symptom] = field(default_factory=dict)
    locales: Mapping[str, Locale] = field(default_factory=dict)
    wording: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, EvidenceTopic] = field(default_factory=dict)
    named: Mapping[str, Criterion] = field(default_factory=dict)
    spellings: Mapping[str, Spelling] = field(default_factory=dict)
    reviews: Mapping[str, Review] = field(default_factory=dict)
    open_points: tuple[OpenPoint, ...] = ()
    version: str = ""

    def view(self, facts: History | Mapping[str, Any]) -> View:
        """The facts (a history, or flat) as this protocol's criteria see them."""
        if not isinstance(facts, History):
            return View(facts, self.named)
        return self.kept.of("view", facts, lambda: View.of(facts, self.named))

    @cached_property
    def kept(self) -> Kept:
        """What this protocol made of the last few histories."""
        return Kept()

    def locale(self, name: str | None) -> Locale:
        """The locale of that name; `unknown` for none or one we have no numbers for."""
        return self.locales.get(name or "unknown") or self.locales["unknown"]

    @cached_property
    def unreviewed(self) -> tuple[str, ...]:
        """The keys of the items no clinician has signed off yet."""
        return tuple(key for key, review in self.reviews.items() if not review.is_reviewed)

    def speaking_to(self, facts: History | View | Mapping[str, Any]) -> Protocol:
        """This protocol with its words written as they are where the patient lives (DESIGN §4.5, `lang`)."""
        value = facts.get if isinstance(facts, Mapping) else facts.value
        lang = value("lang") or self.locale(value("locale")).lang
        return self if lang == WRITTEN else self._written.get(lang, self)

    @cached_property
    def _written(self) -> Mapping[str, Protocol]:
        """The protocol in each spelling other than its own."""
        return {lang: respelt(self, lang, self.spellings) for lang in self.spellings if lang != WRITTEN}

    @cached_property
    def rule(self) -> Mapping[str, Rule]:
        """The rules by id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def red_flags(self) -> Mapping[str, frozenset[str]]:
        """For each urgent rule, the most urgent first, the symptoms it speaks of, names followed."""
        return {rule.id: frozenset(_symptoms(rule.when, self.named)) for rule in self.rules if rule.is_urgent}


def _symptoms(criterion: Criterion, named: Mapping[str, Criterion]) -> Iterator[str]:
    for part in walk(criterion):
        if isinstance(part, Named):
            yield from _symptoms(named[part.name], named)
        elif isinstance(part, Member) and part.family == "symptoms":
            yield from part.ids
