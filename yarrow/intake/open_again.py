"""After an answer was changed in place: what stood open stands open again, if there is still something to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yarrow.clinical import interview
from yarrow.clinical.question import Question
from yarrow.intake.advice import updated_advice
from yarrow.intake.ask import is_idle, is_still_open
from yarrow.intake.case import Case, Standing
from yarrow.intake.picture import full_json, open_json, urgent_picture
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import CHANGE, HEARD, HELP, SUMMARY, find_question, is_prompt
from yarrow.intake.screen import interrupted
from yarrow.intake.show import reopened
from yarrow.intake.take import safety_comes_first
from yarrow.intake.turn import Message, Result
from yarrow.intake.words import message

# What makes an advice another one.
ADVISED = ("level", "rules", "recommendations", "not_needed", "done", "deferred")


def left_open(desk: Desk, case: Case, question: Question, told: Result) -> Result:
    """The answer was not taken: why, in a sentence, and its question's words; what stood open still does."""
    words = (*_words(told), Message(question.text))
    standing = replace(case.standing, reasked=told.standing.reasked)
    return _standing_open(desk, replace(case, standing=standing), replace(told, standing=standing, messages=words))


def open_again(desk: Desk, case: Case, question: Question, told: Result) -> Result:
    """What was told, and then the question that stood open, or one that the new answer has made more urgent."""
    history = case.history.adding(told.facts)
    told = replace(told, triage=full_json(desk, history))
    asks = told.standing.question
    if asks is not None and (asks == HELP or not _must_stay(case)):
        return replace(told, standing=_waiting(desk, case, Case(history, told.standing)))
    words = _words(told) if told.answered or asks else (*_words(told), Message(question.text))
    after = Case(history, _as_it_stood(desk, case, Case(history, told.standing)))
    if case.standing.advice and _is_other_advice(desk, case, after):
        words = (*words, *updated_advice(desk, after))
    again = replace(told, messages=words, standing=after.standing)
    open_id = case.standing.question
    settled = open_id == HEARD and (case.standing.pending or {}).get("asked") == question.id
    if (
        open_id == SUMMARY
        or settled
        or (open_id and not is_prompt(open_id) and not _waits(desk, case, after, question))
    ):
        standing = replace(after.standing, question=None, pending=None, section=told.standing.section)
        return replace(again, standing=standing)
    return _standing_open(desk, after, again)


def _words(told: Result) -> tuple[Message, ...]:
    return tuple(said for said in told.messages if not said.question)


def _must_stay(case: Case) -> bool:
    """Whether a question of our own stands open that nothing but danger may push aside."""
    question = case.standing.question
    if question is None:
        return case.standing.status == "escalated"
    return is_prompt(question) and question not in (SUMMARY, CHANGE)


def _as_it_stood(desk: Desk, case: Case, after: Case) -> Standing:
    """The standing as it was, with what the change has taught; nobody leaves an emergency by changing an answer."""
    was = case.standing
    status = was.status if was.advice or was.status == "escalated" else "in_progress"
    return replace(
        after.standing,
        question=was.question,
        section=was.section,
        resume=_resumed(desk, case, after, was.resume),
        pending=was.pending,
        stumbles=was.stumbles,
        status=status,
        advice=was.advice,
        said=_still_said(desk, case, after),
    )


def _waiting(desk: Desk, case: Case, after: Case) -> Standing:
    """The standing at a question that came first: what stood open is come back to later."""
    now, was = after.standing, case.standing
    status = now.status if now.question == HELP else _as_it_stood(desk, case, after).status
    resume = _resumed(desk, case, after, interrupted(was)) if is_prompt(now.question) else was.resume
    return replace(now, resume=resume, status=status, advice=was.advice, said=_still_said(desk, case, after))


def _resumed(desk: Desk, case: Case, after: Case, question_id: str | None) -> str | None:
    question = find_question(desk, after, question_id)
    return question_id if question is not None and is_still_open(desk, case, after, question) else None


def _still_said(desk: Desk, case: Case, after: Case) -> tuple[str, ...]:
    """The urgent rules whose words were said and still hold: told again, what was taken back is new again."""
    said = after.standing.said
    if not said:
        return ()
    before, now = (set(urgent_picture(desk, one.history).ids) for one in (case, after))
    return tuple(rule for rule in said if rule in now or rule not in before)


def _waits(desk: Desk, case: Case, after: Case, changed: Question) -> bool:
    """Whether the history's question that stood open still waits for its answer, and nothing urgent comes before it."""
    question = find_question(desk, after, case.standing.question)
    if question is None or question.id == changed.id or safety_comes_first(desk, case, after):
        return False
    if interview.is_known(question, case.history):  # it was being asked a second time
        return not is_idle(desk, after, question)
    return is_still_open(desk, case, after, question)


def _is_other_advice(desk: Desk, case: Case, after: Case) -> bool:
    before, now = (open_json(desk, one.history) for one in (case, after))
    return any(before.get(part) != now.get(part) for part in ADVISED)


def _standing_open(desk: Desk, case: Case, told: Result) -> Result:
    """The words, and the open question unchanged; while help is on its way, whether it has come."""
    standing, words = case.standing, told.messages
    if standing.question is None and standing.status == "escalated":
        standing = replace(standing, question=HELP)
        words = (*words, message(desk, case, "help.first"))
    return _put(desk, replace(case, standing=standing), replace(told, standing=standing), words)


def _put(desk: Desk, case: Case, told: Result, words: Sequence[Message]) -> Result:
    return replace(told, messages=(*words, *reopened(desk, case)))
