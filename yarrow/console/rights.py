"""What each role may do. A door names the one right it needs; what no role has a right to, nobody may."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Literal, get_args

Role = Literal["reviewer", "clinician", "admin", "auditor"]
ROLES: tuple[Role, ...] = get_args(Role)


class Right(Enum):
    """One thing that can be allowed."""

    WORKLIST = "see who is waiting"
    CONVERSATION = "read a conversation"
    PRIVATE = "read what only a clinician may"
    WORK = "assign, note, flag, judge again"
    CORRECT = "correct a fact"
    ATTEND = "write to a patient"
    EXPORT = "hand over everything about one person"
    ERASE = "erase one person"
    RETENTION = "say how long is kept"
    PEOPLE = "look after accounts"
    AUDIT = "read the audit log"
    BREAK_GLASS = "open a conversation in an emergency, with a reason"
    NOTICES = "see what was sent to whom"
    INSIGHT = "see figures"
    CONTENT = "read the protocol"
    REPLAY = "judge stored histories by another protocol"
    OWN = "one's own account"


READS = frozenset({Right.WORKLIST, Right.CONVERSATION})
COMMON = frozenset({Right.OWN, Right.NOTICES, Right.INSIGHT, Right.CONTENT})
REVIEWER = COMMON | READS | {Right.WORK, Right.BREAK_GLASS}
OF: Mapping[Role, frozenset[Right]] = {
    "reviewer": REVIEWER,
    "clinician": (REVIEWER - {Right.BREAK_GLASS})
    | {Right.PRIVATE, Right.CORRECT, Right.ATTEND, Right.EXPORT, Right.REPLAY},
    "admin": COMMON | {Right.PEOPLE, Right.AUDIT, Right.RETENTION, Right.ERASE, Right.REPLAY, Right.BREAK_GLASS},
    "auditor": COMMON | {Right.AUDIT},
}


def rights_of(roles: Iterable[Role]) -> frozenset[Right]:
    """All that these roles together may do."""
    return frozenset().union(*(OF[role] for role in roles))
