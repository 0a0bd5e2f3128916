"""Changes an answer: the answers by section, the one that is chosen asked again, and back to the summary."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.question import Question
from yarrow.intake.answered import NOTHING, answered_questions, question_of_changes
from yarrow.intake.case import Case
from yarrow.intake.own_questions import CHANGE, SUMMARY, is_prompt
from yarrow.intake.ports import Desk
from yarrow.intake.return_to import back_to_history
from yarrow.intake.show import aside, asking
from yarrow.intake.summing_up import summary_text
from yarrow.intake.turn import Message, Result, Turn
from yarrow.intake.words import message, phrase


def change_something(desk: Desk, turn: Turn, case: Case) -> Result:
    """The patient wants to change an answer, at the summary or anywhere before it."""
    if case.standing.question == CHANGE:
        return aside(desk, case, (message(desk, case, "change.how"),))
    if not case.standing.consent or not answered_questions(desk, case.history):
        return aside(desk, case, (message(desk, case, "change.nothing_yet"),))
    return ask_what_to_change(desk, case)


def ask_what_to_change(desk: Desk, case: Case) -> Result:
    """List the answers by section and ask which one to change; it may also be told in words."""
    listed = f"{phrase(desk, case, 'change.listed')}\n\n{summary_text(desk, case.history)}"
    # The summary has just been read out: then the parts to choose from are enough.
    words = () if case.standing.question == SUMMARY else (Message(listed),)
    resume = case.standing.resume if is_prompt(case.standing.question) else case.standing.question
    return asking(desk, case, CHANGE, words, resume=resume, pending=None)


def choose_change(desk: Desk, turn: Turn, case: Case) -> Result:
    """Take what was chosen to change: a section, then one of its questions, which is asked again; or nothing."""
    question = question_of_changes(desk, case)
    offered = {f"{CHANGE}:{option.value}": option.value for option in question.options}
    chosen = next((offered[choice] for choice in turn.said.choices if choice in offered), None)
    if chosen is None:
        return aside(desk, case, (message(desk, case, "choice.stale"),))
    if chosen == NOTHING:
        return back_to_history(desk, turn, case)
    if any(section.id == chosen for section in desk.protocol.sections):
        return asking(desk, case, CHANGE, (), pending={"about": "change", "section": chosen})
    passed = tuple(one for one in case.standing.passed if one != chosen)
    return asking(desk, case, chosen, (), pending={"about": "change"}, passed=passed)


def no_longer_told(case: Case, question: Question | None, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """What a list that is answered anew leaves out though it was told before: now it is denied."""
    if question is None or question.kind != "multi_choice" or (case.standing.pending or {}).get("about") != "change":
        return ()
    now = {fact.path for fact in facts}
    before = (setting.path for option in question.options for setting in option.sets)
    gone = [path for path in before if path not in now and case.history.status(path) is Status.PRESENT]
    return tuple(Fact(path, Status.DENIED, None, facts[0].provenance) for path in gone) if facts else ()
