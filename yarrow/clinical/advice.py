"""From the rules that fired to a list of advice: gathered, freed of what is done, ordered. Source: clinical.md §6.2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from yarrow.clinical.criterion import TRUE
from yarrow.clinical.level import Level
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.recommendation import EVIDENCE, KINDS, Evidence, Recommendation
from yarrow.clinical.rule import Add, Fired
from yarrow.clinical.view import View

# The one item whose meaning differs from place to place when exactly two losses were counted (clinical.md §1.4).
RPL_CLINIC = "R_RPL_CLINIC"
# Words in a sentence (clinical.md §9 rule 12).
LONGEST_REASON = 20
# Several T1 have one place to go (clinical.md §6.2 rule 5).
ED, MATERNITY = "R_ED", "R_MATERNITY_TRIAGE"


@dataclass(frozen=True)
class Advice:
    """One recommendation for this patient. `when`: "later", once the day's matter is sorted. `note`: of the locale."""

    recommendation: Recommendation
    evidence: Evidence
    reason: str
    rules: tuple[str, ...]
    sources: tuple[str, ...]
    when: Literal["later"] | None = None
    note: str | None = None

    @property
    def id(self) -> str:
        """The public id, such as `E_APL`."""
        return self.recommendation.id

    @property
    def text(self) -> str:
        """The words for the patient, with the note of the place."""
        return f"{self.recommendation.text} {self.note}" if self.note else self.recommendation.text

    def to_json(self) -> dict[str, Any]:
        """As in the record (DESIGN §4.3); `when` only where it is "later"."""
        entry: dict[str, Any] = {
            "id": self.id,
            "evidence": self.evidence,
            "reason": self.reason,
            "sources": list(self.sources),
            "text": self.text,
            "rules": list(self.rules),
        }
        return {**entry, "when": self.when} if self.when else entry


@dataclass(eq=False)
class _Call:
    """All that asks for one recommendation; two calls are never the same."""

    recommendation: Recommendation
    level: Level = Level.T5
    labels: list[Evidence] = field(default_factory=list)
    because: dict[str, None] = field(default_factory=dict)
    rules: dict[str, None] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    future: bool = False


def advise(
    protocol: Protocol, fired: Sequence[Fired], view: View, level: Level
) -> tuple[tuple[Advice, ...], tuple[Advice, ...]]:
    """What to do, and what waits until there is help, each in the order of clinical.md §6.2 rule 4."""
    calls = _gather(protocol, fired, view)
    wanted = [call for call in calls.values() if call.future or not _is_done(call.recommendation, view)]
    wanted.sort(key=lambda call: (KINDS.index(call.recommendation.kind), call.level))
    now = [call for call in wanted if _is_now(call, level)]
    if level is Level.T1 and any(call.recommendation.id == ED for call in now):
        now = [call for call in now if call.recommendation.id != MATERNITY]
    if level.stops_history:
        rest = [call for call in wanted if call not in now]
        return tuple(_advice(protocol, call, view) for call in now), tuple(_advice(protocol, c, view) for c in rest)
    return tuple(_advice(protocol, call, view, later=call not in now) for call in (*_sorted(wanted, now),)), ()


def _sorted(wanted: list[_Call], now: list[_Call]) -> list[_Call]:
    """What is for now before what is for later; what every output ends with, last."""
    ranks = {"now": 0, "later": 1, "closing": 2}
    return sorted(wanted, key=lambda c: ranks[_rank(c, now)])


def _rank(call: _Call, now: list[_Call]) -> str:
    if call.recommendation.kind == "closing":
        return "closing"
    return "now" if call in now else "later"


def _is_now(call: _Call, level: Level) -> bool:
    """At T0 and T1 only that level's places; at T2 what is for today; below that, everything."""
    kind = call.recommendation.kind
    if kind == "closing" or level > Level.T2:
        return True
    return call.level == level or (level is Level.T2 and (call.level < level or kind == "safety_net"))


def _gather(protocol: Protocol, fired: Sequence[Fired], view: View) -> dict[str, _Call]:
    calls: dict[str, _Call] = {}
    for add, source in _adds(protocol, fired, view):
        if add.when is not None and add.when.evaluate(view) is not TRUE:
            continue
        recommendation = protocol.recommendations[add.id]
        call = calls.setdefault(add.id, _Call(recommendation))
        call.level = min(call.level, source.level)
        call.labels.append(add.evidence or recommendation.evidence)
        call.future = call.future or add.future
        call.because.setdefault(source.because)
        call.sources.update(dict.fromkeys((*recommendation.sources, *source.sources)))
        if source.rule:
            call.rules.setdefault(source.rule)
    return calls


@dataclass(frozen=True)
class _Source:
    """Who asks: a rule, a condition on behalf of a rule, or nobody in particular."""

    level: Level
    because: str
    sources: tuple[str, ...]
    rule: str | None = None


def _adds(protocol: Protocol, fired: Sequence[Fired], view: View) -> Iterator[tuple[Add, _Source]]:
    for hit in fired:
        rule = hit.rule
        source = _Source(rule.level, rule.because, rule.sources, rule.id)
        yield from ((add, source) for add in rule.adds)
        for raised in hit.raised:
            yield from ((add, _Source(raised.level, rule.because, rule.sources, rule.id)) for add in raised.adds)
        if rule.conditions:
            yield from _condition_adds(protocol, hit, view)
    for standard in protocol.standards:
        if standard.when.evaluate(view) is TRUE:
            yield from ((add, _Source(Level.T5, standard.because, standard.sources)) for add in standard.adds)


def _condition_adds(protocol: Protocol, hit: Fired, view: View) -> Iterator[tuple[Add, _Source]]:
    for name in view.flat.get("conditions") or ():
        condition = protocol.conditions.get(name)
        if condition is not None:
            source = _Source(hit.rule.level, condition.name, condition.sources, hit.id)
            adds = condition.pregnant if hit.rule.conditions == "pregnant" else condition.planning
            yield from ((add, source) for add in adds)


def _is_done(recommendation: Recommendation, view: View) -> bool:
    done = recommendation.done_when
    return done is not None and done.evaluate(view) is TRUE


def _advice(protocol: Protocol, call: _Call, view: View, *, later: bool = False) -> Advice:
    return Advice(
        recommendation=call.recommendation,
        evidence=min(call.labels, key=EVIDENCE.index),
        reason=_reason(tuple(because for because in call.because if because)),
        rules=tuple(call.rules),
        sources=tuple(call.sources),
        when="later" if later else None,
        note=_note(protocol, view) if call.recommendation.id == RPL_CLINIC else None,
    )


def _reason(because: tuple[str, ...]) -> str:
    """One short sentence; the two most urgent reasons are enough to recognise one's own story."""
    if not because:
        return "This is for everyone."
    first, both = (f"Because you told me about {' and about '.join(because[:most])}." for most in (1, 2))
    return both if len(both.split()) <= LONGEST_REASON else first


def _note(protocol: Protocol, view: View) -> str | None:
    counts = view.losses
    if counts is None or counts.n_eshre[0] != 2:
        return None
    wording = protocol.locale(view.value("locale")).wording
    plain = wording.get("two_losses")
    return plain if counts.n_asrm[1] >= 2 else wording.get("two_losses_early", plain)
