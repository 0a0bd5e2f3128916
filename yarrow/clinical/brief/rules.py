"""The rules that fired, for the clinician: how urgent each is, and because of what."""

from __future__ import annotations

from yarrow.clinical.brief.document import Part, Row, Table
from yarrow.clinical.brief.naming import joined, name_of, value_of
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.rule import Fired


def rules(sheet: Sheet) -> Part | None:
    """A row for each rule, the most urgent first; None if none fired."""
    fired = sheet.triage.rules
    if not fired:
        return None
    heads = tuple(sheet.say(f"brief.clinician.rule_{column}") for column in ("id", "title", "because"))
    table = Table(sheet.say("brief.clinician.rules_caption"), heads, tuple(_row(sheet, rule) for rule in fired))
    return Part("rules", sheet.say("brief.clinician.part_rules"), (table,))


def _row(sheet: Sheet, fired: Fired) -> Row:
    because = joined([_told(sheet, path) for path in fired.facts])
    return Row((f"{fired.id} {fired.level.name}", fired.rule.title, because or "–"))


def _told(sheet: Sheet, path: str) -> str:
    fact = sheet.history.latest.get(path)
    name = name_of(sheet, path)
    return (
        name
        if fact is None or fact.value is True or isinstance(fact.value, dict)
        else f"{name}: {value_of(sheet, fact)}"
    )
