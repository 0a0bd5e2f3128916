"""The addresses of this part of the console."""

from __future__ import annotations

from yarrow.console.door import Door
from yarrow.console.parts import Parts
from yarrow.console.rights import Right
from yarrow.console.undelivered.listed import Listed


def doors(parts: Parts) -> tuple[Door, ...]:
    """Every one of them."""
    listed = Listed(parts)
    return (
        Door("GET", "/undelivered", Right.WORKLIST, listed.show),
        Door("GET", "/undelivered/count", Right.WORKLIST, listed.count, passive=True),
        Door("POST", "/undelivered/{dispatch}/again", Right.WORK, listed.again),
    )
