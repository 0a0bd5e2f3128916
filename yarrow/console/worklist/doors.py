"""The addresses of this part of the console."""

from __future__ import annotations

from yarrow.console.door import Door
from yarrow.console.parts import Parts
from yarrow.console.rights import Right
from yarrow.console.worklist.page import Worklist
from yarrow.console.worklist.saving import Saving


def doors(parts: Parts) -> tuple[Door, ...]:
    """Every one of them."""
    worklist, saving = Worklist(parts), Saving(parts)
    return (
        Door("GET", "/worklist", Right.WORKLIST, worklist.show),
        Door("GET", "/worklist/rows", Right.WORKLIST, worklist.rows, passive=True),
        Door("GET", "/worklist/next", Right.WORKLIST, worklist.next),
        Door("POST", "/worklist/search", Right.CONVERSATION, worklist.search),
        Door("POST", "/views", Right.WORKLIST, saving.save),
        Door("POST", "/views/{view}/remove", Right.WORKLIST, saving.remove),
    )
