"""Symptoms: what is there, what is not, what is not sure, and what was not asked, each apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yarrow.clinical.brief.answers import STATUSES, section_entries
from yarrow.clinical.brief.document import Entries, Entry, Part, Row, Table, Text
from yarrow.clinical.brief.naming import head, joined
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.criterion import FALSE
from yarrow.clinical.fact import Status
from yarrow.clinical.question import Question
from yarrow.clinical.summary import PRIVATE
from yarrow.clinical.summary_line import label, tail

GUT = "gut"
# The lists of the gut section; its other answers stand below them.
LISTS = ("gut_symptoms", "gut_alarm")
PRESENT = (Status.PRESENT, Status.SUSPECTED)
ABSENT = (Status.DENIED, Status.PAST)
VAIN = (Status.UNKNOWN, Status.DECLINED)
GROUPS = ("safety", "autoimmune", GUT, "other")


@dataclass(frozen=True)
class Asked:
    """One symptom: its path, its words, and how it stands; None if it was not asked."""

    path: str
    words: str
    status: Status | None


def gut(sheet: Sheet) -> Part | None:
    """The gut findings for the patient's page; one sentence if none of it was asked."""
    found = list(symptoms_of(sheet, GUT))
    title = sheet.say("brief.patient.part_gut")
    entries = tuple(section_entries(sheet, GUT, LISTS))
    if all(item.status is None for item in found) and not entries:
        return Part("gut", title, (Text((sheet.say("brief.patient.gut_unknown"),), "note"),))
    blocks = (Entries(tuple(_stands_how(sheet, found))), *((Entries(entries),) if entries else ()))
    return Part("gut", title, blocks)


def _stands_how(sheet: Sheet, found: list[Asked]) -> Iterator[Entry]:
    kinds = (("present", PRESENT), ("absent", ABSENT), ("not_sure", VAIN), ("not_asked", (None,)))
    for kind, statuses in kinds:
        items = [item for item in found if item.status in statuses]
        if items or kind in ("present", "absent"):
            words = joined([_marked(sheet, item) for item in items]) or sheet.say("brief.none_told")
            paths = tuple(item.path for item in items if item.status is not None)
            known = {item.status for item in items}
            status = known.pop() if len(known) == 1 else None
            yield Entry(sheet.say(f"brief.patient.gut_{kind}"), head(words), status, paths)


def table(sheet: Sheet) -> Part:
    """The symptoms for the clinician: pertinent negatives in full, unknown and declined apart from them."""
    rows = tuple(row for group in GROUPS for row in _rows(sheet, group))
    heads = tuple(sheet.say(f"brief.clinician.symptoms_{column}") for column in ("group", "stands", "which"))
    caption = sheet.say("brief.clinician.symptoms_caption")
    return Part("symptoms", sheet.say("brief.clinician.part_symptoms"), (Table(caption, heads, rows),))


def _rows(sheet: Sheet, group: str) -> Iterator[Row]:
    found = list(symptoms_of(sheet, group))
    name = sheet.say(f"brief.clinician.group_{group}")
    if found and all(item.status is None for item in found):
        yield Row((name, sheet.say("brief.clinician.stands_not_asked"), sheet.say("brief.clinician.whole_group")))
        return
    for status in (*STATUSES, None):
        items = [item for item in found if item.status is status]
        if items:
            stands = sheet.say(f"brief.clinician.stands_{status.value if status else 'not_asked'}")
            paths = tuple(item.path for item in items) if status else ()
            yield Row((name, stands, joined([item.words for item in items])), status, paths)


def _marked(sheet: Sheet, item: Asked) -> str:
    if item.status in (Status.SUSPECTED, Status.PAST, *VAIN):
        return f"{item.words} ({sheet.say(f'brief.status.{item.status.value}')})"
    return item.words


def symptoms_of(sheet: Sheet, group: str) -> Iterator[Asked]:
    """The symptoms of a group: those its questions offer to this patient, and those told of her own accord."""
    homes = _homes(sheet)
    for path, home in homes.items():
        if home == group:
            yield Asked(path, label(sheet.protocol, path), sheet.status(path))
    if group == "autoimmune":
        yield from _joints(sheet)


def _homes(sheet: Sheet) -> dict[str, str]:
    """The group each symptom stands in: that of the question that offers it, else by its own groups."""
    homes: dict[str, str] = {}
    for question in sheet.protocol.questions:
        for path in _offered(sheet, question):
            homes.setdefault(path, question.section if question.section in GROUPS else "other")
    for fact in sheet.members("symptoms"):
        member = fact.path.partition(".")[2]
        symptom = sheet.protocol.symptoms.get(member)
        home = GUT if symptom and GUT in symptom.groups else "other"
        homes.setdefault(fact.path, home)
    return {path: home for path, home in homes.items() if path not in PRIVATE and path != "symptoms_other"}


def _offered(sheet: Sheet, question: Question) -> Iterator[str]:
    """The symptoms a list of the history offers; one that cannot apply (no pregnancy) only if it was told."""
    if question.kind != "multi_choice":
        return
    for option in question.options:
        fits = option.when is None or option.when.evaluate(sheet.view) is not FALSE
        paths = (setting.path for setting in option.sets if setting.path.startswith("symptoms."))
        yield from (path for path in paths if fits or path in sheet.history.latest)


def _joints(sheet: Sheet) -> Iterator[Asked]:
    """The list of rashes, joints and the like, which is kept as words (`ctd_symptoms`)."""
    question = sheet.questions.get("ctd_symptoms")
    if question is None:
        return
    fact = sheet.history.latest.get("ctd_symptoms")
    told = str(fact.value).split(", ") if fact is not None and fact.status is Status.PRESENT else []
    for option in question.options:
        if not option.none:
            status = _named(option.value in told, fact.status if fact else None, closed=question.closed)
            yield Asked("ctd_symptoms", tail(option.label), status)


def _named(is_told: bool, whole: Status | None, *, closed: bool) -> Status | None:
    """What was not named among others is a no only where the list says so."""
    if is_told:
        return Status.PRESENT
    if whole is Status.PRESENT:
        return Status.DENIED if closed else None
    return whole
