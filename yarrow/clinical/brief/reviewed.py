"""Whether a clinician has signed off what stands on the page."""

from __future__ import annotations

from collections.abc import Iterator

from yarrow.clinical.brief.sheet import Sheet


def review_note(sheet: Sheet) -> str | None:
    """The sentence that says what is not signed off; None if all of it is."""
    used = set(_used(sheet))
    reviews = sheet.protocol.reviews
    signed = {key for key in used if key in reviews and reviews[key].is_reviewed}
    if used and signed == used:
        return None
    if sheet.is_hers:
        return sheet.say("brief.not_reviewed")
    return sheet.say("brief.clinician.not_reviewed", count=len(used) - len(signed), all=len(used))


def _used(sheet: Sheet) -> Iterator[str]:
    triage = sheet.triage
    yield from (f"rule.{rule.id}" for rule in triage.rules)
    yield from (f"recommendation.{item.id}" for item in (*triage.recommendations, *triage.deferred))
    yield from (f"not_needed.{item.id}" for item in triage.not_needed)
    for family, kind in (("conditions", "condition"), ("medicines", "medicine"), ("asks", "evidence")):
        yield from (f"{kind}.{fact.path.partition('.')[2]}" for fact in sheet.members(family) if "." in fact.path)
