"""What to ask about and why, what waits, and what is not needed: the list she and her clinician talk through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yarrow.clinical.advice import Advice
from yarrow.clinical.brief.document import Block, Item, Items, Part, Text
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.recommendation import said_twice

# Said at the end of the page, not in its lists.
CLOSING = "closing"


def to_ask_about(sheet: Sheet) -> Part | None:
    """What to ask about, gathered under its reason; None if there is nothing."""
    return _part(sheet, "ask_about", [item for item in sheet.triage.recommendations if item.when is None])


def later(sheet: Sheet) -> Part | None:
    """What waits until the day's matter is sorted; None if nothing does."""
    return _part(sheet, "later", [item for item in sheet.triage.recommendations if item.when == "later"])


def deferred(sheet: Sheet) -> Part | None:
    """What waits until there is help; None if nothing does."""
    return _part(sheet, "deferred", list(sheet.triage.deferred))


def not_needed(sheet: Sheet) -> Part | None:
    """What standard care does not use, gathered by how well it is known; None if nothing is worth saying."""
    groups: dict[str, list[Item]] = {}
    for item in sheet.triage.not_needed:
        words = item.text if sheet.is_hers else f"{item.id} {item.name}"
        groups.setdefault(item.evidence, []).append(Item(words, id=item.id))
    return _lists(sheet, "not_needed", {sheet.say(f"brief.evidence.{label}"): items for label, items in groups.items()})


def _part(sheet: Sheet, part_id: str, found: Sequence[Advice]) -> Part | None:
    listed = [item for item in found if item.recommendation.kind != CLOSING]
    groups: dict[str, list[Item]] = {}
    twice = said_twice(item.recommendation for item in listed) if sheet.is_hers else frozenset[str]()
    for item in listed:
        if item.id not in twice:
            title = item.reason if sheet.is_hers else sheet.say(f"brief.evidence.{item.evidence}")
            groups.setdefault(title, []).append(_for_her(sheet, item) if sheet.is_hers else _for_clinician(item))
    first = sheet.say("brief.patient.standard_unless") if sheet.is_hers else ""
    return _lists(sheet, part_id, groups, first)


def _lists(sheet: Sheet, part_id: str, groups: Mapping[str, Sequence[Item]], first: str = "") -> Part | None:
    if not groups:
        return None
    tick = sheet.is_hers and part_id != "not_needed"
    blocks: list[Block] = [Text((first,), "note")] if first else []
    blocks += [Items(tuple(items), title, tick=tick) for title, items in groups.items()]
    return Part(part_id, sheet.say(f"brief.{sheet.audience}.part_{part_id}"), tuple(blocks))


def _for_her(sheet: Sheet, item: Advice) -> Item:
    """What is not standard care says so."""
    label = "" if item.evidence == "standard" else sheet.say(f"brief.evidence.{item.evidence}")
    return Item(item.text, label, id=item.id)


def _for_clinician(item: Advice) -> Item:
    return Item(f"{item.id} {item.text}", ", ".join(item.rules), id=item.id)
