"""What is not known: what she was not sure of, what she left out, and what was never asked. None of these is a no."""

from __future__ import annotations

from collections.abc import Iterator

from yarrow.clinical.brief.document import Block, Entries, Entry, Item, Items, Part
from yarrow.clinical.brief.naming import joined, name_of
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.fact import Status

# Of the conversation itself, or shown in the table of losses.
NOT_HISTORY = ("opening", "closing")


def missing(sheet: Sheet) -> Part | None:
    """The missing information; None if there is none."""
    entries = tuple(_entries(sheet))
    blocks: list[Block] = [Entries(entries)] if entries else []
    if not sheet.is_hers:
        blocks += _undetermined(sheet)
    return Part("missing", sheet.say(f"brief.{sheet.audience}.part_missing"), tuple(blocks)) if blocks else None


def _entries(sheet: Sheet) -> Iterator[Entry]:
    for status in (Status.UNKNOWN, Status.DECLINED):
        paths = tuple(path for path, fact in sheet.history.latest.items() if fact.status is status and _is_shown(path))
        if paths:
            words = joined([name_of(sheet, path) for path in paths])
            yield Entry(sheet.say(f"brief.missing.{status.value}"), words, status, paths)
    left = [question for question in sheet.unasked if question.section not in NOT_HISTORY and _is_shown(question.id)]
    names = [name_of(sheet, question.fact or question.id) for question in left]
    if names:
        yield Entry(sheet.say("brief.missing.not_asked"), joined(names))


def _is_shown(path: str) -> bool:
    return path not in ("contact", "consent", "preferred_term") and not path.startswith("losses[")


def _undetermined(sheet: Sheet) -> Iterator[Block]:
    """Urgent rules that a present symptom speaks for, and what would settle them."""
    items = tuple(
        Item(
            sheet.say(
                "brief.clinician.undetermined",
                rule=found.rule,
                title=sheet.protocol.rule[found.rule].title,
                level=found.level.name,
                present=joined([name_of(sheet, path) for path in found.present]),
                missing=joined([name_of(sheet, path) for path in found.missing]),
            ),
            id=found.rule,
        )
        for found in sheet.triage.undetermined
    )
    if items:
        yield Items(items, sheet.say("brief.clinician.undetermined_title"))
