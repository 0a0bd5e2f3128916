"""What to ask about and why, what waits, and what is not needed: the list she and her clinician talk through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yarrow.clinical.advice import Advice
from yarrow.clinical.brief.document import Block, Item, Items, Part, Text
from yarrow.clinical.brief.naming import joined
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.recommendation import said_twice

# Said at the end of the page, not in its lists.
CLOSING = "closing"
# What she told is said back in a few phrases.
MOST = 3


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
    return _lists(sheet, "not_needed", {sheet.proof(label): items for label, items in groups.items()})


def _part(sheet: Sheet, part_id: str, found: Sequence[Advice]) -> Part | None:
    listed = [item for item in found if item.recommendation.kind != CLOSING]
    if not sheet.is_hers:
        labels: dict[str, list[Item]] = {}
        for item in listed:
            labels.setdefault(sheet.proof(item.evidence), []).append(_for_clinician(item))
        return _lists(sheet, part_id, labels)
    twice = said_twice(item.recommendation for item in listed)
    groups = _by_what_she_told([item for item in listed if item.id not in twice])
    titled = {_title(sheet, group): [_for_her(sheet, item) for item in group] for group in groups}
    return _lists(sheet, part_id, titled, sheet.say("brief.patient.standard_unless"))


def _by_what_she_told(listed: Sequence[Advice]) -> list[list[Advice]]:
    """Gathered under what she told that asks for it first of all, in the order of the list."""
    groups: dict[str, list[Advice]] = {}
    for item in listed:
        groups.setdefault(item.told[0] if item.told else item.reason, []).append(item)
    return list(groups.values())


def _title(sheet: Sheet, group: Sequence[Advice]) -> str:
    """What she told, as far as it asks for all of them."""
    if not group[0].told:
        return group[0].reason
    shared = [words for words in group[0].told[:MOST] if all(words in item.told for item in group)]
    return sheet.say("brief.patient.because", told=joined(shared))


def _lists(sheet: Sheet, part_id: str, groups: Mapping[str, Sequence[Item]], first: str = "") -> Part | None:
    if not groups:
        return None
    tick = sheet.is_hers and part_id != "not_needed"
    blocks: list[Block] = [Text((first,), "note")] if first else []
    blocks += [Items(tuple(items), title, tick=tick) for title, items in groups.items()]
    return Part(part_id, sheet.say(f"brief.{sheet.audience}.part_{part_id}"), tuple(blocks))


def _for_her(sheet: Sheet, item: Advice) -> Item:
    """What is not standard care says so."""
    label = "" if item.evidence == "standard" else sheet.proof(item.evidence)
    return Item(item.text, label, id=item.id)


def _for_clinician(item: Advice) -> Item:
    return Item(f"{item.id} {item.text}", ", ".join(item.rules), id=item.id)
