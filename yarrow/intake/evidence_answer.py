"""The words of an evidence answer: what is known, what can go wrong, how well proven it is, what to ask the clinic."""

from __future__ import annotations

from yarrow.clinical.criterion import FactsView
from yarrow.clinical.evidence import EvidenceTopic
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Message
from yarrow.intake.words import phrase


def full_answer(desk: Desk, case: Case, topic: EvidenceTopic, facts: FactsView) -> Message:
    """All of it, with the cautions that these facts call for."""
    parts = [_known(topic, facts), proven(desk, case, topic)]
    if topic.disagreement:
        parts[-1] += " " + phrase(desk, case, "evidence.differ")
    parts.append(_to_ask(desk, case, topic))
    return _joined(desk, case, topic, parts)


def short_answer(desk: Desk, case: Case, topic: EvidenceTopic, facts: FactsView) -> Message:
    """The same for somebody who has heard all of it before: without what to ask the clinic."""
    return _joined(desk, case, topic, [_known(topic, facts), proven(desk, case, topic)])


def proven(desk: Desk, case: Case, topic: EvidenceTopic) -> str:
    """How well proven it is, in plain words, and what of it that is said of."""
    if topic.of:
        return phrase(desk, case, f"evidence.label_of.{topic.evidence}", of=topic.of)
    return phrase(desk, case, f"evidence.label.{topic.evidence}")


def headed(desk: Desk, case: Case, topic: EvidenceTopic, answer: Message) -> Message:
    """The answer under the name of what it is about, where more than one is given."""
    title = phrase(desk, case, "evidence.about", title=in_a_sentence(topic.title))
    return Message(f"{title}\n\n{answer.text}")


def in_a_sentence(title: str) -> str:
    """A title inside a sentence; names and abbreviations keep their capital."""
    first = title.split(" ")[0]
    keeps = len(first) > 1 and not (first[1:].islower() and first[1].isalpha())
    return title if keeps else title[:1].lower() + title[1:]


def is_reviewed(desk: Desk, topic_id: str) -> bool:
    """Whether a clinician has signed the answer off: on the date of the entry, or of its file."""
    review = desk.protocol.reviews.get(f"evidence.{topic_id}")
    return review is not None and review.is_reviewed


def _known(topic: EvidenceTopic, facts: FactsView) -> str:
    return "\n\n".join(part for part in (topic.answer, " ".join(topic.warnings(facts))) if part)


def _to_ask(desk: Desk, case: Case, topic: EvidenceTopic) -> str:
    return "\n".join([phrase(desk, case, "evidence.ask_clinic"), *(f"- {words}" for words in topic.ask_clinic)])


def _joined(desk: Desk, case: Case, topic: EvidenceTopic, parts: list[str]) -> Message:
    if not is_reviewed(desk, topic.id):
        parts = [*parts, phrase(desk, case, "evidence.unreviewed")]
    return Message("\n\n".join(parts))
