"""Writing to a patient: what the panel beside a conversation shows."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yarrow.console.attending.changes import others_changed
from yarrow.console.parts import Parts
from yarrow.console.rights import Right
from yarrow.console.visit import Visit
from yarrow.intake.review.talk import Happened
from yarrow.store.attendance_values import Attendance, Present
from yarrow.store.standing import case_now
from yarrow.store.values import Opened, StoredEvent

# How the occasions of protocol/wording/staff_phrases.yml are headed; another one by its own name.
OCCASIONS = {
    "hello": "To begin",
    "asking": "To ask",
    "safety": "For safety",
    "next": "What happens next",
    "goodbye": "To end",
}


@dataclass(frozen=True)
class Around:
    """Who is at a conversation and what has happened there, as the panel shows it again every few seconds.

    `state`: whose it is: "nobody", "mine", or the account of somebody else. `changed`: what others did since the page
    was opened, in words. `alerts`: what the lane has heard since this person began to write.
    """

    there: Attendance | None
    state: str
    others: tuple[Present, ...]
    changed: tuple[str, ...]
    alerts: tuple[StoredEvent, ...]

    @property
    def mark(self) -> str:
        """Another one whenever there is something else to show."""
        names = ",".join(sorted(one.staff for one in self.others))
        return f"{self.state}/{names}/{len(self.changed)}/{len(self.alerts)}"


async def panel(parts: Parts, visit: Visit, opened: Opened) -> dict[str, Any]:
    """What templates/attending/panel.html needs, as `attend_panel`."""
    now = parts.now()
    conversation = opened.conversation.id
    standing = opened.conversation.standing
    phrases = await parts.threads.record(parts.services.front_desk.staff_phrases, case_now(opened))
    chosen = visit.request.query_params.get("phrase", "")
    return {
        "conversation": conversation,
        "around": await around(parts, visit, conversation, now),
        "opened_at": now,
        "may": visit.seat.may(Right.ATTEND, conversation),
        "declined": standing.consent is False or standing.status == "declined",
        "is_asked": standing.consent is None,
        "last_wrote": opened.conversation.last_activity_at,
        "phrases": {OCCASIONS.get(occasion, occasion): (occasion, texts) for occasion, texts in phrases.items()},
        "text": _chosen(phrases, chosen),
        "sent_as": str(uuid.uuid4()),
        "unsent": None,
        "problem": None,
    }


async def around(parts: Parts, visit: Visit, conversation: str, opened_at: datetime) -> Around:
    """Who is at the conversation now; this visit counts as being there."""
    now, seat, attendance = parts.now(), visit.seat, parts.record.attendance
    there = await parts.threads.record(attendance.beat, conversation, seat.staff, now)
    others = await parts.threads.record(attendance.look, conversation, seat.staff, seat.name, now)
    heard = await parts.threads.record(attendance.alerts, conversation, there.since) if there else []
    private = seat.may(Right.PRIVATE, conversation)
    alerts = [one for one in heard if private or not Happened(one.turn, one.name, one.detail, one.at).is_private]
    changed = await others_changed(parts, seat.staff, conversation, opened_at)
    state = "nobody" if there is None else "mine" if there.who.staff == seat.staff else there.who.staff
    return Around(there, state, tuple(others), changed, tuple(alerts))


def _chosen(phrases: dict[str, dict[str, str]], name: str) -> str:
    occasion, _, which = name.partition(".")
    return phrases.get(occasion, {}).get(which, "")
