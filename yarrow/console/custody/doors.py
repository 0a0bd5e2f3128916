"""The addresses of this part of the console."""

from __future__ import annotations

from yarrow.console.custody.erasure import Erasure
from yarrow.console.custody.handing_over import HandingOver
from yarrow.console.custody.rules import Rules
from yarrow.console.door import Door
from yarrow.console.parts import Parts
from yarrow.console.rights import Right


def doors(parts: Parts) -> tuple[Door, ...]:
    """Every one of them."""
    rules, erasure, over = Rules(parts), Erasure(parts), HandingOver(parts)
    one, copy = "/conversations/{conversation}/erase", "/conversations/{conversation}/export"
    return (
        Door("GET", "/retention", Right.RETENTION, rules.show),
        Door("GET", "/retention/new", Right.RETENTION, rules.propose, fresh=True),
        Door("POST", "/retention", Right.RETENTION, rules.decide, fresh=True),
        Door("GET", "/erase", Right.ERASE, erasure.find),
        Door("GET", "/erase/{receipt}", Right.ERASE, erasure.receipt),
        Door("GET", one, Right.ERASE, erasure.ask, fresh=True),
        Door("POST", one, Right.ERASE, erasure.erase, fresh=True),
        Door("GET", copy, Right.EXPORT, over.ask, fresh=True),
        Door("POST", copy, Right.EXPORT, over.give, fresh=True),
    )
