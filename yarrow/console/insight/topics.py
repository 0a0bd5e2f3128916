"""What patients asked about, and which answers they were given."""

from __future__ import annotations

from collections.abc import Mapping

from yarrow.clinical.protocol import Protocol
from yarrow.console.insight.figure import Cell, Column, Drawing, Figure, counted
from yarrow.store.figures import Topic

LABELS = {
    "standard": "Standard care",
    "consider_in_selected": "In selected people",
    "research_only": "Research only",
    "insufficient_evidence": "Not enough evidence",
    "not_recommended": "Not recommended",
}
MOST_DRAWN = 15


def topics(protocol: Protocol, found: Mapping[str, Topic], unanswered: int) -> Figure:
    """The evidence topics, the most asked first."""
    order = sorted(found, key=lambda name: (-found[name].asked, -found[name].answered, name))
    lead = "Nobody asked about a test or a treatment in this time."
    if order:
        first = order[0]
        lead = f"Most asked about: {_title(protocol, first)}, in {_conversations(found[first].asked)}."
    return Figure(
        id="topics",
        title="What patients asked about",
        lead=lead,
        columns=(
            Column("Topic", "words"),
            Column("Evidence", "words"),
            Column("Signed off", "words"),
            Column("Asked about"),
            Column("Answer given"),
        ),
        rows=tuple(_row(protocol, name, found[name]) for name in order),
        drawing=Drawing("bars", of=(3, 4), most=MOST_DRAWN),
        notes=(
            f"In {_conversations(unanswered)} something was asked about that the protocol has no answer to yet.",
            "Before a patient has agreed, what she asks about is answered but not kept.",
        ),
        links={_title(protocol, name): f"/protocol/evidence/{name}" for name in order if name in protocol.evidence},
    )


def _row(protocol: Protocol, name: str, topic: Topic) -> tuple[Cell, ...]:
    known = protocol.evidence.get(name)
    review = protocol.reviews.get(f"evidence.{name}")
    label = LABELS.get(known.evidence, known.evidence) if known else "–"
    return (
        _title(protocol, name),
        label,
        "yes" if review and review.is_reviewed else "no",
        topic.asked,
        topic.answered,
    )


def _title(protocol: Protocol, name: str) -> str:
    known = protocol.evidence.get(name)
    return known.title if known else name


def _conversations(many: int) -> str:
    return counted(many, "conversation", "conversations")
