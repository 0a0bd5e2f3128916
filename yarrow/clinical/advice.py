"""From the rules that fired to a list of advice: gathered, freed of what is done, ordered. Source: clinical.md §6.2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from yarrow.clinical.cause import Cause, causes, recorded
from yarrow.clinical.criterion import TRUE
from yarrow.clinical.done import Done, done_item, is_settled
from yarrow.clinical.level import Level
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.reason import reason
from yarrow.clinical.recommendation import EVIDENCE, KINDS, Evidence, Recommendation
from yarrow.clinical.rule import Add, Fired
from yarrow.clinical.telling import Telling
from yarrow.clinical.view import View
from yarrow.clinical.wording import say

# The one item whose meaning differs from place to place when exactly two losses were counted (clinical.md §1.4).
RPL_CLINIC = "R_RPL_CLINIC"
# Several T1 have one place to go (clinical.md §6.2 rule 5).
ED, MATERNITY = "R_ED", "R_MATERNITY_TRIAGE"


@dataclass(frozen=True)
class Advice:
    """One recommendation for this patient, which can say why it is made.

    `when`: "later", once the day's matter is sorted. `note`: of the locale, or why a check is made again. `asked`: who
    asks for it, each with what it adds. What explains it is worked out when somebody asks.
    """

    recommendation: Recommendation
    evidence: Evidence
    rules: tuple[str, ...]
    sources: tuple[str, ...]
    asked: tuple[tuple[Add, Cause], ...] = field(compare=False, repr=False)
    telling: Telling = field(compare=False, repr=False)
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

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The paths of the record that made its rules fire, or the condition that asks for it."""
        return tuple(dict.fromkeys(path for add, cause in self.asked for path in _facts(add, cause)))

    @cached_property
    def told(self) -> tuple[str, ...]:
        """Those facts as short phrases, in the patient's words where she has some."""
        return self.telling.of(self.facts)

    @cached_property
    def reason(self) -> str:
        """One short sentence, made of what really fired."""
        return reason(self.telling.protocol, (words for _, cause in self.asked for words in cause.phrases))

    def to_json(self) -> dict[str, Any]:
        """As in the record (DESIGN §4.3); `when` only where it is "later"."""
        entry: dict[str, Any] = {
            "id": self.id,
            "evidence": self.evidence,
            "reason": self.reason,
            "sources": list(self.sources),
            "text": self.text,
            "rules": list(self.rules),
            "facts": list(self.facts),
            "told": list(self.told),
        }
        return {**entry, "when": self.when} if self.when else entry


def _facts(add: Add, cause: Cause) -> tuple[str, ...]:
    return (*cause.facts, *recorded(add.when, cause.telling.view))


@dataclass(frozen=True)
class Advised:
    """What comes of the rules that fired. `deferred`: what waits until there is help. `done`: what is done already."""

    now: tuple[Advice, ...]
    deferred: tuple[Advice, ...] = ()
    done: tuple[Done, ...] = ()


@dataclass(eq=False)
class _Call:
    """All that asks for one recommendation; two calls are never the same."""

    recommendation: Recommendation
    level: Level = Level.T5
    asked: list[tuple[Add, Cause]] = field(default_factory=list)

    @property
    def is_future(self) -> bool:
        """Whether it is a later check, made even if the same test was normal before."""
        return any(add.future for add, _ in self.asked)


def advise(protocol: Protocol, fired: Sequence[Fired], view: View, level: Level) -> Advised:
    """What to do, what waits, and what is done already; each in the order of clinical.md §6.2 rule 4."""
    telling = Telling(protocol, view)
    calls = _gather(fired, telling)
    settled = {call for call in calls if is_settled(call.recommendation, view)}
    advice = _Advising(telling, settled)
    wanted = [call for call in calls if call not in settled or call.is_future]
    wanted.sort(key=lambda call: (KINDS.index(call.recommendation.kind), call.level))
    now = [call for call in wanted if _is_now(call, level)]
    if level is Level.T1 and any(call.recommendation.id == ED for call in now):
        now = [call for call in now if call.recommendation.id != MATERNITY]
    left = [call for call in calls if call in settled and not call.is_future]
    done = tuple(item for call in left if (item := done_item(protocol, call.recommendation, view)))
    if level.stops_history:
        rest = [call for call in wanted if call not in now]
        return Advised(tuple(map(advice.of, now)), tuple(map(advice.of, rest)), done)
    return Advised(tuple(advice.of(call, later=call not in now) for call in _sorted(wanted, now)), (), done)


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


def _gather(fired: Sequence[Fired], telling: Telling) -> list[_Call]:
    calls: dict[str, _Call] = {}
    for add, cause in causes(tuple(fired), telling):
        if add.when is not None and add.when.evaluate(telling.view) is not TRUE:
            continue
        call = calls.get(add.id)
        if call is None:
            call = calls[add.id] = _Call(telling.protocol.recommendations[add.id])
        call.level = min(call.level, cause.level)
        call.asked.append((add, cause))
    return list(calls.values())


class _Advising:
    """Makes advice of calls, for one patient. `settled`: the calls for what is done already."""

    def __init__(self, telling: Telling, settled: set[_Call]) -> None:
        self.telling = telling
        self.settled = settled

    def of(self, call: _Call, *, later: bool = False) -> Advice:
        item = call.recommendation
        sources = (source for _, cause in call.asked for source in (*item.sources, *cause.sources))
        return Advice(
            recommendation=item,
            evidence=min((add.evidence or item.evidence for add, _ in call.asked), key=EVIDENCE.index),
            rules=tuple(dict.fromkeys(cause.rule for _, cause in call.asked if cause.rule)),
            sources=tuple(dict.fromkeys(sources)),
            when="later" if later else None,
            note=self._note(call),
            asked=tuple(call.asked),
            telling=self.telling,
        )

    def _note(self, call: _Call) -> str | None:
        if call in self.settled:
            return say(self.telling.protocol, "done.checked_again")
        return self._two_losses() if call.recommendation.id == RPL_CLINIC else None

    def _two_losses(self) -> str | None:
        view = self.telling.view
        counts = view.losses
        if counts is None or counts.n_eshre[0] != 2:
            return None
        wording = self.telling.protocol.locale(view.value("locale")).wording
        plain = wording.get("two_losses")
        return plain if counts.n_asrm[1] >= 2 else wording.get("two_losses_early", plain)
