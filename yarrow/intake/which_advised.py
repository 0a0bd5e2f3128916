"""Which thing on her list she would like to know about: the question, with the list to choose from."""

from __future__ import annotations

from yarrow.clinical.question import Option, Question
from yarrow.intake.case import Case
from yarrow.intake.my_list import my_list
from yarrow.intake.own_questions import WHICH
from yarrow.intake.ports import Desk
from yarrow.intake.words import phrase

NOTHING = "nothing"


def question_of_list(desk: Desk, case: Case) -> Question:
    """What is advised, by its short name, and a way not to choose."""
    advised = (entry for entry in my_list(desk, case) if entry.family is not None)
    options = [Option(entry.id, entry.name[:1].upper() + entry.name[1:]) for entry in advised]
    options.append(Option(NOTHING, phrase(desk, case, "explain.nothing")))
    text, why = phrase(desk, case, "explain.which"), phrase(desk, case, "explain.which_why")
    return Question(WHICH, "closing", "choice", text, why, options=tuple(options), skippable=True)
