"""Where each fact comes from: her words, how they were captured, and when. Facts of one message stand together."""

from __future__ import annotations

from yarrow.clinical.brief.document import Part, Row, Table
from yarrow.clinical.brief.naming import name_of, value_of
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.fact import Fact, Provenance, Status

# Words quoted in a cell of another table; the whole of them stands in the table of origins.
SHORT = 60
MINUTES = 16
# More denials of one message than this are counted, as each of them stands among the symptoms or conditions.
FEW = 8


def quote(sheet: Sheet, path: str) -> str:
    """Her words for this fact in quotation marks, cut short if long; nothing if it was tapped or has no words."""
    fact = sheet.history.latest.get(path)
    if fact is None or not fact.provenance.is_typed or not fact.provenance.text:
        return ""
    words = " ".join(fact.provenance.text.split())
    return f"“{words[:SHORT].rstrip()}…”" if len(words) > SHORT else f"“{words}”"


def origins(sheet: Sheet) -> Part | None:
    """One row for each message that told something, oldest first; None if nothing was told."""
    told: dict[tuple[object, ...], list[Fact]] = {}
    for fact in sheet.history.compact().facts:
        told.setdefault(_message(fact.provenance), []).append(fact)
    rows = tuple(_row(sheet, facts) for facts in told.values())
    if not rows:
        return None
    heads = tuple(sheet.say(f"brief.clinician.origin_{column}") for column in ("words", "how", "at", "facts"))
    table = Table(sheet.say("brief.clinician.origins_caption"), heads, rows)
    return Part("origins", sheet.say("brief.clinician.part_origins"), (table,), annex=True)


def _message(origin: Provenance) -> tuple[object, ...]:
    return (origin.message or "", origin.captured, origin.at or "", origin.text or "")


def _row(sheet: Sheet, facts: list[Fact]) -> Row:
    origin = facts[0].provenance
    words = " ".join((origin.text or "").split())
    quoted = f"“{words}”" if words and origin.is_typed else words or "–"
    how = sheet.say("brief.captured.derived" if origin.is_derived else f"brief.captured.{origin.captured}")
    at = (origin.at or "")[:MINUTES].replace("T", " ") or "–"
    return Row((quoted, how, at, _facts(sheet, facts)), None, tuple(fact.path for fact in facts))


def _facts(sheet: Sheet, facts: list[Fact]) -> str:
    denied = [fact for fact in facts if fact.status is Status.DENIED]
    shown = [fact for fact in facts if fact not in denied or len(denied) <= FEW]
    said = [f"{name_of(sheet, fact.path)}: {value_of(sheet, fact)}" for fact in shown]
    if len(denied) > FEW:
        said.append(sheet.say("brief.clinician.denied_count", count=len(denied)))
    return "; ".join(said)
