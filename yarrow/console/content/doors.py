"""The addresses of this part of the console."""

from __future__ import annotations

from yarrow.console.content.browsing import Browsing
from yarrow.console.content.replaying import MOST_BYTES, Replaying
from yarrow.console.content.trying import Trying
from yarrow.console.door import Door
from yarrow.console.parts import Parts
from yarrow.console.rights import Right


def doors(parts: Parts) -> tuple[Door, ...]:
    """Every one of them; those with a fixed address before those that take any."""
    browsing, replaying = Browsing(parts), Replaying(parts)
    trying = Trying(parts, browsing)
    return (
        Door("GET", "/protocol", Right.CONTENT, browsing.overview),
        Door("GET", "/protocol/open-points", Right.CONTENT, browsing.open_points),
        Door("GET", "/protocol/try", Right.CONTENT, trying.page),
        Door("POST", "/protocol/try", Right.CONTENT, trying.judged),
        Door("GET", "/protocol/replay", Right.REPLAY, replaying.page),
        Door("POST", "/protocol/replay", Right.REPLAY, replaying.begin, most_bytes=MOST_BYTES, files=True),
        Door("GET", "/protocol/replay/{trial}", Right.REPLAY, replaying.trial),
        Door("GET", "/protocol/replay/{trial}/progress", Right.REPLAY, replaying.progress, passive=True),
        Door("GET", "/protocol/{kind}", Right.CONTENT, browsing.kind),
        Door("GET", "/protocol/{kind}/{item}", Right.CONTENT, browsing.item),
    )
