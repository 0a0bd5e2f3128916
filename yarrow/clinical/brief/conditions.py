"""Conditions with how each stands, and the rest of the health history. Suspected is not present; past is not now."""

from __future__ import annotations

from yarrow.clinical.brief.answers import section_entries
from yarrow.clinical.brief.document import Block, Entries, Entry, Part, Row, Table
from yarrow.clinical.brief.naming import head, joined, name_of
from yarrow.clinical.brief.origins import quote
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.code import Code
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.summary_line import MANY, label

# Those that are told, each in a row of its own; what is denied or open stands in one line below.
TOLD = (Status.PRESENT, Status.SUSPECTED, Status.PAST, Status.FAMILY)
OPEN = (Status.DENIED, Status.UNKNOWN, Status.DECLINED)
ELSEWHERE = ("conditions", "condition_treatment", "medicines", "clots")
# For the clinician these stand among the symptoms.
IN_TABLE = (*ELSEWHERE, "ctd_symptoms")
# Answers to yes-or-no questions that stand in the facts as conditions.
CLOTS = ("vte", "stroke_young")


def conditions(sheet: Sheet) -> Part | None:
    """The conditions, the family's, and what was said of clots; None if nothing was told of any."""
    facts = sheet.members("conditions")
    blocks: list[Block] = []
    rows = tuple(_row(sheet, fact) for fact in facts if fact.status in TOLD)
    if rows:
        heads = tuple(sheet.say(f"brief.{sheet.audience}.condition_{column}") for column in _columns(sheet))
        blocks.append(Table(sheet.say(f"brief.{sheet.audience}.conditions_caption"), heads, rows, _notes(sheet, facts)))
    entries = (*_others(sheet, facts), *section_entries(sheet, "autoimmune", ELSEWHERE if sheet.is_hers else IN_TABLE))
    blocks += [Entries(entries)] if entries else []
    return (
        Part("conditions", sheet.titled(f"brief.{sheet.audience}.part_conditions"), tuple(blocks)) if blocks else None
    )


def _columns(sheet: Sheet) -> tuple[str, ...]:
    return ("name", "stands", "treatment") if sheet.is_hers else ("name", "stands", "codes", "treatment", "words")


def _row(sheet: Sheet, fact: Fact) -> Row:
    _, _, member = fact.path.partition(".")
    treatment = f"condition_treatment.{member}"
    stands = sheet.say(f"brief.{sheet.audience}.stands.{fact.status.value}")
    name = head(label(sheet.protocol, fact.path)) if member else str(fact.value)
    cells = [name, stands, _treatment(sheet, treatment)]
    if not sheet.is_hers:
        cells = [name, stands, _codes(sheet, member), _treatment(sheet, treatment), quote(sheet, fact.path)]
    paths = (fact.path, treatment) if sheet.status(treatment) is fact.status else (fact.path,)
    return Row(tuple(cells), fact.status, paths)


def _treatment(sheet: Sheet, path: str) -> str:
    fact = sheet.history.latest.get(path)
    if fact is None:
        return sheet.say("brief.not_told")
    if fact.status is Status.PRESENT:
        return str(fact.value)
    return sheet.say("summary.none" if fact.status is Status.DENIED else f"brief.status.{fact.status.value}")


def _codes(sheet: Sheet, member: str) -> str:
    condition = sheet.protocol.conditions.get(member)
    if condition is None or not condition.codes:
        return sheet.say("brief.clinician.no_code")
    return "; ".join(_code(sheet, code) for code in condition.codes)


def _code(sheet: Sheet, code: Code) -> str:
    key = f"brief.system.{code.system}"
    system = sheet.say(key) if sheet.has(key) else code.system
    mark = f"{'*' if code.seen else ''}{'' if code.certain else '?'}"
    name = f" ({code.name})" if code.name else ""
    return f"{system} {code.code}{mark}{name}"


def _notes(sheet: Sheet, facts: list[Fact]) -> tuple[str, ...]:
    if sheet.is_hers:
        return ()
    told = (fact.path.partition(".")[2] for fact in facts if fact.status in TOLD)
    codes = (code for member in told if member in sheet.protocol.conditions
             for code in sheet.protocol.conditions[member].codes)  # fmt: skip
    doubtful = any(code.seen or not code.certain for code in codes)
    return (sheet.say("brief.clinician.codes_seen"),) if doubtful else ()


def _others(sheet: Sheet, facts: list[Fact]) -> list[Entry]:
    name = sheet.say("summary.name.conditions")
    entries = [entry for status in OPEN if (entry := _open(sheet, name, facts, status))]
    whole = sheet.history.latest.get("conditions")
    if whole is not None and whole.status in OPEN and not any(fact.status in OPEN for fact in facts):
        value = "summary.none" if whole.status is Status.DENIED else f"brief.status.{whole.status.value}"
        entries.append(Entry(name, sheet.say(value), whole.status, ("conditions",)))
    return entries


def _open(sheet: Sheet, name: str, facts: list[Fact], status: Status) -> Entry | None:
    found = [fact.path for fact in facts if fact.status is status]
    if not found:
        return None
    words = head(joined([label(sheet.protocol, path) for path in found]))
    if status is Status.DENIED and sheet.is_hers and len(found) > MANY:
        words = _none_but_clots(sheet, found)
    return Entry(sheet.say(f"brief.as.{status.value}", name=name), words, status, tuple(found))


def _none_but_clots(sheet: Sheet, found: list[str]) -> str:
    """A page of noes is said in one line, with what was asked by a question of its own."""
    clots = [name_of(sheet, f"conditions.{clot}") for clot in CLOTS if f"conditions.{clot}" in found]
    return joined([sheet.say("brief.none_of_the_others"), *(words[:1].lower() + words[1:] for words in clots)])
