"""The addresses of this part of the console."""

from __future__ import annotations

from yarrow.console.door import Door
from yarrow.console.notices.banner import Banner
from yarrow.console.notices.listed import Listed
from yarrow.console.parts import Parts
from yarrow.console.rights import Right


def doors(parts: Parts) -> tuple[Door, ...]:
    """Every one of them."""
    banner, listed = Banner(parts), Listed(parts)
    return (
        Door("GET", "/notices", Right.NOTICES, listed.show),
        Door("GET", "/notices/banner", Right.NOTICES, banner.show, passive=True),
        Door("POST", "/notices/{notice}/seen", Right.WORK, listed.seen),
        Door("POST", "/notices/{notice}/noted", Right.PEOPLE, listed.noted),
        Door("POST", "/notices/letters/{letter}/again", Right.NOTICES, listed.again),
    )
