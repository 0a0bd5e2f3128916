"""Answers a question about what is known of a test, a treatment or a claim, and comes back to the open question."""

from __future__ import annotations

import re
from collections.abc import Iterable

from yarrow.clinical.fact import Fact
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import open_question
from yarrow.intake.show import Event, aside
from yarrow.intake.taking import read, whole
from yarrow.intake.turn import Message, Result, Turn
from yarrow.intake.volunteered import volunteered
from yarrow.intake.words import message, phrase

# More topics than this in one message are answered by name only, so that nobody faces a wall of text.
MOST = 2


def answer_evidence(desk: Desk, turn: Turn, case: Case) -> Result:
    """Say honestly what is known, with its label; note that it was asked."""
    topics = known_topics(desk, turn, case)
    if not topics:
        return aside(desk, case, (message(desk, case, "evidence.unknown"),), facts=volunteered(desk, turn, case))
    words = tuple(_answer(desk, case, topic) for topic in topics[:MOST])
    facts = (*asked_about(case, turn, topics), *volunteered(desk, turn, case))
    return aside(desk, case, words, facts=facts, events=_unreviewed(desk, topics[:MOST]))


def known_topics(desk: Desk, turn: Turn, case: Case) -> tuple[str, ...]:
    """The topics the message asks about that the protocol has an answer to."""
    question = open_question(desk, case)
    asked = read(desk, case, turn.said, turn.today, question).topics
    if not asked and question is not None and question.fact == "asks":
        asked = named_topics(desk, turn.said.text or "")
    return tuple(topic for topic in asked if topic in desk.protocol.evidence)


def named_topics(desk: Desk, text: str) -> tuple[str, ...]:
    """The topics a bare list of names speaks of ("NK cells and intralipids"), in the order they are named."""
    words = text.lower()
    found = {
        topic.id: place.start()
        for topic in desk.protocol.evidence.values()
        for name in topic.names
        if (place := re.search(rf"\b{re.escape(name.lower())}\b", words))
    }
    return tuple(sorted(found, key=lambda topic: found[topic]))


def asked_about(case: Case, turn: Turn, topics: Iterable[str]) -> tuple[Fact, ...]:
    """That the patient asked about these, for the list she takes to the visit; nothing before consent."""
    if not case.standing.consent:
        return ()
    new = (topic for topic in topics if not case.history.is_answered(f"asks.{topic}"))
    return tuple(Fact(f"asks.{topic}", provenance=whole(turn.said), value=True) for topic in new)


def _answer(desk: Desk, case: Case, topic: str) -> Message:
    found = desk.protocol.evidence[topic]
    parts = [found.answer, phrase(desk, case, f"evidence.label.{found.evidence}")]
    if not found.reviewed:
        parts.append(phrase(desk, case, "evidence.unreviewed"))
    return Message("\n\n".join(parts))


def _unreviewed(desk: Desk, topics: Iterable[str]) -> tuple[Event, ...]:
    return tuple({"event": "unreviewed_topic", "topic": t} for t in topics if not desk.protocol.evidence[t].reviewed)
