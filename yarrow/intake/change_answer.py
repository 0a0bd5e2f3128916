"""Changes an earlier answer in place: the new one is taken and confirmed, and the open question comes back."""

from __future__ import annotations

from dataclasses import replace

from yarrow.clinical import interview
from yarrow.clinical.fact import Fact
from yarrow.clinical.question import Question
from yarrow.intake.acknowledge import changed_words
from yarrow.intake.agreement import settle
from yarrow.intake.case import Case
from yarrow.intake.change import no_longer_told
from yarrow.intake.changing import as_if_open, earlier_question, edited
from yarrow.intake.open_again import left_open, open_again
from yarrow.intake.picture import full_json
from yarrow.intake.ports import Desk
from yarrow.intake.show import aside
from yarrow.intake.take import take
from yarrow.intake.taken_back import taken_back, told_by, without_known_outcomes
from yarrow.intake.taking import Heard, listen, new_to
from yarrow.intake.turn import Message, Result, Turn
from yarrow.intake.understood import described
from yarrow.intake.words import message

LEFT = ("skip", "unsure")


def change_answer(desk: Desk, turn: Turn, case: Case) -> Result:
    """Take the message as the new answer to the question it names; what stood open stays open."""
    question = earlier_question(desk, case, turn.said)
    if question is None:
        return aside(desk, case, (message(desk, case, "change.not_here"),))
    at = _asked_again(case, turn)
    heard = _as_answer(question, listen(desk, at, turn.said, turn.today, question))
    if heard.understanding.act == "why" and not heard.facts and not turn.screened:
        return left_open(desk, case, question, Result(case.standing, (Message(question.why),)))
    back = taken_back(desk, case.history, question, heard, turn.said)
    at = replace(at, history=at.history.adding(back))
    if back:  # what is left of a loss is what the new answer adds to
        heard = _as_answer(question, listen(desk, at, turn.said, turn.today, question))
    heard = without_known_outcomes(at.history, question, heard)
    told = _beside_the_lane(at, question, heard) if turn.screened else take(desk, turn, at, question, heard)
    if _is_untaken(told) and not turn.screened:
        return left_open(desk, case, question, told)
    back = tuple(fact for fact in back if fact.path not in {other.path for other in told.facts})
    facts = (*back, *told.facts, *_no_longer_said(case, question, heard, told))
    told = replace(told, facts=edited(turn.said, new_to(case.history, facts)))
    if turn.screened:
        return _written_down(desk, case, told)
    return open_again(desk, case, question, _confirmed(desk, case, told))


def _asked_again(case: Case, turn: Turn) -> Case:
    """The question as if it stood open in a history that is being taken, whatever stands open now."""
    at = as_if_open(case, turn.said)
    return replace(at, standing=replace(at.standing, stumbles=0, advice=False))


def _as_answer(question: Question, heard: Heard) -> Heard:
    """What was heard as an answer to this question alone: that it is known already makes nothing an answer to it."""
    understanding = heard.understanding
    if understanding.act == "correct":
        understanding = replace(understanding, act="answer")
    paths = {setting.path for option in question.options for setting in option.sets}
    says = bool(heard.chosen) or not question.complete or any(fact.path in paths for fact in heard.facts)
    return replace(heard, understanding=understanding, answered=heard.answered and says)


def _is_untaken(told: Result) -> bool:
    """Whether the message was no answer, so that its question was only put again."""
    return told.triage is None and (told.standing.pending or {}).get("about") == "change"


def _no_longer_said(case: Case, question: Question, heard: Heard, told: Result) -> tuple[Fact, ...]:
    """What was told before, where the question is now left: it is not known any more."""
    if heard.facts or heard.understanding.act not in LEFT or told.answered is None or not told.facts:
        return ()
    left = told.facts[0]
    return tuple(replace(left, path=path) for path in told_by(case.history, question) if path != left.path)


def _confirmed(desk: Desk, case: Case, told: Result) -> Result:
    """The result with a sentence that confirms it, where none of its words does."""
    if any(not said.question for said in told.messages) or told.answered is None:
        return told
    history = case.history.adding(told.facts)
    changed = [fact for fact in told.facts if _differs(case, fact)]
    after = Case(history, told.standing)
    words = changed_words(desk, after, changed) if changed else message(desk, case, "change.same")
    return replace(told, messages=(words, *told.messages))


def _differs(case: Case, fact: Fact) -> bool:
    known = case.history.latest.get(fact.path)
    return known is None or (known.status, known.value) != (fact.status, fact.value)


def _beside_the_lane(at: Case, question: Question, heard: Heard) -> Result:
    """The lane has said its words and put its question: the new answer is kept, and nothing more is said."""
    told = settle(at, heard, question).facts
    told = (*told, *no_longer_told(at, question, told))
    told = (*told, *interview.derived(at.history.adding(told)))
    answered = question.id if heard.answered else None
    return Result(at.standing, (), told, None, described(heard.understanding), ({"event": "already_said"},), answered)


def _written_down(desk: Desk, case: Case, told: Result) -> Result:
    """The facts, with the standing as the lane has left it."""
    triage = full_json(desk, case.history.adding(told.facts))
    return replace(told, standing=case.standing, triage=triage)
