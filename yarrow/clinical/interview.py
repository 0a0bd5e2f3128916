"""The interview: what to ask next, given the history. Pure; the same history always gives the same question."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from yarrow.clinical.answer import facts_for, settings_for
from yarrow.clinical.criterion import Criterion, FactsView, Truth
from yarrow.clinical.derived import derived
from yarrow.clinical.fact import Status
from yarrow.clinical.history import History
from yarrow.clinical.known import is_known
from yarrow.clinical.question import Option, Question
from yarrow.clinical.repeated import concrete, member, members, template_id
from yarrow.clinical.term import in_her_word
from yarrow.clinical.told_loss import merge_loss

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol

__all__ = [
    "OFFER", "derived", "details", "due_with", "facts_for", "find", "first_of_all", "is_known", "merge_loss",
    "next_question", "open_sections", "parts", "progress", "sections_that_apply", "settings_for",
]  # fmt: skip
# The section in which questions that have become urgent are asked before their own section comes.
SOONER = "safety"
# Asks what else she would like to know; once, at the end.
OFFER = "asks"


def next_question(
    protocol: Protocol, history: History, *, passed: Collection[str] = (), section: str | None = None
) -> Question | None:
    """The first question that matters and is not yet answered or passed over; None when nothing is left.

    With `section`: only of that section, but for one that comes before everything else.
    """
    urgent = first_of_all(protocol, history, passed) if section is not None else None
    if urgent is not None:
        return urgent
    asked = _applicable(protocol, history, section)
    return next((question for question in asked if _is_open(question, history, passed)), None)


def find(protocol: Protocol, history: History, question_id: str) -> Question | None:
    """The question with this public id, made concrete, whether or not it is due; None if there is none."""
    template = _by_id(protocol).get(template_id(question_id))
    if template is None:
        return None
    if template.repeat is None:
        return _offering(template, history, protocol.view(history))
    about = member(question_id) or next(iter(members(template, history)), None)
    return concrete(template, about, protocol, history) if about is not None else None


def details(protocol: Protocol, history: History, question: Question) -> tuple[Question, ...]:
    """What may be told together with a loss, beside what kind it was; nothing of any other question."""
    if question.kind != "loss":
        return ()
    templates = (q for q in protocol.questions if q.repeat == "losses" and q.only and not q.id.endswith(".type"))
    found = (find(protocol, history, q.id.replace("losses", question.id, 1)) for q in templates)
    return tuple(part for part in found if part is not None)


def parts(protocol: Protocol, history: History, question: Question) -> tuple[Question, ...]:
    """The details to ask with it: those not known yet, or all of them if the loss itself is told already."""
    found = details(protocol, history, question)
    return found if is_known(question, history) else tuple(part for part in found if not is_known(part, history))


def sections_that_apply(protocol: Protocol, history: History) -> tuple[str, ...]:
    """The sections that are for this patient, in order, whether or not something is left to ask in them."""
    view = protocol.view(history)
    return tuple(section.id for section in protocol.sections if _holds(section.when, view))


def progress(protocol: Protocol, history: History, *, passed: Collection[str] = ()) -> tuple[int, int]:
    """How many of the questions that matter so far are done, and how many there are."""
    asked = [_is_open(question, history, passed) for question in _applicable(protocol, history, None)]
    return asked.count(False), len(asked)


def open_sections(protocol: Protocol, history: History, passed: Collection[str] = ()) -> dict[str, bool]:
    """For each section, in order, whether something is left to ask in it."""
    left = {section.id: False for section in protocol.sections}
    for question in _applicable(protocol, history, None):
        if not left[question.section] and _is_open(question, history, passed):
            left[question.section] = True
    return left


def _is_open(question: Question, history: History, passed: Collection[str]) -> bool:
    if question.id in passed:
        return False
    # What she asked about on the way does not answer the offer to ask at the end.
    return not history.is_answered(OFFER) if question.id == OFFER else not is_known(question, history)


def _applicable(protocol: Protocol, history: History, wanted: str | None) -> Iterable[Question]:
    """The questions that matter now, concrete, in the order they are asked; with `wanted`, of that section."""
    asked = protocol.kept.of("asked", history, lambda: tuple(_all_applicable(protocol, history)))
    return asked if wanted is None else (question for question in asked if question.section == wanted)


def first_of_all(protocol: Protocol, history: History, passed: Collection[str] = ()) -> Question | None:
    """The question that comes before everything else, as how urgent something is hangs on it; None if none does."""
    due = _each(_urgent(protocol, protocol.view(history)), protocol, history, protocol.view(history))
    return next((question for question in due if _is_open(question, history, passed)), None)


def due_with(protocol: Protocol, before: History, after: History) -> Question | None:
    """The first open question about safety that a symptom told since `before` has made due; None if there is none."""
    told = [fact for fact in after.facts if fact.path.startswith("symptoms.") and fact not in before.facts]
    if not any(fact.status is Status.PRESENT for fact in told):
        return None
    without = History(tuple(fact for fact in after.facts if fact not in told))
    known = {question.id for question in _applicable(protocol, without, SOONER)}
    due = (question for question in _applicable(protocol, after, SOONER) if question.id not in known)
    return next((question for question in due if _is_open(question, after, ())), None)


def newly_decisive(protocol: Protocol, before: History, after: History) -> Question | None:
    """The first open question about a red flag, asked for a number, that what was told since `before` has made due."""
    old, new = protocol.view(before), protocol.view(after)
    asked = (question for question in protocol.questions if question.red_flag and question.kind == "number")
    due = (question for question in asked if _holds(question.when, new) and not _holds(question.when, old))
    return next((question for question in due if _is_open(question, after, ())), None)


def _urgent(protocol: Protocol, view: FactsView) -> list[Question]:
    return [q for q in protocol.questions if q.first is not None and _holds(q.first, view) and _holds(q.when, view)]


def _all_applicable(protocol: Protocol, history: History) -> Iterator[Question]:
    view = protocol.view(history)
    urgent = _urgent(protocol, view)
    yield from _each(urgent, protocol, history, view)
    soon = {question.id for question in urgent}
    for section in protocol.sections:
        whole = _holds(section.when, view)
        due = [q for q in protocol.questions if q.section == section.id and q.id not in soon and _holds(q.when, view)]
        due = due if whole else [question for question in due if question.red_flag]
        if section.id == SOONER:
            sooner = [q for q in protocol.questions if q.sooner is not None and _holds(q.sooner, view)]
            soon.update(question.id for question in sooner)
            due += [replace(question, section=SOONER) for question in sooner]
        yield from _each(due, protocol, history, view)


def _each(due: Iterable[Question], protocol: Protocol, history: History, view: FactsView) -> Iterator[Question]:
    """The questions made concrete: all that is asked of one loss or condition before the next one."""
    for repeat, group in groupby(due, key=lambda question: question.repeat):
        if repeat is None:
            yield from (_offering(question, history, view) for question in group)
            continue
        asked_of = [(template, members(template, history)) for template in group]
        for about in dict.fromkeys(one for _, found in asked_of for one in found):
            yield from (concrete(template, about, protocol, history) for template, found in asked_of if about in found)


def _offering(question: Question, history: History, view: FactsView) -> Question:
    """The question in her word for a loss, with the answers that can apply to this patient.

    Of a list that must be complete only what is not told yet is offered: what she said of her own accord is neither
    asked again nor denied by not being ticked. When all of it is known (she changes an answer), all is offered.
    """
    text = in_her_word(question.text, history)
    if text != question.text:
        question = replace(question, text=text)
    if not question.complete and all(option.when is None for option in question.options):
        return question
    options = tuple(o for o in question.options if o.when is None or o.when.evaluate(view) is not Truth.FALSE)
    if question.complete:
        options = _untold(options, history) or options
    return replace(question, options=options)


def _untold(options: tuple[Option, ...], history: History) -> tuple[Option, ...]:
    """The options of which something is not known yet, and "none of these"; nothing if all is known."""
    left = [o for o in options if not o.none and not all(history.is_answered(setting.path) for setting in o.sets)]
    return tuple(option for option in options if option in left or option.none) if left else ()


def _holds(criterion: Criterion | None, view: FactsView) -> bool:
    return criterion is None or criterion.evaluate(view) is Truth.TRUE


def _by_id(protocol: Protocol) -> dict[str, Question]:
    return {question.id: question for question in protocol.questions}
