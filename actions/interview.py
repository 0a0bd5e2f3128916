"""Taking an answer, and entering the section that comes next."""

from __future__ import annotations

from actions.base import SafeAction
from actions.turn import Opened
from yarrow.bootstrap.bot import desk
from yarrow.intake.answer import record_answer
from yarrow.intake.ask import ask_next
from yarrow.intake.change import change_something
from yarrow.intake.pass_over import pass_over
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Result, applied

# What takes a turn of these kinds; any other is an answer, a correction, or answers a question of our own.
TAKES = {"skip": pass_over, "unsure": pass_over}


class RecordAnswer(SafeAction):
    """An answer of any sort, a correction, 'not sure' and 'I'd rather not say' included.

    While the section has more to ask, the core's next question follows at once; when another section comes next, Rasa
    chooses it (data/rules/sections.yml).
    """

    decides_way = True

    def name(self) -> str:
        return "action_record_answer"

    def act(self, desk: Desk, now: Opened) -> Result:
        result = TAKES.get(now.kind, record_answer)(desk, now.turn, now.case)
        later = applied(now.case, result)
        if result.is_over or later.standing.section != now.case.standing.section:
            return result
        return result.then(ask_next(desk, later, later.standing.section))


class ChangeSomething(SafeAction):
    """Show the answers, so that the patient can say which to change."""

    def name(self) -> str:
        return "action_change_something"

    def act(self, desk: Desk, now: Opened) -> Result:
        return change_something(desk, now.turn, now.case)


def _asking(section: str) -> type[SafeAction]:
    """The action that asks the next question of a section."""

    def name(self: SafeAction) -> str:
        return f"action_ask_{section}"

    def act(self: SafeAction, desk: Desk, now: Opened) -> Result:
        return ask_next(desk, now.case, section)

    return type(f"Ask{section.title()}", (SafeAction,), {"name": name, "act": act, "__module__": __name__})


# One for each section of the protocol: a new section needs a rule in data/rules/sections.yml, and no Python. Made at
# import because that is when the action server looks for actions.
ASKING = tuple(_asking(section.id) for section in desk().protocol.sections)
