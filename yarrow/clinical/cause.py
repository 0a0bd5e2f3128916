"""What asks for recommendations: a rule that fired, a condition on behalf of a rule, or a standard of every advice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from yarrow.clinical.criterion import TRUE, Criterion, reasons
from yarrow.clinical.level import Level
from yarrow.clinical.rule import Add, Because, Fired

if TYPE_CHECKING:
    from yarrow.clinical.telling import Telling
    from yarrow.clinical.view import View


@dataclass(frozen=True, eq=False)
class Cause:
    """One that asks, of this patient. `because`: its phrase, unless one of `becauses` fits better.

    `fired`, `condition`, `when`: who it is (the rule, the id of the condition, the criterion of a standard).
    """

    telling: Telling
    level: Level
    because: str
    sources: tuple[str, ...]
    becauses: tuple[Because, ...] = ()
    fired: Fired | None = None
    condition: str | None = None
    when: Criterion | None = None

    @property
    def rule(self) -> str | None:
        """The id of the rule, if one is behind it."""
        return self.fired.id if self.fired else None

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The paths of the record that brought it about: the condition, or what made the rule or standard hold."""
        if self.condition is not None:
            return (f"conditions.{self.condition}",)
        return self.fired.facts if self.fired is not None else recorded(self.when, self.telling.view)

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """What ends "because you told me about …": the exact phrases that fit, else the one of the whole."""
        view, telling = self.telling.view, self.telling
        exact = [part for part in self.becauses if part.when.evaluate(view) is TRUE]
        if exact:
            told = (" and ".join(telling.of(recorded(part.when, view))[:2]) for part in exact)
            return tuple(part.say.format(told=words) for part, words in zip(exact, told, strict=True))
        return (self.because,) if self.because and self.facts else ()


def causes(fired: tuple[Fired, ...], telling: Telling) -> Iterator[tuple[Add, Cause]]:
    """What is asked for and by whom, the most urgent rule first, the standards last."""
    protocol, view = telling.protocol, telling.view
    for hit in fired:
        rule = hit.rule
        for level, adds in ((rule.level, rule.adds), *((raised.level, raised.adds) for raised in hit.raised)):
            cause = Cause(telling, level, rule.because, rule.sources, rule.becauses, hit)
            yield from ((add, cause) for add in adds)
        if rule.conditions:
            yield from _of_conditions(hit, telling)
    for standard in protocol.standards:
        if standard.when.evaluate(view) is TRUE:
            cause = Cause(telling, Level.T5, standard.because, standard.sources, when=standard.when)
            yield from ((add, cause) for add in standard.adds)


def _of_conditions(hit: Fired, telling: Telling) -> Iterator[tuple[Add, Cause]]:
    """What the known conditions ask for, in the order of the protocol: the order of telling changes nothing."""
    told = set(telling.view.flat.get("conditions") or ())
    for condition in telling.protocol.conditions.values():
        if condition.id in told:
            because, sources = condition.name, condition.sources
            cause = Cause(telling, hit.rule.level, because, sources, fired=hit, condition=condition.id)
            adds = condition.pregnant if hit.rule.conditions == "pregnant" else condition.planning
            yield from ((add, cause) for add in adds)


def recorded(criterion: Criterion | None, view: View) -> tuple[str, ...]:
    """The paths of the record that make the criterion hold; none for none."""
    if criterion is None:
        return ()
    return tuple(dict.fromkeys(path for named in reasons(criterion, view) for path in view.recorded(named)))
