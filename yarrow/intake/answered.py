"""The answers given so far, to choose from when one shall be changed."""

from __future__ import annotations

from yarrow.clinical import interview
from yarrow.clinical.history import History
from yarrow.clinical.question import Option, Question
from yarrow.clinical.told_loss import indexes
from yarrow.intake.case import Case
from yarrow.intake.own_questions import CHANGE, OWN
from yarrow.intake.ports import Desk
from yarrow.intake.words import phrase

NOTHING = "nothing"


def question_of_changes(desk: Desk, case: Case) -> Question:
    """What to change, with the sections that have answers, or the questions of the section chosen, to choose from."""
    section = (case.standing.pending or {}).get("section")
    if section:
        options = [Option(q.id, q.text) for q in answered_questions(desk, case.history) if q.section == section]
    else:
        told = {question.section for question in answered_questions(desk, case.history)}
        options = [Option(part.id, part.title) for part in desk.protocol.sections if part.id in told]
    options.append(Option(NOTHING, phrase(desk, case, "change.nothing")))
    text, why = phrase(desk, case, "change.which"), phrase(desk, case, "change.why")
    return Question(CHANGE, "closing", "choice", text, why, options=tuple(options), skippable=True)


def has_answer(question: Question, history: History) -> bool:
    """Whether something was said to the question, be it that more of it has become worth asking since."""
    if interview.is_known(question, history):
        return True
    paths = (setting.path for option in question.options if not option.none for setting in option.sets)
    return question.complete and any(history.is_answered(path) for path in paths)


def _is_answered(desk: Desk, question: Question, history: History) -> bool:
    offered = interview.find(desk.protocol, history, question.id) or question
    return interview.is_known(offered, history) or has_answer(question, history)


def answered_questions(desk: Desk, history: History) -> list[Question]:
    """The questions of the history that have an answer, in the order they are asked."""
    asked = [question for question in desk.protocol.questions if question.repeat is None and question.id not in OWN]
    plain = [question for question in asked if _is_answered(desk, question, history)]
    ids = [f"losses[{place}]" for place in indexes(history)]
    ids += [path for path in history.latest if path.startswith("condition_treatment.")]
    repeated = [question for one in ids if (question := interview.find(desk.protocol, history, one))]
    order = {section.id: place for place, section in enumerate(desk.protocol.sections)}
    return sorted((*plain, *repeated), key=lambda question: order.get(question.section, len(order)))
