"""How a fact is named when it is said back, in a few words."""

from __future__ import annotations

from collections.abc import Iterable

from yarrow.clinical.fact import Fact
from yarrow.clinical.history import History
from yarrow.clinical.summary import summarise
from yarrow.intake.picture import discreet
from yarrow.intake.ports import Desk

# More than this is not said back one by one; the summary shows it all.
MOST = 4


def listed(desk: Desk, history: History, facts: Iterable[Fact]) -> str:
    """The lines of the summary that these facts stand in, joined; empty if they stand in none that may be seen."""
    wanted = {fact.path for fact in facts}
    lines = [line for part in summarise(desk.protocol, discreet(history)).sections for line in part.lines]
    found = [line.text for line in lines if wanted.intersection(line.paths)]
    return "; ".join(found[:MOST])
