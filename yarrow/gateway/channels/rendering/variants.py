"""Every question of a protocol in the ways it can be put: for each repeat, and with each set of answers offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any

from yarrow.bootstrap.web import ReadsNothing
from yarrow.clinical.criterion import Criterion
from yarrow.clinical.done import short_name
from yarrow.clinical.fact import Fact
from yarrow.clinical.history import History
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.question import Option, Question
from yarrow.clinical.repeated import concrete
from yarrow.intake.answered import question_of_changes
from yarrow.intake.case import Case, Standing
from yarrow.intake.doubt import Doubt, question_of_doubt
from yarrow.intake.ports import Desk
from yarrow.intake.show import put
from yarrow.intake.turn import Message
from yarrow.intake.ways import THIRD
from yarrow.intake.which_advised import question_of_list
from yarrow.language.understanding import Asked, Understanding

# As many losses as are made concrete, and as many lines as a list that grows with a history is taken to have.
LOSSES = 5
MOST = 20


@dataclass(frozen=True)
class Variant:
    """One way a question can be put. `question`: its id in the protocol; `is_whole`: with every answer it can have.

    `is_grown`: its answers grew out of what was told, so that no author can shorten them.
    """

    question: str
    message: Message
    is_sensitive: bool = False
    is_whole: bool = True
    is_grown: bool = False


def variants(protocol: Protocol) -> Iterator[Variant]:
    """All of them, in the order of the protocol; then the lists that a patient chooses from at the end."""
    desk = Desk(protocol, _Unread())
    for question in protocol.questions:
        for made, history in _concrete(question, protocol):
            for asked in _offering(made):
                is_whole = len(asked.options) == len(made.options)
                yield Variant(question.id, put(desk, Case(history), asked), question.sensitive, is_whole)
            yield Variant(question.id, _after_misses(desk, history, made), question.sensitive)
    for asked in (*_changes(desk), _advised(desk), *_doubts(desk)):
        yield Variant(asked.id, put(desk, Case(), asked), is_sensitive=True, is_grown=True)


def _concrete(question: Question, protocol: Protocol) -> Iterator[tuple[Question, History]]:
    """The question as it is asked: a repeated one of each loss, or of each condition, with and without a medicine."""
    if question.repeat is None:
        yield question, History()
    elif question.repeat == "losses":
        history = History((Fact("losses_count", value=LOSSES),))
        yield from ((concrete(question, str(place), protocol, history), history) for place in range(LOSSES))
    else:
        for about in question.known_by:
            condition = protocol.conditions.get(about)
            taken = [Fact(f"medicines.{name}") for name in condition.treatments] if condition else []
            for facts in ((), tuple(taken)):
                history = History((Fact(f"conditions.{about}"), *facts))
                yield concrete(question, about, protocol, history), history


def _offering(question: Question) -> Iterator[Question]:
    """The question with each set of answers: what can hold of a patient, and what is left of a list told in part."""
    wants: list[Criterion] = []
    for option in question.options:
        if option.when is not None and option.when not in wants:
            wants.append(option.when)
    for count in range(len(wants), -1, -1):
        for held in combinations(wants, count):
            options = (option for option in question.options if option.when is None or option.when in held)
            yield replace(question, options=tuple(options))
    if question.complete:
        told = [option for option in question.options if not option.none]
        last = [option for option in question.options if option.none]
        for count in range(1, len(told)):
            yield replace(question, options=(*told[:count], *last))
            yield replace(question, options=(*told[-count:], *last))


def _after_misses(desk: Desk, history: History, question: Question) -> Message:
    """The question with all that can be tapped once words have failed there."""
    return put(desk, Case(history, Standing(question=question.id, stumbles=THIRD)), question)


def _doubts(desk: Desk) -> Iterator[Question]:
    """What was heard and is not sure, of each number there is."""
    for question in desk.protocol.questions:
        if question.kind == "number" and question.repeat is None and question.fact is not None:
            doubt = Doubt("right", question.id, question.fact, (question.maximum or 0,))
            yield question_of_doubt(desk, Case(standing=Standing(pending=doubt.to_json())))


def _changes(desk: Desk) -> Iterator[Question]:
    """What to change: the sections, and of each section every question it can have had."""
    asked = question_of_changes(desk, Case())
    sections = [Option(section.id, section.title) for section in desk.protocol.sections]
    yield replace(asked, options=(*sections, *asked.options))
    for section in desk.protocol.sections:
        told = [one for one in desk.protocol.questions if one.section == section.id]
        made = [one for question in told if "." not in question.id for one, _ in _concrete(question, desk.protocol)]
        options = {one.id: Option(one.id, one.text) for one in made}
        yield replace(asked, options=(*list(options.values())[:MOST], *asked.options))


def _advised(desk: Desk) -> Question:
    """What she would like to know more about, with the longest names a list of advice can hold."""
    asked = question_of_list(desk, Case())
    names = {one.id: short_name(desk.protocol, one) for one in desk.protocol.recommendations.values()}
    longest = sorted(names.items(), key=lambda named: -len(named[1]))[:MOST]
    options = [Option(one, name[:1].upper() + name[1:]) for one, name in longest]
    return replace(asked, options=(*options, *asked.options[-1:]))


class _Unread:
    """In the place of the reader: putting a question reads nothing."""

    def read(
        self,
        text: str,
        asked: Asked | None = None,
        context: dict[str, Any] | None = None,
        today: date | None = None,
    ) -> Understanding:
        raise ReadsNothing
