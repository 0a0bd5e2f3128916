"""Every question that was asked or is still due, with its answer or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yarrow.brief.fhir.answers import answers, facts_behind, why_not
from yarrow.brief.fhir.handover import CONDUCT, Handover, Resource
from yarrow.brief.fhir.loss_table import LOSSES, loss_table
from yarrow.brief.fhir.terms import OURS
from yarrow.brief.fhir.words import moment, told
from yarrow.clinical import interview
from yarrow.clinical.fact import Status
from yarrow.clinical.question import Question

Item = dict[str, Any]


def questionnaire_response(handover: Handover) -> Resource:
    """The answers in the order in which they are asked; the ids of the questions are its link ids."""
    due = handover.due
    items = [item for item in (_item(handover, question, due) for question in _asked(handover)) if item]
    told_at = [at for fact in handover.history.facts if (at := moment(fact.provenance.at))]
    return handover.resource(
        "QuestionnaireResponse",
        questionnaire=f"{OURS}:questionnaire|{handover.triage.protocol}" if handover.triage.protocol else None,
        status="in-progress" if due else "completed",
        subject=handover.subject,
        authored=max(told_at, default=handover.moment),
        author=handover.reference("Device"),
        source=handover.teller,
        item=items,
    )


def _asked(handover: Handover) -> Iterator[Question]:
    """The questions in order, repeated ones once each; losses are one table, with everything that is asked of them."""
    sections = [section.id for section in handover.protocol.sections]
    questions = [q for q in handover.protocol.questions if q.section in sections and q.id not in CONDUCT]
    for question in sorted(questions, key=lambda q: sections.index(q.section)):
        if question.repeat == LOSSES:
            yield from (question,) if question.id == LOSSES else ()
        elif question.repeat is not None:
            yield from _repeated(handover, question)
        else:
            yield question


def _repeated(handover: Handover, question: Question) -> Iterator[Question]:
    """The question once for each condition it was or would be asked about."""
    told_of = [path for path in handover.history.latest if path.startswith(f"{question.id}.")]
    present = [path for path, fact in handover.history.latest.items() if _is_condition(path, fact.status)]
    about = [f"{question.id}.{path.partition('.')[2]}" for path in present]
    for path in dict.fromkeys((*told_of, *about)):
        found = interview.find(handover.protocol, handover.history, path)
        if found is not None and found.id == path:
            yield found


def _is_condition(path: str, status: Status) -> bool:
    return path.startswith("conditions.") and status is Status.PRESENT


def _item(handover: Handover, question: Question, due: frozenset[str]) -> Item | None:
    """The question with its answer; None if it neither was nor would be asked."""
    if question.id == LOSSES:
        return loss_table(handover, due)
    behind = facts_behind(handover, question)
    given = answers(handover, question)
    if not behind and not given and question.id not in due:
        return None
    why = [] if given else why_not(handover, question, due)
    item: Item = {"linkId": question.id, "text": question.text}
    marks = [*why, *(told(fact) for fact in behind)]
    return {**item, **({"extension": marks} if marks else {}), **({"answer": given} if given else {})}
