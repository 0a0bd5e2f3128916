"""The funnel: what became of each question, in the order of the interview."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from yarrow.clinical.protocol import Protocol
from yarrow.clinical.repeated import template_id
from yarrow.console.insight.figure import Cell, Column, Drawing, Figure, counted, share, shortened
from yarrow.store.figures import Reached

COLUMNS = (
    Column("Question", "words"),
    Column("Section", "words"),
    Column("Asked"),
    Column("Answered"),
    Column("Answered, of those asked", "percent"),
    Column("Passed over"),
    Column("There now"),
    Column("Left there"),
    Column("Left there, of those asked", "percent"),
    Column("Id", "words"),
)
ASKED, LEFT = 2, 7
MOST_LETTERS = 70
# What is filled in when the question is asked.
FIELD = re.compile(r"\{\w+\}")


def questions(protocol: Protocol, reached: Mapping[str, Reached]) -> Figure:
    """Who was asked, answered, passed over, and left, question by question."""
    found = _by_template(reached)
    sections = {question.id: question.section for question in protocol.questions}
    titles = {section.id: section.title for section in protocol.sections}
    words = _words(protocol)
    order = [*(name for name in sections if name in found), *sorted(set(found) - set(sections))]
    return Figure(
        id="questions",
        title="Where people stop answering",
        lead=_lead(found, words),
        columns=COLUMNS,
        rows=tuple(
            (words.get(name, name), titles.get(sections.get(name, ""), "Other"), *_row(found[name]), name)
            for name in order
        ),
        drawing=Drawing("bars", of=(ASKED, LEFT)),
        notes=(
            "Counted by conversation; a question put again to the same patient counts once.",
            "Questions asked of each loss or each condition count once for each.",
            "There now: it is the open question, and the patient was there in the last 24 hours. "
            "Left there: it is the open question, and she has been silent for longer; she may still come back.",
            "Passed over: she skipped it, was not sure or would rather not say.",
            "Answered without being asked is possible: patients may tell everything at once.",
        ),
        links={words[name]: f"/protocol/questions/{name}" for name in order if name in sections},
    )


def _words(protocol: Protocol) -> dict[str, str]:
    """What each question is called in a summary, or its own words; two called the same are told apart by their ids."""
    called = {one.id: protocol.wording.get(f"summary.name.{one.id}", one.text) for one in protocol.questions}
    texts = {name: shortened(" ".join(FIELD.sub("…", text).split()), MOST_LETTERS) for name, text in called.items()}
    often = Counter(texts.values())
    return {name: text if often[text] == 1 else f"{text} ({name})" for name, text in texts.items()}


def _row(reached: Reached) -> tuple[Cell, ...]:
    return (
        reached.asked,
        reached.answered,
        share(min(reached.answered, reached.asked), reached.asked),
        reached.passed,
        reached.here,
        reached.left,
        share(reached.left, reached.asked),
    )


def _by_template(reached: Mapping[str, Reached]) -> dict[str, Reached]:
    """Questions that are asked of each loss or condition, put together."""
    found: dict[str, Reached] = {}
    for question, one in reached.items():
        before = found.get(template_id(question), Reached())
        found[template_id(question)] = Reached(
            before.asked + one.asked,
            before.answered + one.answered,
            before.passed + one.passed,
            before.here + one.here,
            before.left + one.left,
        )
    return found


def _lead(found: Mapping[str, Reached], words: Mapping[str, str]) -> str:
    left = sum(one.left for one in found.values())
    if not left:
        return "Nobody has been silent for a day at an open question."
    worst = max(found, key=lambda name: found[name].left)
    return (
        f"{counted(left, 'patient', 'patients')} left at an open question; "
        f"most often at “{words.get(worst, worst)}” ({found[worst].left:,})."
    )
