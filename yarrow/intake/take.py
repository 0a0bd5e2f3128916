"""Takes what was heard: it is written down, what is not clear is asked about, what was understood is said back."""

from __future__ import annotations

from dataclasses import replace

from yarrow.clinical import interview
from yarrow.clinical.fact import Fact
from yarrow.clinical.question import Question
from yarrow.intake.acknowledge import acknowledgement
from yarrow.intake.advice import updated_advice
from yarrow.intake.agreement import settle, undecided
from yarrow.intake.ask import ask_next, is_still_open, next_open, next_section
from yarrow.intake.case import Case, awake
from yarrow.intake.change import no_longer_told
from yarrow.intake.clarify import ask_about, ask_more, ask_which, named_as_told, not_settled
from yarrow.intake.doubt import Doubt, doubt_about, is_idle, worked_out
from yarrow.intake.fallback import not_understood
from yarrow.intake.leaving import leave
from yarrow.intake.picture import full_json
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import HAPPENING_NOW, HEARD, find_question, is_prompt, open_question
from yarrow.intake.screen import overheard
from yarrow.intake.show import aside, put_again
from yarrow.intake.taking import Heard, new_to
from yarrow.intake.third_party import OTHER, ask_agreement
from yarrow.intake.turn import Result, Turn
from yarrow.intake.understood import described
from yarrow.intake.words import message


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
    open_to = find_question(desk, case, ask.question) if ask is not None and ask.question != HAPPENING_NOW else None
    if ask is not None and open_to is not None:
        if pending.get("asked") != ask.question:
            text = turn.said.text or ""
            doubt = doubt_about(open_to, facts, text)
            if doubt is not None and is_idle(desk, doubt, text, open_to):
                return _written(desk, turn, case, facts, heard)
            return _written(desk, turn, case, facts, heard, doubt) if doubt else ask_more(desk, case, ask, facts)
        facts = facts or (not_settled(desk, turn, case, ask),)
    confirmed = act == "yes" and question is not None and pending.get("asked") == question.id
    if facts or heard.answered or confirmed:
        return _written(desk, turn, case, facts, heard)
    if act == "other" and (told := named_as_told(turn, case)):
        return _written(desk, turn, case, told, replace(heard, answered=True))
    return _nothing_taken(desk, turn, case, act)


def _nothing_taken(desk: Desk, turn: Turn, case: Case, act: str) -> Result:
    standing = case.standing
    if standing.question == interview.OFFER and act == "yes":
        return aside(desk, case, (message(desk, case, "courtesy.ask_away"),))
    if standing.question is None and standing.status == "in_progress" and not standing.advice:
        return ask_next(desk, case)
    return not_understood(desk, turn, case)


def _written(  # noqa: PLR0913, PLR0917
    desk: Desk, turn: Turn, case: Case, facts: tuple[Fact, ...], heard: Heard, doubt: Doubt | None = None
) -> Result:
    facts = (*undecided(case, facts, turn), *facts)
    facts = (*facts, *interview.derived(case.history.adding(facts)))
    standing = replace(case.standing, question=None, pending=None, stumbles=0, passed=_passed(case, heard))
    after = Case(case.history.adding(facts), standing)
    words, standing = acknowledgement(desk, case, after, heard, facts)
    standing = replace(standing, section=next_section(desk, after), status=awake(standing))
    triage = full_json(desk, after.history)
    answered = case.standing.question if heard.answered and not is_prompt(case.standing.question) else None
    result = Result(
        standing, words, new_to(case.history, facts), triage, described(heard.understanding), answered=answered
    )
    if standing.advice:
        return replace(result, messages=(*words, *updated_advice(desk, after)))
    later = Case(after.history, standing)
    urgent = overheard(desk, later)
    if urgent:
        return replace(result, messages=()).then(urgent)
    if _is_for_somebody_else(facts):
        return result.then(ask_agreement(desk, later))
    summed = _added_up(turn, case, heard, facts) if doubt is None else None
    if summed and next_open(desk, later, "safety") is not None:  # said back when its section comes
        later = replace(later, standing=replace(later.standing, summed=True))
        result = replace(result, standing=later.standing)
    else:
        doubt = doubt or summed
    if doubt is not None:
        return result.then(ask_about(desk, later, doubt))
    question = None if heard.answered or is_prompt(case.standing.question) else open_question(desk, case)
    waits = question is not None and is_still_open(desk, case, later, question)
    if question is not None and waits and not safety_comes_first(desk, case, later):
        return result.then(put_again(desk, later, question))
    return result


def _added_up(turn: Turn, case: Case, heard: Heard, facts: tuple[Fact, ...]) -> Doubt | None:
    """The doubt about losses nobody counted but Yarrow; once, and never of what she corrects or taps."""
    pending = case.standing.pending or {}
    if heard.understanding.act == "correct" or HEARD in case.standing.passed:
        return None
    if pending.get("asked") or pending.get("about") == "change":
        return None
    told = [fact for fact in facts if case.history.value(fact.path) != fact.value]
    return worked_out(told, turn.said.text or "") if not turn.said.choices else None


def _passed(case: Case, heard: Heard) -> tuple[str, ...]:
    """The questions that are done with: one answered offer to ask something is not made again."""
    taken_up = (
        heard.answered and case.standing.question == interview.OFFER and interview.OFFER not in case.standing.passed
    )
    return (*case.standing.passed, interview.OFFER) if taken_up else case.standing.passed


def safety_comes_first(desk: Desk, before: Case, after: Case) -> bool:
    """Whether what was told by the way has raised a new question about safety."""
    asked, now = next_open(desk, before, "safety"), next_open(desk, after, "safety")
    return now is not None and (asked is None or asked.id != now.id)


def _is_for_somebody_else(facts: tuple[Fact, ...]) -> bool:
    return any(fact.path == "for_whom" and fact.value == OTHER for fact in facts)
