"""What was done, in words; what has no words of its own is shown by its code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yarrow.store.audit import Act

WORDS = {
    "account.add": "Made an account",
    "account.bind": "Joined the account to the clinic’s sign-in",
    "account.change": "Changed a name or title",
    "account.disable": "Closed an account",
    "account.enable": "Opened an account again",
    "account.reset": "Reset an account",
    "assign.set": "Assigned the conversation",
    "attend.begin": "Began to write to the patient",
    "attend.end": "Handed back to Yarrow",
    "attend.say": "Wrote to the patient",
    "audit.read": "Read the audit log",
    "audit.verify": "Checked the audit log",
    "brief.read": "Opened the brief",
    "code.set_up": "Set up a code app",
    "conversation.print": "Printed the conversation",
    "conversation.read": "Read the conversation",
    "conversation.search": "Searched conversations",
    "erase.person": "Erased a person’s data",
    "erase.retention": "Erased what had been kept long enough",
    "export.person": "Exported a person’s data",
    "fact.correct": "Corrected a fact",
    "flag.add": "Flagged a message",
    "flag.clear": "Cleared a flag",
    "glass.break": "Opened in an emergency",
    "glass.review": "Reviewed an emergency opening",
    "lesson.add": "Marked a misunderstanding",
    "lesson.approved": "Approved a lesson",
    "lesson.dropped": "Dropped a lesson",
    "lesson.export": "Exported lessons",
    "lesson.read": "Read lessons",
    "miss.read": "Read what was not understood",
    "letter.again": "Sent a letter again",
    "dispatch.again": "Sent a message to an app again",
    "note.add": "Wrote a note",
    "note.strike": "Struck a note",
    "notice.seen": "Saw a notice",
    "password.set": "Set a password",
    "protocol.replay": "Began to judge stored histories",
    "protocol.replayed": "Judged stored histories by another protocol",
    "recovery.made": "Made recovery codes",
    "recovery.used": "Used a recovery code",
    "retention.set": "Changed how long is kept",
    "role.set": "Changed roles",
    "second_look.add": "Judged a conversation blind",
    "second_look.read": "Opened a conversation to judge it blind",
    "session.end": "Ended a session",
    "sign_in.failed": "A sign-in failed",
    "sign_in.ok": "Signed in",
    "sign_out": "Signed out",
    "status.set": "Set how far the work is",
    "tag.add": "Added a tag",
    "tag.remove": "Took a tag away",
    "view.remove": "Removed a saved view",
    "view.save": "Saved a view",
}


def in_words(act: Act, names: Mapping[str, str]) -> tuple[str, str]:
    """What was done, and its detail: people by name, the rest as it was written down."""
    details = [f"{key}: {_value(value, names)}" for key, value in act.detail.items() if value not in (None, [], "")]
    return WORDS.get(act.action, act.action), ", ".join(details)


def _value(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return " ".join(_value(one, names) for one in value)
    return names.get(value, value) if isinstance(value, str) else str(value)
