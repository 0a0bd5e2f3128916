"""How a question is put: its words, its choices, where we are; and how an aside returns to the open question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from yarrow.clinical.fact import Fact
from yarrow.clinical.question import Question
from yarrow.intake.case import Case, Standing
from yarrow.intake.describe import question_json, value_of
from yarrow.intake.doubt import between
from yarrow.intake.picture import full_json
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import open_question
from yarrow.intake.turn import Choice, Message, Result, applied
from yarrow.intake.ways import offered_beside

Event = dict[str, Any]


def put(desk: Desk, case: Case, question: Question, *, before: str = "") -> Message:
    """The question as a message with its choices; `before`: words said in the same breath."""
    words, options = between(desk, case, question) or (question.text, question.options)
    text = f"{before} {words}".strip()
    own = choices_of(replace(question, options=options))
    beside = (
        choice for choice in offered_beside(desk, case, question) if choice.value not in {one.value for one in own}
    )
    return Message(text, (*own, *beside), question_json(desk, case, question))


def choices_of(question: Question) -> tuple[Choice, ...]:
    """The question's own answers, each good only for it."""
    return tuple(Choice(option.label, value_of(question, option.value)) for option in question.options)


def reopened(desk: Desk, case: Case) -> tuple[Message, ...]:
    """The open question again, unchanged; nothing where none is open."""
    question = open_question(desk, case)
    return (put(desk, case, question),) if question else ()


def put_again(desk: Desk, case: Case, question: Question) -> Result:
    """This question stands open again, as it was."""
    standing = replace(case.standing, question=question.id)
    return Result(standing, (put(desk, replace(case, standing=standing), question),))


def aside(
    desk: Desk,
    case: Case,
    messages: Sequence[Message],
    *,
    facts: Iterable[Fact] = (),
    events: Iterable[Event] = (),
) -> Result:
    """Words that answer something else than the question; then the open question again, and the standing as it was."""
    result = Result(replace(case.standing, stumbles=0), tuple(messages), tuple(facts), events=tuple(events))
    after = applied(case, result)
    triage = full_json(desk, after.history) if result.facts else None
    return replace(result, messages=result.messages + reopened(desk, after), triage=triage)


def asking(desk: Desk, case: Case, question_id: str, messages: Sequence[Message], **changes: Any) -> Result:
    """Words, and then a question of the conversation's own, which now stands open."""
    standing: Standing = replace(case.standing, question=question_id, stumbles=0, **changes)
    later = replace(case, standing=standing)
    return Result(standing, (*messages, *reopened(desk, later)))
