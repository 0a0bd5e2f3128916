"""What others have done to a conversation since a page of it was opened."""

from __future__ import annotations

from datetime import datetime

from yarrow.console.parts import Parts
from yarrow.store.audit import Sought

MOST = 50
# What is done, by the first part of its name in the audit log; what is only read is not among it.
DONE = {
    "attend": "wrote to her, or handed back",
    "fact": "corrected a fact",
    "status": "changed the status",
    "assign": "assigned it",
    "tag": "changed the tags",
    "note": "wrote a note",
    "flag": "flagged a message",
}


async def others_changed(parts: Parts, staff: str, conversation: str, since: datetime) -> tuple[str, ...]:
    """Each of them once, in words: "Dr Bell corrected a fact"."""
    sought = Sought(conversation=conversation, begun=since)
    lines = await parts.threads.record(parts.record.audit.lines, sought, limit=MOST)
    done = [(line.act.actor, DONE.get(line.act.action.partition(".")[0])) for line in reversed(lines)]
    theirs = [(actor, words) for actor, words in done if words and actor != staff]
    if not theirs:
        return ()
    names = await parts.threads.record(parts.record.accounts.names)
    return tuple(dict.fromkeys(f"{names.get(actor, 'Somebody')} {words}" for actor, words in theirs))
