"""A part of the interview, with its title and the one sentence that opens it."""

from __future__ import annotations

from dataclasses import dataclass

from yarrow.clinical.criterion import Criterion


@dataclass(frozen=True)
class Section:
    """Sections stand in the order they are asked. `when`: unless this is true, only the red flags of it are asked."""

    id: str
    title: str
    intro: str
    when: Criterion | None = None
