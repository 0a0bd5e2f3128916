"""What staff have searched for, kept in memory only: addresses carry a ticket, and no log or history the words."""

from __future__ import annotations

import secrets
from collections import OrderedDict

MOST = 500


class Searches:
    """Tickets and their words. After a restart a ticket is gone, and the list says so."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[str, str]] = OrderedDict()

    def keep(self, staff: str, words: str) -> str:
        """A ticket for these words; the oldest go when there are too many."""
        ticket = secrets.token_urlsafe(9)
        self._kept[ticket] = (staff, words)
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)
        return ticket

    def words(self, staff: str, ticket: str) -> str | None:
        """The words of a ticket; None if it is not this person's, or gone."""
        owner, words = self._kept.get(ticket, ("", ""))
        return words if owner == staff and words else None
