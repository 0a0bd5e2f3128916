"""What stands behind each item of the clinician's page: sources with their marks, and both sides of a disagreement."""

from __future__ import annotations

from collections.abc import Iterator

from yarrow.clinical.brief.advice import CLOSING
from yarrow.clinical.brief.conditions import TOLD
from yarrow.clinical.brief.document import Part, Row, Table
from yarrow.clinical.brief.naming import head
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.fact import Status


def sources(sheet: Sheet) -> Part | None:
    """A row for each rule, recommendation, thing not needed, condition and topic; None if there is none."""
    rows = tuple(_rows(sheet))
    if not rows:
        return None
    heads = tuple(sheet.say(f"brief.clinician.source_{column}") for column in ("item", "from", "note"))
    table = Table(sheet.say("brief.clinician.sources_caption"), heads, rows)
    return Part("sources", sheet.say("brief.clinician.part_sources"), (table,), annex=True)


def _rows(sheet: Sheet) -> Iterator[Row]:
    triage = sheet.triage
    for fired in triage.rules:
        yield _row(sheet, fired.id, fired.rule.sources, fired.rule.disagreement)
    for item in (item for item in triage.recommendations if item.recommendation.kind != CLOSING):
        yield _row(sheet, item.id, item.recommendation.sources, item.recommendation.disagreement)
    for unneeded in triage.not_needed:
        yield _row(sheet, unneeded.id, unneeded.sources, unneeded.disagreement)
    for fact in sheet.members("conditions"):
        condition = sheet.protocol.conditions.get(fact.path.partition(".")[2])
        if condition is not None and fact.status in TOLD:
            yield _row(sheet, head(condition.name), condition.sources, "", condition.note)
    for fact in sheet.members("asks"):
        topic = sheet.protocol.evidence.get(fact.path.partition(".")[2])
        if topic is not None and fact.status is Status.PRESENT:
            yield _row(sheet, topic.title, topic.sources, topic.disagreement, topic.note)


def _row(sheet: Sheet, name: str, found: tuple[str, ...], disagreement: str, note: str = "") -> Row:
    sides = sheet.say("brief.clinician.disagreement", sides=disagreement) if disagreement else ""
    return Row((name, "; ".join(found), " ".join(words for words in (sides, note) if words) or "–"))
