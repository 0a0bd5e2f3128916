"""A desk with the real protocol and a reader that says what it is told to."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from yarrow.bootstrap.bot import PROTOCOL
from yarrow.clinical.protocol import Protocol
from yarrow.intake.ports import Desk
from yarrow.language.understanding import Asked, Understanding
from yarrow.protocol.loader import load


class ToldReader:
    """Reads whatever it was told; the last text is kept."""

    def __init__(self, understanding: Understanding) -> None:
        self.understanding = understanding
        self.text: str | None = None

    def read(
        self,
        text: str,
        asked: Asked | None = None,
        context: dict[str, Any] | None = None,
        today: date | None = None,
    ) -> Understanding:
        self.text = text
        return self.understanding


@lru_cache(maxsize=1)
def protocol() -> Protocol:
    return load(PROTOCOL)


def desk_that_reads(understanding: Understanding) -> Desk:
    """A desk whose reader makes this of every text."""
    return Desk(protocol(), ToldReader(understanding))
