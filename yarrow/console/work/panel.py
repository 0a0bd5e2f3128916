"""The work on a conversation, as it stands beside the conversation itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from yarrow.console.parts import Parts
from yarrow.console.rights import Right
from yarrow.console.visit import Visit
from yarrow.console.work.acting import colleagues, work_options
from yarrow.console.work.file import may_see
from yarrow.console.work.words import CAUSES, WORK
from yarrow.store.values import Opened
from yarrow.store.work_values import Casework, Flag


async def panel(parts: Parts, visit: Visit, opened: Opened) -> dict[str, Any]:
    """What the templates bar, panel and message of this part need, as `work_panel`."""
    conversation = opened.conversation.id
    work = await parts.threads.record(parts.record.casework.read, conversation)
    corrections = await parts.threads.record(parts.record.corrections.of, conversation)
    known = await parts.threads.record(parts.record.casework.tags)
    people = await colleagues(parts)
    private = visit.seat.may(Right.PRIVATE, conversation)
    return {
        "conversation": conversation,
        "work": work,
        "stands": WORK[work.work],
        "states": work_options(),
        "tomorrow": (parts.now() + timedelta(days=1)).date().isoformat(),
        "colleagues": people,
        "assignee": dict(people).get(work.assignee or "", work.assignee),
        "known_tags": [tag for tag in known if tag not in work.tags],
        "notes": [note for note in work.notes if private or not note.private],
        "flags": _by_message(work),
        "causes": CAUSES,
        "corrections": [one for one in corrections if may_see(visit, one.path)],
        "may_work": visit.seat.may(Right.WORK, conversation),
        "may_correct": visit.seat.may(Right.CORRECT, conversation),
        "private": private,
    }


def _by_message(work: Casework) -> dict[str, list[Flag]]:
    found: dict[str, list[Flag]] = {}
    for flag in work.flags:
        found.setdefault(flag.message, []).append(flag)
    return found
