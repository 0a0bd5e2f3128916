"""The addresses of this part of the console."""

from __future__ import annotations

from yarrow.console.attending.attending import Attending
from yarrow.console.door import Door
from yarrow.console.parts import Parts
from yarrow.console.rights import Right

HERE = "/conversations/{conversation}/attending"


def doors(parts: Parts) -> tuple[Door, ...]:
    """Every one of them."""
    attending = Attending(parts)
    return (
        Door("GET", HERE, Right.CONVERSATION, attending.look, passive=True),
        Door("POST", f"{HERE}/begin", Right.ATTEND, attending.begin),
        Door("POST", f"{HERE}/say", Right.ATTEND, attending.say),
        Door("POST", f"{HERE}/typing", Right.ATTEND, attending.typing),
        Door("POST", f"{HERE}/end", Right.ATTEND, attending.end),
    )
