"""Tests already done, with their results and who says so."""

from __future__ import annotations

from yarrow.clinical.brief.document import Block, Entries, Entry, Part, Row, Table
from yarrow.clinical.brief.naming import head
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.done import Done
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.summary_line import label, result

TOLD = (Status.PRESENT, Status.SUSPECTED, Status.PAST)


def results(sheet: Sheet) -> Part | None:
    """The tests; None if nothing was said of any."""
    facts = sheet.members("tests")
    rows = tuple(_row(sheet, fact) for fact in facts if fact.status in TOLD)
    entries = tuple(_other(sheet, fact) for fact in facts if fact.status not in TOLD)
    whole = sheet.history.latest.get("tests")
    if whole is not None and not facts:
        value = "summary.none" if whole.status is Status.DENIED else f"brief.status.{whole.status.value}"
        entries = (Entry(sheet.say("summary.name.tests"), sheet.say(value), whole.status, ("tests",)),)
    blocks: list[Block] = []
    if rows:
        heads = tuple(sheet.say(f"brief.test_{column}") for column in ("name", "result", "from"))
        blocks.append(Table(sheet.say(f"brief.{sheet.audience}.tests_caption"), heads, rows))
    entries += tuple(_settled(sheet, done) for done in sheet.triage.done)
    blocks += [Entries(entries)] if entries else []
    return Part("tests", sheet.say("summary.name.tests"), tuple(blocks)) if blocks else None


def _row(sheet: Sheet, fact: Fact) -> Row:
    value = sheet.say("brief.no_result") if fact.value in (None, True) else _result(sheet, str(fact.value))
    who = sheet.say(f"brief.{sheet.audience}.told_by.{'staff' if fact.provenance.captured == 'staff' else 'patient'}")
    return Row((head(label(sheet.protocol, fact.path)), value, who), fact.status, (fact.path,))


def _settled(sheet: Sheet, done: Done) -> Entry:
    """A test that is not asked for again."""
    words = head(done.text) if sheet.is_hers else f"{done.id}: {done.text} ({done.result})"
    return Entry(sheet.say("brief.not_again"), words, None, done.facts)


def _result(sheet: Sheet, value: str) -> str:
    """In the words of the laboratory for the clinician."""
    return result(sheet.protocol, value) if sheet.is_hers else value


def _other(sheet: Sheet, fact: Fact) -> Entry:
    name = head(label(sheet.protocol, fact.path))
    return Entry(name, sheet.say(f"brief.test_stands.{fact.status.value}"), fact.status, (fact.path,))
