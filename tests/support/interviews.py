"""Plays interviews without a conversation: a history is built by answering the questions the interview asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from yarrow.clinical import interview
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.question import Question, Setting
from yarrow.protocol.loader import load


@cache
def protocol() -> Protocol:
    """The protocol of the repository, read once."""
    return load()


def history(**told: Any) -> History:
    """A history from paths, `__` for a dot: `history(age=31, conditions__sle=Status.DENIED)`."""
    return History(tuple(fact_of(path.replace("__", "."), value) for path, value in told.items()))


def fact_of(path: str, value: Any) -> Fact:
    """A present fact with this value; a status instead of a value gives that status."""
    return Fact(path, value) if isinstance(value, Status) else Fact(path, value=value)


def with_losses(told: History, *losses: dict[str, Any]) -> History:
    """The history with these losses told in full."""
    return told.adding(Fact(f"losses[{place}]", value=loss) for place, loss in enumerate(losses))


def answered(told: History, question: Question, answer: Any) -> History:
    """The history after this answer: values of options, a number, or a status for "not sure" and "rather not say"."""
    if isinstance(answer, Status):
        facts: tuple[Fact, ...] = (Fact(question.fact or question.id, answer),)
    elif question.kind == "number" or isinstance(answer, (int, float)):
        facts = interview.facts_for(told, [Setting(str(question.fact), value=answer)])
    elif question.options:
        values = [answer] if isinstance(answer, str) else list(answer)
        facts = interview.facts_for(told, interview.settings_for(question, values))
    else:
        facts = (Fact(str(question.fact), value=answer),)
    after = told.adding(facts)
    return after.adding(interview.derived(after))


@dataclass(frozen=True)
class Played:
    """An interview that came to its end: what was asked, in order, and the history it gave."""

    asked: tuple[str, ...]
    history: History


def play(answer: Callable[[Question], Any], start: History | None = None, most: int = 300) -> Played:
    """Answer every question until nothing is left to ask. Fails if the interview does not end."""
    told, asked, passed = start or History(), [], set[str]()
    for _ in range(most):
        question = interview.next_question(protocol(), told, passed=passed)
        if question is None:
            return Played(tuple(asked), told)
        asked.append(question.id)
        told = answered(told, question, answer(question))
        passed.add(question.id)
    raise AssertionError(f"the interview did not end; last asked: {asked[-5:]}")


def asks(question_id: str, told: History, passed: Iterable[str] = ()) -> bool:
    """Whether the interview will come to this question with nothing more being told."""
    return question_id in due(told, passed)


def due(told: History, passed: Iterable[str] = ()) -> list[str]:
    """What would be asked, in order, if every question were passed over."""
    ids, left_out = [], set(passed)
    while question := interview.next_question(protocol(), told, passed=left_out):
        ids.append(question.id)
        left_out.add(question.id)
    return ids
