"""Sets the honest boundary: whether she has an illness, and what to take, stop or start, are not ours to say.

What is said beside it is useful all the same: how people find out, what guidelines say, whom to ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from yarrow.clinical.fact import Fact
from yarrow.intake.case import Case
from yarrow.intake.condolence import condolence
from yarrow.intake.evidence import answers, asked_about, known_topics, still_urgent, waits_for_help
from yarrow.intake.find_out import how_to_find_out, names_asked_about, wonders, worries_in, worry_words
from yarrow.intake.medicine_words import medicines_asked_about, on_medicine
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import open_question
from yarrow.intake.show import aside
from yarrow.intake.taking import read
from yarrow.intake.turn import Message, Result, Turn
from yarrow.intake.unknown_topic import asked_of_staff
from yarrow.intake.volunteered import volunteered
from yarrow.intake.words import message
from yarrow.language.understanding import Understanding

# More than this at once is a wall of text; the rest is noted for the visit.
MOST = 2


@dataclass(frozen=True)
class _Asked:
    """What a question about an illness or a treatment is about. `topics`: evidence topics that are no medicines."""

    understanding: Understanding
    worries: tuple[str, ...]
    names: tuple[str, ...]
    medicines: tuple[str, ...]
    topics: tuple[str, ...]

    @property
    def is_unknown(self) -> bool:
        """Whether it is about a treatment nobody has reviewed: the question is kept for staff in her words."""
        return self.understanding.wants == "ask_treatment" and not (self.noted or self.worries)

    @property
    def noted(self) -> tuple[str, ...]:
        """What is kept of it for the visit: worries are met, not listed."""
        return tuple(dict.fromkeys((*self.names, *self.medicines, *self.topics)))


@dataclass(frozen=True)
class _Reply:
    """What is said to the question. `told`: facts the message tells beside it."""

    asked: _Asked
    words: tuple[Message, ...]
    told: tuple[Fact, ...]


def set_boundary(desk: Desk, turn: Turn, case: Case) -> Result:
    """Say what Yarrow cannot tell and what it can do, whether it was asked about an illness or a treatment."""
    asked = _asked(desk, turn, case)
    if asked.understanding.wants == "ask_treatment" or (asked.medicines and not asked.names):
        return ask_treatment(desk, turn, case)
    return ask_diagnosis(desk, turn, case)


def ask_diagnosis(desk: Desk, turn: Turn, case: Case) -> Result:
    """Whether she has something: no machine can say; who can find out, and by which standard check."""
    asked = _asked(desk, turn, case)
    if asked.medicines and not (asked.names or asked.worries):
        return ask_treatment(desk, turn, case)
    told = volunteered(desk, turn, case)
    words = [words for worry in asked.worries[:1] for words in worry_words(desk, case, worry, told)]
    if not words or wonders(asked.understanding):
        words += [how_to_find_out(desk, case, name) for name in asked.names[:MOST]]
    words += [on_medicine(desk, case, one, asked.understanding, told) for one in asked.medicines[:1]]
    if not words and asked.topics:
        words = [message(desk, case, "boundary.diagnosis"), *answers(desk, case, asked.topics, told)]
    elif not words:
        words = [message(desk, case, "boundary.diagnosis"), message(desk, case, "boundary.diagnosis_general")]
    return _said(desk, turn, case, _Reply(asked, tuple(words), told))


def ask_treatment(desk: Desk, turn: Turn, case: Case) -> Result:
    """What to take, stop or start: the prescriber decides; what guidelines say, where they do."""
    asked = _asked(desk, turn, case)
    told = volunteered(desk, turn, case)
    words = [message(desk, case, "boundary.treatment")]
    words += [on_medicine(desk, case, one, asked.understanding, told) for one in asked.medicines[:MOST]]
    if not asked.medicines:
        words += _on_no_medicine(desk, case, asked, told)
    return _said(desk, turn, case, _Reply(asked, tuple(words), told))


def _on_no_medicine(desk: Desk, case: Case, asked: _Asked, told: Iterable[Fact]) -> list[Message]:
    if asked.topics:
        return answers(desk, case, asked.topics, told)
    if "everyday" in asked.worries:
        return [message(desk, case, "boundary.worry.everyday")]
    known = [name for name in asked.names if name in desk.protocol.conditions]
    if known:
        condition = desk.protocol.conditions[known[0]].name
        return [message(desk, case, "boundary.treatment_condition", condition=condition)]
    return [message(desk, case, "boundary.treatment_general")]


def _asked(desk: Desk, turn: Turn, case: Case) -> _Asked:
    understanding = read(desk, case, turn.said, turn.today, open_question(desk, case))
    medicines = medicines_asked_about(desk, understanding)
    topics = tuple(topic for topic in known_topics(desk, turn, case) if topic not in medicines)
    return _Asked(
        understanding,
        worries_in(desk, understanding),
        names_asked_about(desk, understanding),
        medicines,
        topics,
    )


def _said(desk: Desk, turn: Turn, case: Case, reply: _Reply) -> Result:
    """The words, and the open question again; while help is on its way nothing else is said."""
    words = (message(desk, case, "evidence.after_help"),) if waits_for_help(case) else reply.words
    noted = asked_about(case, turn, reply.asked.noted)
    unknown = asked_of_staff(case, turn.said) if reply.asked.is_unknown else ()
    facts = (*noted, *unknown, *reply.told)
    sorry = () if waits_for_help(case) else condolence(desk, case, reply.told)
    met = replace(case, standing=replace(case.standing, consoled=case.standing.consoled or bool(sorry)))
    return aside(desk, met, [*still_urgent(desk, case), *sorry, *words], facts=facts)
