"""One request of somebody who is signed in: who it is, what they may do, and what they sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

from starlette.requests import Request

from yarrow.console.rights import Right, Role, rights_of
from yarrow.store.staff_sessions import Seated
from yarrow.web.form import Form

# So long after somebody proved who they are, nobody asks again.
FRESH = timedelta(minutes=5)


@dataclass(frozen=True)
class Seat:
    """Who sits there. `title`: how patients are told who writes ("Nurse"). `csrf`: what their forms must carry.

    `opened`: conversations this person has broken the glass for, while that lasts. `confirmed_at`: when they last
    proved who they are. `has_code`: whether a second factor is set up.
    """

    staff: str
    name: str
    title: str
    roles: tuple[Role, ...]
    session: str
    csrf: str
    opened: frozenset[str] = field(default_factory=frozenset)
    confirmed_at: datetime | None = None
    has_code: bool = False

    def may(self, right: Right, conversation: str | None = None) -> bool:
        """Whether they have the right, by role or because they broke the glass for this conversation."""
        rights = rights_of(self.roles)
        if right in rights:
            return True
        is_broken = Right.BREAK_GLASS in rights and conversation in self.opened
        return is_broken and right in (Right.CONVERSATION, Right.PRIVATE)

    def is_fresh(self, now: datetime) -> bool:
        """Whether they proved who they are a moment ago."""
        return self.confirmed_at is not None and now - self.confirmed_at < FRESH


@dataclass(frozen=True)
class Visit:
    """What a door is given. `form` is empty unless something was posted."""

    request: Request
    seat: Seat
    form: Form = field(default_factory=Form)

    @property
    def conversation(self) -> str:
        """The conversation named in the address. Raises KeyError where the address names none."""
        return str(self.request.path_params["conversation"])


def seat_of(seated: Seated) -> Seat:
    """Who holds this session."""
    account, session = seated.account, seated.session
    return Seat(
        staff=account.id,
        name=account.name,
        title=account.title,
        roles=cast(tuple[Role, ...], account.roles),
        session=session.id,
        csrf=session.csrf,
        opened=seated.opened,
        confirmed_at=session.confirmed_at,
        has_code=account.has_totp,
    )
