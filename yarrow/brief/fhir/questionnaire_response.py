"""Every question that was asked or is still due, with its answer or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yarrow.brief.fhir.answers import answers, facts_behind, why_not
from yarrow.brief.fhir.loss_table import LOSSES, loss_table
from yarrow.brief.fhir.telling import Resource, Telling
from yarrow.brief.fhir.terms import OURS
from yarrow.brief.fhir.words import moment, told
from yarrow.clinical import interview
from yarrow.clinical.fact import Status
from yarrow.clinical.question import Question

Item = dict[str, Any]
# About the summary itself, not about her.
CONDUCT = frozenset({"confirm_summary"})


def questionnaire_response(telling: Telling) -> Resource:
    """The answers in the order in which they are asked; the ids of the questions are its link ids."""
    due = _due(telling)
    items = [item for item in (_item(telling, question, due) for question in _asked(telling)) if item]
    told_at = [at for fact in telling.history.facts if (at := moment(fact.provenance.at))]
    return telling.resource(
        "QuestionnaireResponse",
        questionnaire=f"{OURS}:questionnaire|{telling.triage.protocol}" if telling.triage.protocol else None,
        status="in-progress" if due else "completed",
        subject=telling.subject,
        authored=max(told_at, default=telling.moment),
        author=telling.reference("Device"),
        source=telling.teller,
        item=items,
    )


def _due(telling: Telling) -> frozenset[str]:
    """The ids of the questions that would still be asked."""
    left: set[str] = set()
    while question := interview.next_question(telling.protocol, telling.history, passed=left):
        left.add(question.id)
    return frozenset(left - CONDUCT)


def _asked(telling: Telling) -> Iterator[Question]:
    """The questions in order, repeated ones once each; losses are one table, with everything that is asked of them."""
    sections = [section.id for section in telling.protocol.sections]
    questions = [q for q in telling.protocol.questions if q.section in sections and q.id not in CONDUCT]
    for question in sorted(questions, key=lambda q: sections.index(q.section)):
        if question.repeat == LOSSES:
            yield from (question,) if question.id == LOSSES else ()
        elif question.repeat is not None:
            yield from _repeated(telling, question)
        else:
            yield question


def _repeated(telling: Telling, question: Question) -> Iterator[Question]:
    """The question once for each condition it was or would be asked about."""
    told_of = [path for path in telling.history.latest if path.startswith(f"{question.id}.")]
    present = [path for path, fact in telling.history.latest.items() if _is_condition(path, fact.status)]
    about = [f"{question.id}.{path.partition('.')[2]}" for path in present]
    for path in dict.fromkeys((*told_of, *about)):
        found = interview.find(telling.protocol, telling.history, path)
        if found is not None and found.id == path:
            yield found


def _is_condition(path: str, status: Status) -> bool:
    return path.startswith("conditions.") and status is Status.PRESENT


def _item(telling: Telling, question: Question, due: frozenset[str]) -> Item | None:
    """The question with its answer; None if it neither was nor would be asked."""
    if question.id == LOSSES:
        return loss_table(telling, due)
    behind = facts_behind(telling, question)
    given = answers(telling, question)
    if not behind and not given and question.id not in due:
        return None
    why = [] if given else why_not(telling, question, due)
    item: Item = {"linkId": question.id, "text": question.text}
    marks = [*why, *(told(fact) for fact in behind)]
    return {**item, **({"extension": marks} if marks else {}), **({"answer": given} if given else {})}
