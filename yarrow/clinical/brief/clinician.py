"""The clinician's page: the same history in terms and codes, with its origin, and the reasoning laid open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yarrow.clinical.brief.advice import deferred, later, not_needed, to_ask_about
from yarrow.clinical.brief.answers import section_entries
from yarrow.clinical.brief.asks import asks
from yarrow.clinical.brief.conditions import conditions
from yarrow.clinical.brief.document import Block, Entries, Entry, Items, Part, Table
from yarrow.clinical.brief.losses import losses
from yarrow.clinical.brief.medicines import medicines
from yarrow.clinical.brief.missing import missing
from yarrow.clinical.brief.naming import name_of, value_of
from yarrow.clinical.brief.origins import origins
from yarrow.clinical.brief.results import results
from yarrow.clinical.brief.rules import rules
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.brief.sources import sources
from yarrow.clinical.brief.symptoms import table
from yarrow.clinical.brief.urgency import is_emergency
from yarrow.clinical.fact import Fact, Status

# Shown in the table of symptoms.
LISTS = ("symptoms_now", "gut_symptoms", "gut_alarm")
# Facts under which only the open questions of a list stand; they are named among what is missing.
OPEN = (Status.UNKNOWN, Status.DECLINED)


def parts(sheet: Sheet) -> tuple[Part, ...]:
    """The parts in the order a clinician reads them; in an emergency without what can wait."""
    found = [part for part in (*_history(sheet), *_reasoning(sheet)) if part is not None]
    other = _other(sheet, found)
    annexes = () if is_emergency(sheet) else (sources(sheet), origins(sheet))
    rest = (other, _private(sheet), *annexes)
    return (*found, *(part for part in rest if part is not None))


def notices(sheet: Sheet) -> Iterator[str]:
    """What must be read before the rest."""
    if sheet.someone:
        yield sheet.say(f"brief.clinician.answered_by_{sheet.someone}")
    if "UNDER18" in sheet.triage.overlays:
        yield sheet.say("brief.clinician.under18")
    if sheet.private:
        yield sheet.say("brief.clinician.safeguard")
    if "CRISIS" in sheet.triage.overlays:
        yield sheet.say("brief.clinician.crisis")
    yield from (sheet.say(f"brief.clinician.conflict.{name}") for name in sheet.triage.conflicts)


def _history(sheet: Sheet) -> Iterable[Part | None]:
    return (_background(sheet), losses(sheet), conditions(sheet), medicines(sheet), results(sheet), table(sheet))


def _reasoning(sheet: Sheet) -> Iterable[Part | None]:
    if is_emergency(sheet):
        return (rules(sheet), to_ask_about(sheet), missing(sheet))
    found = (rules(sheet), to_ask_about(sheet), later(sheet), deferred(sheet), not_needed(sheet), asks(sheet))
    return (*found, missing(sheet))


def _background(sheet: Sheet) -> Part | None:
    entries = [entry for section in ("safety", "about", GUT, "wellbeing") for entry in _answers(sheet, section)]
    entries += [_entry(sheet, fact) for path in SCORES if (fact := sheet.history.latest.get(path))]
    title = sheet.say("brief.clinician.part_about")
    return Part("about", title, (Entries(tuple(entries)),)) if entries else None


GUT = "gut"
SCORES = ("phq2", "gad2")


def _answers(sheet: Sheet, section: str) -> Iterator[Entry]:
    return section_entries(sheet, section, LISTS)


def _entry(sheet: Sheet, fact: Fact) -> Entry:
    return Entry(name_of(sheet, fact.path), value_of(sheet, fact), fact.status, (fact.path,))


def _other(sheet: Sheet, found: list[Part]) -> Part | None:
    """Whatever was told and has no place of its own, so that nothing told is ever lost."""
    shown = {path for part in found for block in part.blocks for path in _paths(block)}
    entries = tuple(
        _entry(sheet, fact)
        for path, fact in sheet.history.latest.items()
        if path not in shown and fact.status not in OPEN
    )
    return Part("other", sheet.say("brief.clinician.part_other"), (Entries(entries),)) if entries else None


def _paths(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from (path for row in block.rows for path in row.paths)
    elif isinstance(block, Entries):
        yield from (path for entry in block.entries for path in entry.paths)
    elif isinstance(block, Items):
        yield from (path for item in block.items for path in item.paths)


def _private(sheet: Sheet) -> Part | None:
    entries = tuple(_entry(sheet, fact) for fact in sheet.private)
    return Part("private", sheet.say("brief.clinician.part_private"), (Entries(entries),)) if entries else None
