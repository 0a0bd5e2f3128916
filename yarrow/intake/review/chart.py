"""The structured history: every fact by section, how it stands, where it comes from, what it was before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from yarrow.clinical.brief.naming import head, name_of, value_of
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.question import Question
from yarrow.clinical.summary import PRIVATE
from yarrow.clinical.told_loss import LOSS
from yarrow.clinical.triage import Triage
from yarrow.intake.review.homes import OTHER, Homes
from yarrow.intake.review.notes import Notes, Numbered
from yarrow.intake.review.origin import Origin, origin_of

TOLD = (Status.PRESENT, Status.SUSPECTED, Status.PAST, Status.FAMILY)
VAIN = (Status.UNKNOWN, Status.DECLINED)
# Of the conversation itself: nothing of it is missing from a history.
# The protocol's own titles and names are said to the patient.
TITLES = {
    "safety": "Safety now",
    "about": "About her",
    "wellbeing": "How she is",
    "closing": "At the end",
    "opening": "How it began",
    OTHER: "Anything else",
}
NAMES = {"locale": "Lives in"}
# What was asked of one loss by itself.
DETAILS = {"type": ", what kind", "weeks": ", how far along", "confirmed": ", how it was seen"}
OPENING = "opening"
NOT_HISTORY = (OPENING, "closing")


@dataclass(frozen=True)
class Earlier:
    """What was said of the same before, and holds no more. `again`: it said what holds now, too.

    `echoes`: in the same words of the same message as something that is shown with it.
    """

    number: int
    said: str
    origin: Origin
    again: bool
    echoes: bool


@dataclass(frozen=True)
class Line:
    """One fact that holds. `value` is empty where the name and the status say all. `earlier`: oldest first."""

    number: int
    path: str
    name: str
    value: str
    status: Status
    origin: Origin
    earlier: tuple[Earlier, ...] = ()

    @property
    def is_private(self) -> bool:
        """Whether only a clinician may read it."""
        return self.path in PRIVATE


@dataclass(frozen=True)
class Unasked:
    """A question that matters for this patient and that nothing was said of."""

    id: str
    name: str
    red_flag: bool


@dataclass(frozen=True)
class Section:
    """One part of the history. `told`: what is, `vain`: not sure or left out, `denied`: what is not."""

    id: str
    title: str
    told: tuple[Line, ...]
    vain: tuple[Line, ...]
    denied: tuple[Line, ...]
    unasked: tuple[Unasked, ...]


@dataclass(frozen=True)
class Chart:
    """The whole history in the order it is asked, how it was opened last.

    A section without any fact and with nothing left to ask is left out.
    """

    sections: tuple[Section, ...]

    @property
    def unasked(self) -> int:
        """How many questions that matter have no answer."""
        return sum(len(section.unasked) for section in self.sections)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every fact that holds."""
        return tuple(line for part in self.sections for line in (*part.told, *part.vain, *part.denied))


class Names:
    """How facts are called and valued for staff."""

    def __init__(self, protocol: Protocol, history: History, triage: Triage, today: date) -> None:
        self.sheet = Sheet(protocol, history, triage, "clinician", today)

    def name(self, path: str) -> str:
        """The name of a path."""
        if path in NAMES:
            return NAMES[path]
        loss = LOSS.fullmatch(path)
        detail = DETAILS.get(loss.group(2) or "", "") if loss else ""
        return head(name_of(self.sheet, path)) + detail

    def value(self, fact: Fact) -> str:
        """What was told of it, in words; empty where it is simply so."""
        member = fact.path.partition(".")[2]
        if fact.status is Status.PRESENT and fact.value in (True, None) and member:
            return ""
        return value_of(self.sheet, fact) if fact.status is Status.PRESENT else self.stands(fact.status)

    def stands(self, status: Status | None) -> str:
        """A status in words; None: it was not asked."""
        return self.sheet.say(f"brief.clinician.stands_{status.value if status else 'not_asked'}")

    def said(self, fact: Fact) -> str:
        """The value, or how it stands, never nothing."""
        return self.value(fact) or self.stands(fact.status)


def chart(names: Names, notes: Notes) -> Chart:
    """The chart of these notes."""
    sheet = names.sheet
    homes = Homes(sheet.protocol)
    lines: dict[str, list[tuple[int, Line]]] = {}
    for path in notes.of_path:
        home = homes.of(path)
        lines.setdefault(home.section, []).append((home.place, _line(names, notes, path)))
    unasked = _unasked(names, sheet)
    titles = {section.id: section.title for section in sheet.protocol.sections} | TITLES
    parts = (
        _section(name, titles[name], lines.get(name, []), unasked.get(name, ()))
        for name in (*(name for name in titles if name not in (OTHER, OPENING)), OTHER, OPENING)
    )
    return Chart(tuple(part for part in parts if part.told or part.vain or part.denied or part.unasked))


def _section(name: str, title: str, lines: list[tuple[int, Line]], unasked: tuple[Unasked, ...]) -> Section:
    ordered = [line for _, line in sorted(lines, key=lambda entry: (entry[0], entry[1].number))]
    return Section(
        name,
        title,
        told=tuple(line for line in ordered if line.status in TOLD),
        vain=tuple(line for line in ordered if line.status in VAIN),
        denied=tuple(line for line in ordered if line.status is Status.DENIED),
        unasked=unasked,
    )


def _line(names: Names, notes: Notes, path: str) -> Line:
    *before, now = notes.of_path[path]
    return Line(
        now.number,
        path,
        names.name(path),
        names.value(now.fact),
        now.fact.status,
        origin_of(now.fact.provenance),
        tuple(_earlier(names, before, now)),
    )


def _earlier(names: Names, before: Iterable[Numbered], now: Numbered) -> Iterator[Earlier]:
    shown = {_words(now)}
    for one in before:
        again = (one.fact.status, one.fact.value) == (now.fact.status, now.fact.value)
        echoes = again and _words(one) in shown
        shown.add(_words(one))
        yield Earlier(one.number, names.said(one.fact), origin_of(one.fact.provenance), again, echoes)


def _words(one: Numbered) -> tuple[str | None, str | None]:
    return one.fact.provenance.message, one.fact.provenance.text


def _unasked(names: Names, sheet: Sheet) -> dict[str, tuple[Unasked, ...]]:
    found: dict[str, tuple[Unasked, ...]] = {}
    for question in _left(sheet):
        item = Unasked(question.id, names.name(question.fact or question.id), question.red_flag)
        found[question.section] = (*found.get(question.section, ()), item)
    return found


def _left(sheet: Sheet) -> Iterator[Question]:
    for question in sheet.unasked:
        if question.section not in NOT_HISTORY:
            yield question
