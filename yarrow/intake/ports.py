"""What the use cases need from outside, as protocols; bootstrap hands in the real ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from yarrow.clinical.history import History
from yarrow.clinical.protocol import Protocol as ClinicalProtocol
from yarrow.language.understanding import Asked, Understanding


class Reader(Protocol):
    """Reads one message (yarrow.language.reader.Reader)."""

    def read(
        self,
        text: str,
        asked: Asked | None = None,
        context: dict[str, Any] | None = None,
        today: date | None = None,
    ) -> Understanding:
        """What the text says, as an answer to `asked`, given the flat facts already known."""
        ...


@dataclass(frozen=True)
class Desk:
    """What lies on the nurse's desk: the protocol and a reader."""

    protocol: ClinicalProtocol
    reader: Reader

    def speaking_to(self, history: History) -> Desk:
        """The same desk with its words written as they are where this patient lives; her own words stay as they are."""
        return replace(self, protocol=self.protocol.speaking_to(history))
