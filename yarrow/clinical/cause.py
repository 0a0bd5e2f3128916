"""What asks for recommendations: a rule that fired, a condition on behalf of a rule, or a standard of every advice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yarrow.clinical.criterion import TRUE, Criterion, reasons
from yarrow.clinical.level import Level
from yarrow.clinical.rule import Add, Because, Fired

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol
    from yarrow.clinical.telling import Telling
    from yarrow.clinical.view import View


@dataclass(frozen=True)
class Cause:
    """One that asks. `because`: its phrase, unless one of `becauses` fits better.

    `fired`, `condition`, `when`: who it is (the rule, the id of the condition, the criterion of a standard).
    """

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

    def facts(self, view: View) -> tuple[str, ...]:
        """The paths of the record that brought it about: the condition, or what made the rule or standard hold."""
        if self.condition is not None:
            return (f"conditions.{self.condition}",)
        return self.fired.facts if self.fired is not None else recorded(self.when, view)

    def phrases(self, view: View, telling: Telling) -> Iterator[str]:
        """What ends "because you told me about …": the exact phrases that fit, else the one of the whole."""
        exact = [part for part in self.becauses if part.when.evaluate(view) is TRUE]
        for part in exact:
            yield part.say.format(told=" and ".join(telling.of(recorded(part.when, view))[:2]))
        if not exact and self.because and self.facts(view):
            yield self.because


def causes(protocol: Protocol, fired: tuple[Fired, ...], view: View) -> Iterator[tuple[Add, Cause]]:
    """What is asked for and by whom, the most urgent rule first, the standards last."""
    for hit in fired:
        rule = hit.rule
        for level, adds in ((rule.level, rule.adds), *((raised.level, raised.adds) for raised in hit.raised)):
            cause = Cause(level, rule.because, rule.sources, rule.becauses, hit)
            yield from ((add, cause) for add in adds)
        if rule.conditions:
            yield from _of_conditions(protocol, hit, view)
    for standard in protocol.standards:
        if standard.when.evaluate(view) is TRUE:
            cause = Cause(Level.T5, standard.because, standard.sources, when=standard.when)
            yield from ((add, cause) for add in standard.adds)


def _of_conditions(protocol: Protocol, hit: Fired, view: View) -> Iterator[tuple[Add, Cause]]:
    """What the known conditions ask for, in the order of the protocol: the order of telling changes nothing."""
    told = set(view.flat.get("conditions") or ())
    for condition in protocol.conditions.values():
        if condition.id in told:
            cause = Cause(hit.rule.level, condition.name, condition.sources, fired=hit, condition=condition.id)
            adds = condition.pregnant if hit.rule.conditions == "pregnant" else condition.planning
            yield from ((add, cause) for add in adds)


def recorded(criterion: Criterion | None, view: View) -> tuple[str, ...]:
    """The paths of the record that make the criterion hold; none for none."""
    if criterion is None:
        return ()
    return tuple(dict.fromkeys(path for named in reasons(criterion, view) for path in view.recorded(named)))
