"""An answer with a question behind it ("They are regular. Does intralipid work?"): both are taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from yarrow.clinical.fact import Fact
from yarrow.clinical.interview import is_known
from yarrow.intake.answer import record_answer
from yarrow.intake.ask import ask_next, is_still_open, next_section
from yarrow.intake.case import Case
from yarrow.intake.condolence import condolence
from yarrow.intake.picture import full_json
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import is_prompt, open_question
from yarrow.intake.show import aside
from yarrow.intake.taking import listen
from yarrow.intake.turn import Result, Said, Turn, applied

_END = re.compile(r"(?<=[.!?])\s+|\n+")
# What the words before a question may be, for them to be an answer.
ANSWERS = ("answer", "yes", "no")


def answered_aside(desk: Desk, turn: Turn, case: Case, said: Result) -> Result:
    """What is said, and the open question again; or the next one, if the message has answered it by the way.

    `said`: the words, the facts of the message and the events; its standing does not count.
    """
    first = _before_the_question(desk, turn, case)
    if first is not None:
        recorded = record_answer(desk, replace(turn, said=first), case)
    else:
        sorry = condolence(desk, case, said.facts)
        standing = replace(case.standing, consoled=case.standing.consoled or bool(sorry))
        case = replace(case, standing=standing)
        if not _is_settled(desk, case, said.facts):
            return aside(desk, case, (*sorry, *said.messages), facts=said.facts, events=said.events)
        recorded = Result(replace(standing, question=None, stumbles=0), sorry)
    taken = {fact.path for fact in recorded.facts}
    told = (*recorded.facts, *(fact for fact in said.facts if fact.path not in taken))
    return _going_on(desk, case, replace(recorded, facts=told), said)


def _going_on(desk: Desk, case: Case, recorded: Result, said: Result) -> Result:
    """What was recorded, with what is said before the question that it puts, or else before the next one."""
    after = applied(case, recorded)
    if not recorded.is_over:
        recorded = recorded.then(ask_next(desk, after, next_section(desk, after)))
    plain = [message for message in recorded.messages if not message.question]
    asking = [message for message in recorded.messages if message.question]
    return replace(
        recorded,
        messages=(*plain, *said.messages, *asking),
        events=(*recorded.events, *said.events),
        triage=full_json(desk, after.history),
    )


def _is_settled(desk: Desk, case: Case, facts: Sequence[Fact]) -> bool:
    """Whether what was told by the way answers the open question: "I had two losses, what are NK cells?"."""
    question = open_question(desk, case)
    if question is None or question.kind == "text" or is_prompt(question.id) or is_known(question, case.history):
        return False
    return not is_still_open(desk, case, replace(case, history=case.history.adding(facts)), question)


def _before_the_question(desk: Desk, turn: Turn, case: Case) -> Said | None:
    """What is said before the first question, if that alone answers the open question."""
    question = open_question(desk, case)
    if question is None or question.kind == "text" or is_prompt(question.id) or not case.standing.consent:
        return None
    text = turn.said.text or ""
    first = _END.search(text)
    if first is None or text[: first.start()].endswith("?"):
        return None
    said = replace(turn.said, text=text[: first.start()])
    heard = listen(desk, case, said, turn.today, question)
    return said if heard.answered and heard.understanding.act in ANSWERS else None
