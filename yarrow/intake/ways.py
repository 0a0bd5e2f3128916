"""Ways past a question whose answer was not understood, to be tapped: a number, not sure, skip, a person."""

from __future__ import annotations

from collections.abc import Collection

from yarrow.clinical.question import Question
from yarrow.intake.case import Case, Standing
from yarrow.intake.describe import value_of
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Choice
from yarrow.intake.words import phrase
from yarrow.language.understanding import Act

# After so many misses in a row the answers can be tapped, and after so many a person is offered.
SECOND = 2
THIRD = 3
# Kinds that are answered in words alone, unless somebody offers more.
IN_WORDS = ("number", "text")
# What a way says, by the last part of its choice's value (`losses_count:skip`).
ACTS: dict[str, Act] = {"unsure": "unsure", "skip": "skip", "person": "ask_person"}


def offered_beside(desk: Desk, case: Case, question: Question) -> tuple[Choice, ...]:
    """What can be tapped at the open question beside its own answers; nothing until words have failed there."""
    standing = case.standing
    if standing.question != question.id:
        return ()
    numbers = question.offers if standing.stumbles >= SECOND or _is_asked_again(standing) else ()
    offers = tuple(Choice(option.label, value_of(question, option.value)) for option in numbers)
    return (
        *offers,
        *(Choice(phrase(desk, case, f"fallback.way.{way}"), value_of(question, way)) for way in _ways(case, question)),
    )


def way_in(question: Question, choices: Collection[str]) -> str | None:
    """The way past this question that was tapped; None if none was, or an answer with it."""
    own = {option.value for option in question.options}
    if any(value_of(question, value) in choices for value in own):
        return None
    return next((way for way in ACTS if way not in own and value_of(question, way) in choices), None)


def _ways(case: Case, question: Question) -> list[str]:
    times = case.standing.stumbles
    own = {option.value for option in question.options}
    found: list[str] = []
    if question.skippable and ((times >= SECOND and question.kind in IN_WORDS) or times >= THIRD):
        found = ["unsure", "skip"] if question.kind in IN_WORDS else ["skip"]
    if times >= THIRD:
        found.append("person")
    return [way for way in found if way not in own]


def _is_asked_again(standing: Standing) -> bool:
    """Whether the number is asked for once more because what was said settled none."""
    return bool((standing.pending or {}).get("offers"))
