"""What the parts of the console share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone

from yarrow.bootstrap.web import Services
from yarrow.console.sheets import Sheets
from yarrow.settings import WebSettings
from yarrow.store.record import Record
from yarrow.web.threads import Threads


@dataclass(frozen=True)
class Parts:
    """Built once per app, handed to whoever needs them."""

    services: Services
    record: Record
    threads: Threads
    sheets: Sheets

    @property
    def settings(self) -> WebSettings:
        """The web side's settings."""
        return self.services.settings

    def now(self) -> datetime:
        """This moment, in UTC."""
        return datetime.now(timezone.utc)


def assemble(services: Services) -> Parts:
    """The parts for these services."""
    return Parts(services, services.record, Threads(), Sheets(services.settings))
