"""What is kept is called, on the pages of this part."""

from __future__ import annotations

from collections.abc import Mapping

from yarrow.store.retention import Reason

STATUSES: Mapping[str, str] = {
    "in_progress": "Not finished",
    "paused": "Paused",
    "completed": "Finished",
    "escalated": "Ended with an emergency",
    "declined": "Said no at the beginning",
}
REASONS: Mapping[Reason, str] = {
    "follow_up": "to be followed up",
    "attended": "somebody is writing to the patient",
    "not_looked_at": "urgent, and nobody has looked",
    "notice_not_seen": "a notice nobody has seen",
}
# What an administrator may be asked to delete for. A free text could tell who it was, and the audit log keeps it.
GROUNDS: Mapping[str, str] = {
    "asked": "The patient asked for it",
    "represented": "Somebody who may speak for the patient asked for it",
    "ordered": "A court or an authority ordered it",
    "test": "It was a test, or made by mistake",
}
BELONGINGS: Mapping[str, str] = {
    "inbound": "Messages from the patient",
    "outbound": "Messages to the patient",
    "held_texts": "Messages held apart before consent",
    "facts": "Facts, older ones included",
    "triage_results": "Triage results",
    "events": "Events",
    "notices": "Notices to staff",
    "letters": "Letters to staff",
    "work_steps": "Steps of staff",
    "notes": "Notes",
    "flags": "Flagged messages",
    "corrections": "Corrections",
    "second_looks": "Second judgements",
    "lessons": "Examples to learn from",
    "glass": "Openings in an emergency",
    "attendances": "Times somebody wrote in person",
    "presence": "Who has it open",
    "cases": "Line in the worklist",
    "case_marks": "Conditions and tags",
    "case_words": "Words that can be searched",
    "resume_codes": "Codes to go on with",
    "page_keys": "Keys of open pages",
    "links": "Links to files and pages",
    "lines": "Ways to reach her in an app",
    "dispatches": "Messages sent to an app",
}


def called(table: str) -> str:
    """A kind of row in words; its own name, made readable, if nobody has named it."""
    return BELONGINGS.get(table, table.replace("_", " ").capitalize())
