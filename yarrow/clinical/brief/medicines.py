"""Medicines as she named them; for the clinician with their flags and what specialists usually say."""

from __future__ import annotations

from yarrow.clinical.brief.document import Block, Entries, Entry, Part, Row, Table, Text
from yarrow.clinical.brief.naming import head, joined
from yarrow.clinical.brief.origins import quote
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.summary_line import label

TOLD = (Status.PRESENT, Status.SUSPECTED, Status.PAST, Status.FAMILY)
# A name of hers is a few words; more than that is a sentence in which it stands.
FEW_WORDS = 3
OPEN = (Status.DENIED, Status.UNKNOWN, Status.DECLINED)


def medicines(sheet: Sheet) -> Part | None:
    """What she takes; None if nothing was said of medicines."""
    facts = sheet.members("medicines")
    rows = tuple(_row(sheet, fact) for fact in facts if fact.status in TOLD)
    blocks: list[Block] = []
    if rows:
        heads = tuple(sheet.say(f"brief.{sheet.audience}.medicine_{column}") for column in _columns(sheet))
        blocks.append(Table(sheet.say(f"brief.{sheet.audience}.medicines_caption"), heads, rows))
    entries = tuple(_open(sheet, facts))
    blocks += [Entries(entries)] if entries else []
    if rows and sheet.is_hers:
        blocks.append(Text((sheet.say("brief.patient.keep_taking"),), "note"))
    return Part("medicines", sheet.say("summary.name.medicines"), tuple(blocks)) if blocks else None


def _columns(sheet: Sheet) -> tuple[str, ...]:
    return ("named", "stands") if sheet.is_hers else ("name", "stands", "flags", "note", "words")


def _row(sheet: Sheet, fact: Fact) -> Row:
    _, _, member = fact.path.partition(".")
    name = head(label(sheet.protocol, fact.path)) if member else str(fact.value)
    stands = sheet.say(f"brief.medicine_stands.{fact.status.value}")
    if sheet.is_hers:
        return Row((_as_named(sheet, fact, name), stands), fact.status, (fact.path,))
    medicine = sheet.protocol.medicines.get(member)
    flags = joined([_flag(sheet, flag) for flag in medicine.flags]) if medicine else ""
    note = medicine.note if medicine else sheet.say("brief.clinician.unknown_medicine")
    return Row((name, stands, flags or "–", note or "–", quote(sheet, fact.path)), fact.status, (fact.path,))


def _as_named(sheet: Sheet, fact: Fact, name: str) -> str:
    """Her own name for it first, where it is another one."""
    origin = fact.provenance
    own = " ".join((origin.text or "").split()) if origin.is_typed and "." in fact.path else ""
    if not own or own.lower() == name.lower() or len(own.split()) > FEW_WORDS:
        return name
    return f"{head(own)} ({name[:1].lower() + name[1:]})"


def _flag(sheet: Sheet, flag: str) -> str:
    key = f"brief.flag.{flag}"
    return sheet.say(key) if sheet.has(key) else flag.replace("_", " ")


def _is_worth_saying(sheet: Sheet, fact: Fact) -> bool:
    """A no that a tap at another question gave by the way is none of her words."""
    return not sheet.is_hers or fact.status is not Status.DENIED or fact.provenance.is_typed


def _open(sheet: Sheet, facts: list[Fact]) -> list[Entry]:
    name = sheet.say("summary.name.medicines")
    entries = []
    for status in OPEN:
        found = [fact.path for fact in facts if fact.status is status and _is_worth_saying(sheet, fact)]
        if found:
            words = head(joined([label(sheet.protocol, path) for path in found]))
            entries.append(Entry(sheet.say(f"brief.as.{status.value}", name=name), words, status, tuple(found)))
    whole = sheet.history.latest.get("medicines")
    if whole is not None and whole.status in OPEN and not facts:
        value = "summary.none" if whole.status is Status.DENIED else f"brief.status.{whole.status.value}"
        entries.append(Entry(name, sheet.say(value), whole.status, ("medicines",)))
    return entries
