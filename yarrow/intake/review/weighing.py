"""Why this level, laid open: the rules that fired and the facts behind them, what is advised, how well proven it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from yarrow.clinical.advice import Advice
from yarrow.clinical.done import short_name
from yarrow.clinical.fact import Fact
from yarrow.clinical.level import Level
from yarrow.clinical.trace import Trace, trace
from yarrow.intake.review.chart import Names
from yarrow.intake.review.notes import Notes
from yarrow.intake.review.swaying import Sway, swaying
from yarrow.intake.review.weighed import Advised, Branch, DoneAlready, Less, More, Open, Reason, Ref, Weighing

CLOSING = "closing"


class Weigher:
    """Lays one history's triage open."""

    def __init__(self, names: Names, notes: Notes) -> None:
        self._names, self._notes, self._sheet = names, notes, names.sheet
        self._trace: Trace = trace(self._sheet.protocol, notes.history)

    def weighing(self, whole: Level) -> Weighing:
        """The weighing. `whole`: the level by every fact, also those this reader may not read."""
        triage = self._trace.triage
        level = min(self._sheet.level, whole)
        key = level.name.lower()
        sway = swaying(self._sheet.protocol, self._notes.history, triage)
        return Weighing(
            level=level.name,
            name=self._sheet.say(f"brief.clinician.level_name.{key}"),
            meaning=self._sheet.say(f"brief.clinician.level.{key}"),
            notices=tuple(self._notices()),
            reasons=tuple(self._reason(rule, level) for rule in self._trace.rules),
            overlays=triage.overlays,
            now=self._advised(item for item in triage.recommendations if item.when is None),
            later=self._advised(item for item in triage.recommendations if item.when == "later"),
            deferred=self._advised(triage.deferred),
            not_needed=tuple(self._not_needed()),
            done=tuple(self._done()),
            open=tuple(self._open()),
            less=tuple(self._less(sway)),
            more=tuple(self._more(sway)),
            protocol=triage.protocol,
            is_partial=self._notes.is_partial,
        )

    def ref(self, path: str) -> Ref:
        """The fact on a path, to be pointed at."""
        found = self._notes.latest(path)
        said = self._names.said(found.fact) if found else self._names.stands(None)
        words = found.fact.provenance.text if found and found.fact.provenance.is_typed else None
        return Ref(path, self._names.name(path), said, found.number if found else None, words)

    def refs(self, paths: Iterable[str]) -> tuple[Ref, ...]:
        """Each once."""
        return tuple(self.ref(path) for path in dict.fromkeys(paths))

    def _notices(self) -> Iterator[str]:
        sheet = self._sheet
        if sheet.someone:
            yield sheet.say(f"brief.clinician.answered_by_{sheet.someone}")
        if "UNDER18" in sheet.triage.overlays:
            yield sheet.say("brief.clinician.under18")
        if "SAFEGUARD" in sheet.triage.overlays:
            yield sheet.say("brief.clinician.safeguard")
        if "CRISIS" in sheet.triage.overlays:
            yield sheet.say("brief.clinician.crisis")
        yield from (sheet.say(f"brief.clinician.conflict.{name}") for name in sheet.triage.conflicts)
        if sheet.unsettled and not sheet.level.stops_history:
            names = ", ".join(self._names.name(name) for name in sheet.unsettled)
            yield sheet.say("brief.clinician.unsettled", questions=names)
        if sheet.safety_is_open and sheet.level is not Level.T0:
            yield sheet.say("brief.clinician.safety_open")

    def _reason(self, entry: Mapping[str, Any], level: Level) -> Reason:
        rule = self._sheet.protocol.rule[entry["rule"]]
        return Reason(
            id=rule.id,
            level=entry["level"],
            title=rule.title[:1].upper() + rule.title[1:],
            facts=self.refs(entry["facts"]),
            sources=rule.sources,
            disagreement=rule.disagreement,
            decides=entry["level"] == level.name,
            raised=any(item["holds"] for item in entry["raises"]),
            when=self._branch(entry["when"]),
        )

    def _branch(self, node: Mapping[str, Any]) -> Branch:
        facts = self.refs(fact["path"] for fact in node.get("facts", ()))
        parts = tuple(self._branch(part) for part in node.get("parts", ()))
        says = node["says"].replace("_", " ")
        return Branch(says.replace(".", " ", 1) if says.startswith("rule") else says, node["truth"], facts, parts)

    def _advised(self, items: Iterable[Advice]) -> tuple[Advised, ...]:
        return tuple(self._one(item) for item in items if item.recommendation.kind != CLOSING)

    def _one(self, item: Advice) -> Advised:
        name = short_name(self._sheet.protocol, item.recommendation)
        return Advised(
            id=item.id,
            name=name[:1].upper() + name[1:],
            text=item.text,
            evidence=item.evidence,
            proof=self._sheet.proof(item.evidence),
            reason=item.reason,
            sources=item.sources,
            disagreement=item.recommendation.disagreement,
            rules=item.rules,
            facts=self.refs(item.facts),
        )

    def _not_needed(self) -> Iterator[Advised]:
        for item in self._trace.triage.not_needed:
            proof = self._sheet.proof(item.evidence)
            name = item.name[:1].upper() + item.name[1:]
            yield Advised(item.id, name, item.text, item.evidence, proof, "", item.sources, item.disagreement)

    def _done(self) -> Iterator[DoneAlready]:
        for item in self._trace.triage.done:
            name = item.text[:1].upper() + item.text[1:]
            yield DoneAlready(item.id, name, item.result, item.source, self.refs(item.facts))

    def _open(self) -> Iterator[Open]:
        up = {rule["rule"] for rule in self._trace.up}
        near = {rule.rule for rule in self._trace.triage.undetermined}
        for rule in self._trace.open:
            title = rule["title"][:1].upper() + rule["title"][1:]
            lacks = self.refs(rule["missing"])
            yield Open(rule["rule"], rule["level"], title, rule["rule"] in up, rule["rule"] in near, lacks)

    def _less(self, sway: Sway) -> Iterator[Less]:
        for one in sway.rests_on:
            yield Less(self.refs(one.paths), one.level)

    def _more(self, sway: Sway) -> Iterator[More]:
        for one in sway.raised_by:
            answer = self._names.said(Fact(one.path, value=one.value))
            yield More(self.ref(one.path), answer, one.level, one.rules)
