"""The table of each loss, in the order they were told, with what is known, not told and not sure of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yarrow.clinical.amount import amount
from yarrow.clinical.brief.answers import section_entries
from yarrow.clinical.brief.counts import count_notes, counted_by, pregnancies
from yarrow.clinical.brief.document import Block, Entries, Entry, Part, Row, Table
from yarrow.clinical.brief.naming import head
from yarrow.clinical.brief.origins import quote
from yarrow.clinical.brief.recency import recency
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.fact import Status
from yarrow.clinical.losses import LOSS_TYPES
from yarrow.clinical.term import loss_word, which_loss
from yarrow.clinical.told_loss import detail, indexes, is_counted, to_describe

# Told elsewhere on the page, or shown in the table itself.
ELSEWHERE = ("tests", "preferred_term", "losses_count", "days_since_loss")

# A baby who was born is named so, never as another pregnancy (clinical.md §9).
BABIES = ("stillbirth", "neonatal_death")


def losses(sheet: Sheet) -> Part | None:
    """The losses and what else was told of her pregnancies; None if nothing was."""
    rows = tuple(_row(sheet, place) for place in _places(sheet))
    blocks: list[Block] = []
    if rows:
        caption = sheet.titled(f"brief.{sheet.audience}.losses_caption")
        head_row = tuple(sheet.say(f"brief.{sheet.audience}.loss_{column}") for column in _columns(sheet))
        notes = () if sheet.is_hers else tuple(count_notes(sheet))
        blocks.append(Table(caption, head_row, rows, notes))
    entries = (*_counted(sheet), *section_entries(sheet, "losses", ELSEWHERE))
    blocks += [Entries(entries)] if entries else []
    return Part("losses", sheet.titled(f"brief.{sheet.audience}.part_losses"), tuple(blocks)) if blocks else None


def _columns(sheet: Sheet) -> tuple[str, ...]:
    common = ("which", "kind", "weeks", "confirmed")
    return common if sheet.is_hers else (*common, "counted", "words")


def _places(sheet: Sheet) -> list[int]:
    """Every loss told or counted, also those of which nothing more is known."""
    return sorted({*indexes(sheet.history), *to_describe(sheet.history)})


def _row(sheet: Sheet, place: int) -> Row:
    path = f"losses[{place}]"
    told = detail(sheet.history, place)
    details = (_kind(sheet, place, told), _weeks(sheet, place, told), _confirmed(sheet, place, told))
    cells = [_which(sheet, place), *details]
    if not sheet.is_hers:
        cells += [counted_by(sheet, told), quote(sheet, path)]
    status = sheet.status(path)
    return Row(tuple(cells), status, (path, *_details(sheet, path)))


def _details(sheet: Sheet, path: str) -> Iterator[str]:
    return (known for known in sheet.history.latest if known.startswith(f"{path}."))


def _which(sheet: Sheet, place: int) -> str:
    if not sheet.is_hers:
        return str(place + 1)
    if detail(sheet.history, place).get("type") in BABIES:
        return sheet.titled("brief.patient.your_baby")
    if not is_counted(sheet.history, place):
        return sheet.titled("brief.patient.your_pregnancy")
    return sheet.say("brief.loss_number", number=place + 1) if sheet.someone else head(which_loss(sheet.history, place))


def _kind(sheet: Sheet, place: int, told: Mapping[str, Any]) -> str:
    kind = told.get("type")
    if kind in (None, "unknown_loss"):
        return _not_told(sheet, place, "type")
    return sheet.say(f"brief.{sheet.audience}.kind.{kind}") if kind in LOSS_TYPES else str(kind)


def _weeks(sheet: Sheet, place: int, told: Mapping[str, Any]) -> str:
    weeks = told.get("weeks")
    return _not_told(sheet, place, "weeks") if weeks is None else amount(weeks, None if not sheet.is_hers else "weeks")


def _confirmed(sheet: Sheet, place: int, told: Mapping[str, Any]) -> str:
    how = told.get("confirmed")
    if how is None:
        return _not_told(sheet, place, "confirmed")
    return sheet.say(f"summary.confirmed.{how}") if sheet.has(f"summary.confirmed.{how}") else str(how)


def _not_told(sheet: Sheet, place: int, part: str) -> str:
    """Not told, not sure and left out are three different things, and none of them is a no."""
    stands = sheet.status(f"losses[{place}].{part}") or sheet.status(f"losses[{place}]")
    if stands in (Status.UNKNOWN, Status.DECLINED):
        return sheet.say(f"brief.status.{stands.value}")
    return sheet.say("brief.not_told")


def _is_said(sheet: Sheet, term: str) -> bool:
    """Whether her word names each row of the table already."""
    return term.strip().lower() == loss_word(sheet.history)


def _counted(sheet: Sheet) -> Iterator[Entry]:
    fact = sheet.history.latest.get("losses_count")
    if fact is not None:
        value = str(fact.value) if fact.status is Status.PRESENT else sheet.say(f"brief.status.{fact.status.value}")
        yield Entry(sheet.name("losses_count"), value, fact.status, ("losses_count",))
    term = sheet.history.latest.get("preferred_term")
    if term is not None and term.status is Status.PRESENT and not (sheet.is_hers and _is_said(sheet, str(term.value))):
        yield Entry(sheet.name("preferred_term"), f"“{term.value}”", term.status, ("preferred_term",))
    since = sheet.history.latest.get("days_since_loss")
    if since is not None:
        told = since.status is Status.PRESENT
        value = recency(sheet, since) if told else sheet.say(f"brief.status.{since.status.value}")
        yield Entry(sheet.name("days_since_loss"), value, since.status, ("days_since_loss",))
    if not sheet.is_hers:
        yield from pregnancies(sheet)
