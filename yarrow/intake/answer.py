"""Takes an answer: whatever the message tells is written down, and what is not clear is asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from yarrow.clinical import interview
from yarrow.clinical.fact import Fact
from yarrow.clinical.question import Question
from yarrow.intake.acknowledge import acknowledgement
from yarrow.intake.advice import updated_advice
from yarrow.intake.agreement import settle, undecided
from yarrow.intake.ask import ask_next, is_still_open, next_open, next_section
from yarrow.intake.case import Case, awake
from yarrow.intake.change import choose_change, no_longer_told
from yarrow.intake.clarify import ask_more, ask_which, not_settled
from yarrow.intake.closing import confirm_and_advise
from yarrow.intake.emergency import can_you_get_help, go_on, settle_now
from yarrow.intake.erase import confirm_delete
from yarrow.intake.fallback import not_understood
from yarrow.intake.leaving import leave
from yarrow.intake.opening import consent, open_case
from yarrow.intake.picture import full_json
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import (
    AGREES,
    CHANGE,
    CONFIRM_DELETE,
    CONSENT,
    GO_ON,
    HAPPENING_NOW,
    HELP,
    SUMMARY,
    find_question,
    is_prompt,
    open_question,
)  # fmt: skip
from yarrow.intake.return_to import back_to_history
from yarrow.intake.screen import interrupted, overheard, screened
from yarrow.intake.show import aside, put_again
from yarrow.intake.taking import Heard, listen, new_to
from yarrow.intake.third_party import OTHER, agrees, ask_agreement
from yarrow.intake.turn import Result, Turn
from yarrow.intake.understood import described
from yarrow.intake.words import message

UseCase = Callable[[Desk, Turn, Case], Result]
# The conversation's own questions, each with the use case that takes its answer.
OWN: dict[str, UseCase] = {
    CONSENT: consent,
    HELP: can_you_get_help,
    GO_ON: go_on,
    HAPPENING_NOW: settle_now,
    SUMMARY: confirm_and_advise,
    CHANGE: choose_change,
    CONFIRM_DELETE: confirm_delete,
    AGREES: agrees,
}
# What may stand open before there is consent.
BEFORE_CONSENT = (CONSENT, HELP, GO_ON, HAPPENING_NOW, CONFIRM_DELETE, AGREES)


def record_answer(desk: Desk, turn: Turn, case: Case) -> Result:
    """Write down what the message says, as an answer to the open question and beyond it."""
    turn, case, words = screened(desk, turn, case)
    result = _record(desk, turn, case)
    return words.then(result) if words else result


def _record(desk: Desk, turn: Turn, case: Case) -> Result:
    standing = case.standing
    if turn.screened:
        return _beside_the_lane(desk, turn, case)
    if standing.status == "erased":
        return aside(desk, case, (message(desk, case, "delete.done"),))
    if not standing.consent and standing.question not in BEFORE_CONSENT:
        return open_case(desk, replace(standing, status="in_progress", consent=None), case)
    if standing.question in (CHANGE, SUMMARY) and not turn.said.choices:
        return _changed_in_words(desk, turn, case)
    if standing.question is None and standing.status == "escalated":
        return can_you_get_help(desk, turn, case)
    own = OWN.get(standing.question or "")
    if own is not None:
        return own(desk, turn, case)
    question = find_question(desk, case, standing.question)
    heard = listen(desk, case, turn.said, turn.today, question)
    if heard.stale:
        return aside(desk, case, (message(desk, case, "choice.stale"),), facts=settle(case, heard, question).facts)
    return take(desk, turn, case, question, heard)


def _changed_in_words(desk: Desk, turn: Turn, case: Case) -> Result:
    """What the patient tells at the summary, or while choosing what to change, is a correction."""
    heard = listen(desk, case, turn.said, turn.today, None)
    if heard.facts:
        corrected = replace(heard, understanding=replace(heard.understanding, act="correct"))
        return take(desk, turn, case, None, corrected)
    if case.standing.question == SUMMARY:
        return confirm_and_advise(desk, turn, case)
    if heard.understanding.act in ("no", "skip"):
        return back_to_history(desk, turn, case)
    return aside(desk, case, (message(desk, case, "change.how"),))


def take(desk: Desk, turn: Turn, case: Case, question: Question | None, heard: Heard) -> Result:
    """Write down what was heard; ask about what is not clear; say what was understood where that helps."""
    pending = case.standing.pending or {}
    act = heard.understanding.act
    if act in ("skip", "unsure") and not heard.facts and question is not None:
        return leave(desk, turn, case)
    settled = settle(case, heard, question)
    if settled.about is not None and pending.get("about") != settled.about:
        return ask_which(desk, case, settled)
    facts = (*settled.facts, *settled.held)
    facts = (*facts, *no_longer_told(case, question, facts))
    ask = heard.understanding.ask
    if ask is not None and ask.question != HAPPENING_NOW and find_question(desk, case, ask.question):
        if pending.get("asked") != ask.question:
            return ask_more(desk, case, ask, facts)
        facts = facts or (not_settled(desk, turn, case, ask),)
    confirmed = act == "yes" and question is not None and pending.get("asked") == question.id
    if facts or heard.answered or confirmed:
        return _written(desk, turn, case, facts, heard)
    return _nothing_taken(desk, turn, case, act)


def _nothing_taken(desk: Desk, turn: Turn, case: Case, act: str) -> Result:
    standing = case.standing
    if standing.question == interview.OFFER and act == "yes":
        return aside(desk, case, (message(desk, case, "courtesy.ask_away"),))
    if standing.question is None and standing.status == "in_progress" and not standing.advice:
        return ask_next(desk, case)
    return not_understood(desk, turn, case)


def _written(desk: Desk, turn: Turn, case: Case, facts: tuple[Fact, ...], heard: Heard) -> Result:
    facts = (*undecided(case, facts, turn), *facts)
    facts = (*facts, *interview.derived(case.history.adding(facts)))
    standing = replace(case.standing, question=None, pending=None, stumbles=0, passed=_passed(case, heard))
    after = Case(case.history.adding(facts), standing)
    words, standing = acknowledgement(desk, case, after, heard, facts)
    standing = replace(standing, section=next_section(desk, after), status=awake(standing))
    triage = full_json(desk, after.history)
    result = Result(standing, words, new_to(case.history, facts), triage, described(heard.understanding))
    if standing.advice:
        return replace(result, messages=(*words, *updated_advice(desk, after)))
    later = Case(after.history, standing)
    urgent = overheard(desk, later)
    if urgent:
        return replace(result, messages=()).then(urgent)
    if _is_for_somebody_else(facts):
        return result.then(ask_agreement(desk, later))
    question = None if heard.answered or is_prompt(case.standing.question) else open_question(desk, case)
    waits = question is not None and is_still_open(desk, case, later, question)
    if question is not None and waits and not _safety_comes_first(desk, case, later):
        return result.then(put_again(desk, later, question))
    return result


def _passed(case: Case, heard: Heard) -> tuple[str, ...]:
    """The questions that are done with: one answered offer to ask something is not made again."""
    taken_up = (
        heard.answered and case.standing.question == interview.OFFER and interview.OFFER not in case.standing.passed
    )
    return (*case.standing.passed, interview.OFFER) if taken_up else case.standing.passed


def _safety_comes_first(desk: Desk, before: Case, after: Case) -> bool:
    """Whether what was told by the way has raised a new question about safety."""
    asked, now = next_open(desk, before, "safety"), next_open(desk, after, "safety")
    return now is not None and (asked is None or asked.id != now.id)


def _is_for_somebody_else(facts: tuple[Fact, ...]) -> bool:
    return any(fact.path == "for_whom" and fact.value == OTHER for fact in facts)


def _beside_the_lane(desk: Desk, turn: Turn, case: Case) -> Result:
    """The lane has said its words: keep the rest of what the message told, and say nothing more."""
    event = {"event": "already_said"}
    if not case.standing.consent:
        return Result(case.standing, events=(event,))
    question = find_question(desk, case, interrupted(case.standing))
    heard = listen(desk, case, turn.said, turn.today, question)
    facts = new_to(case.history, settle(case, heard, question).facts)
    facts = (*facts, *interview.derived(case.history.adding(facts)))
    triage = full_json(desk, case.history.adding(facts))
    return Result(case.standing, (), facts, triage, described(heard.understanding), (event,))
