"""Answers as entries: what is, what is not, and what is not known, each apart from the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yarrow.clinical.brief.document import Entry
from yarrow.clinical.brief.naming import head, joined
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import LIST_FAMILIES
from yarrow.clinical.question import Option, Question
from yarrow.clinical.summary import answer_in_words
from yarrow.clinical.summary_line import MANY, items_told, label, tail
from yarrow.clinical.telling import GENTLER

# A list shorter than this has no things "asked about": it is none.
FEW = 3
# In the order they are read.
STATUSES = (
    Status.PRESENT,
    Status.SUSPECTED,
    Status.PAST,
    Status.FAMILY,
    Status.DENIED,
    Status.UNKNOWN,
    Status.DECLINED,
)


def section_entries(sheet: Sheet, section: str, without: Sequence[str] = ()) -> Iterator[Entry]:
    """The answers of a section in the order they are asked; `without`: questions that are shown elsewhere."""
    for question in sheet.protocol.questions:
        named = sheet.has(f"summary.name.{question.id}") and question.repeat is None
        if question.section == section and question.id not in without and named:
            yield from entries_of(sheet, question)


def entries_of(sheet: Sheet, question: Question) -> Iterator[Entry]:
    """The entries of one question: one for an answer, one for each way in which items of a list stand."""
    name = sheet.name(question.id)
    if question.kind == "multi_choice" or question.fact in LIST_FAMILIES:
        yield from _list(sheet, question, name)
        return
    value, _ = answer_in_words(sheet.protocol, sheet.history, question)
    if value:
        paths = tuple(p for p in dict.fromkeys((question.fact or question.id, *_set(sheet, question))) if p)
        stands = {sheet.status(path) for path in paths} - {None}
        yield Entry(name, value, stands.pop() if len(stands) == 1 else None, paths)


def _set(sheet: Sheet, question: Question) -> list[str]:
    return [s.path for option in question.options for s in option.sets if s.path in sheet.history.latest]


def _list(sheet: Sheet, question: Question, name: str) -> Iterator[Entry]:
    items = [(_gently(sheet, words, fact), fact) for words, fact in items_told(sheet.protocol, sheet.history, question)]
    if items and all(fact.status is Status.DENIED for _, fact in items) and _is_none(sheet, question, items):
        told = question.fact or question.id
        paths = (*(fact.path for _, fact in items), *([told] if sheet.status(told) else []))
        yield Entry(name, _none(sheet, question), Status.DENIED, tuple(dict.fromkeys(paths)))
        return
    for status in STATUSES:
        found = [(words, fact) for words, fact in items if fact.status is status]
        if found:
            yield _entry(sheet, name, status, found)
    whole = sheet.history.latest.get(question.fact or question.id)
    if not items and whole is not None and whole.status is not Status.PRESENT:
        denied = whole.status is Status.DENIED
        value = _none(sheet, question) if denied else sheet.say(f"brief.status.{whole.status.value}")
        yield Entry(name, value, whole.status, (whole.path,))


def _gently(sheet: Sheet, words: str, fact: Fact) -> str:
    """The gentler words of the protocol where those of the question could hurt on paper."""
    _, _, member = fact.path.partition(".")
    return label(sheet.protocol, fact.path) if member in GENTLER else words


def _is_none(sheet: Sheet, question: Question, items: Sequence[object]) -> bool:
    """Whether it was answered with none of them."""
    return sheet.status(question.fact or question.id) is Status.DENIED or len(items) > MANY


def _none(sheet: Sheet, question: Question) -> str:
    """No to all: in one line for her, by name for the clinician."""
    offered = [tail(option.label) for option in question.options if not option.none and not _is_denial(option)]
    if sheet.is_hers or not offered:
        return head(sheet.say("summary.none")) if len(offered) < FEW else sheet.say("brief.none_of_them")
    return sheet.say("brief.none_named", value=joined(offered))


def _is_denial(option: Option) -> bool:
    return any(setting.status is not Status.PRESENT for setting in option.sets)


def _entry(sheet: Sheet, name: str, status: Status, found: list[tuple[str, Fact]]) -> Entry:
    titled = name if status is Status.PRESENT else sheet.say(f"brief.as.{status.value}", name=name)
    words = joined([words for words, _ in found])
    if status is Status.DENIED and sheet.is_hers and len(found) > MANY:
        words = sheet.say("brief.none_of_the_others")
    return Entry(titled, head(words), status, tuple(dict.fromkeys(fact.path for _, fact in found)))
