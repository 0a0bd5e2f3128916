"""Takes an answer: whatever the message tells is written down, and what is not clear is asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from yarrow.clinical import interview
from yarrow.intake.agreement import settle
from yarrow.intake.case import Case
from yarrow.intake.change import choose_change
from yarrow.intake.change_answer import change_answer
from yarrow.intake.closing import confirm_and_advise
from yarrow.intake.emergency import can_you_get_help, go_on, settle_now
from yarrow.intake.erase import confirm_delete
from yarrow.intake.heard_right import heard_right
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
    HEARD,
    HELP,
    SUMMARY,
    find_question,
)  # fmt: skip
from yarrow.intake.return_to import back_to_history
from yarrow.intake.screen import interrupted, screened
from yarrow.intake.show import aside
from yarrow.intake.take import take
from yarrow.intake.taking import listen, new_to
from yarrow.intake.third_party import agrees
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
    HEARD: heard_right,
}
# What may stand open before there is consent.
BEFORE_CONSENT = (CONSENT, HELP, GO_ON, HAPPENING_NOW, CONFIRM_DELETE, AGREES)


def record_answer(desk: Desk, turn: Turn, case: Case) -> Result:
    """Write down what the message says, as an answer to the open question, or the one it changes, and beyond it."""
    turn, case, words = screened(desk, turn, case)
    result = _record(desk, turn, case)
    return words.then(result) if words else result


def _record(desk: Desk, turn: Turn, case: Case) -> Result:
    standing = case.standing
    if turn.said.changes and standing.consent:
        return change_answer(desk, turn, case)
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
