"""The texts that every client's buttons send as words: they mean the same at every question of the protocol."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.intake.nurse import TODAY, Nurse
from yarrow.intake.kind import kind_of
from yarrow.intake.own_questions import OWN
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import find_question
from yarrow.intake.turn import Said, Turn
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon
from yarrow.protocol.loader import load

KNOWN = {
    "age": 34,
    "pregnant_now": "no",
    "losses_count": 2,
    "losses": [{"type": "unknown_loss"}, {"type": "miscarriage_clinical"}],
    "conditions": ["sle"],
}
# At these a skip and a doubt are answers of their own: whether there is consent, danger, help, or something to delete.
OF_THEIR_OWN = ("consent", "can_you_get_help", "happening_now", "confirm_delete")
# Danger is asked about once more before it is left.
REASKED = "I only ask once more"


def concrete() -> Iterator[str]:
    """Every question that can be put, those of one loss or condition as asked of one."""
    for question in load().questions:
        if question.repeat == "losses":
            yield question.id.replace("losses", "losses[0]" if question.id == "losses.type" else "losses[1]")
        else:
            yield f"{question.id}.sle" if question.repeat else question.id


EVERY = tuple(concrete())
HISTORY = tuple(one for one in EVERY if one not in OWN)
PLAIN = tuple(one for one in EVERY if one not in OF_THEIR_OWN)


@pytest.fixture(scope="module")
def desk(protocol) -> Desk:
    return Desk(protocol, Reader(load_lexicon()))


def at(desk: Desk, question: str) -> Nurse:
    known = {path: value for path, value in KNOWN.items() if path != question}
    return Nurse.at(desk, question, known, said=())


def kind(desk: Desk, question: str, text: str) -> tuple[str, bool]:
    found = kind_of(desk, Turn("c", 1, Said("m", text), at(desk, question).case, TODAY))
    return found.name, found.sure


@pytest.mark.parametrize("question", EVERY)
def test_why_and_pause_are_decided_by_rule_at_every_question(desk, question):
    assert kind(desk, question, "Why do you ask?") == ("ask_why", True)
    assert kind(desk, question, "Pause") == ("pause", True)


@pytest.mark.parametrize("question", PLAIN)
def test_skip_and_not_sure_are_decided_by_rule_wherever_there_is_an_answer_to_leave(desk, question):
    assert kind(desk, question, "Skip") == ("skip", True)
    # Where "I'm not sure" is one of the answers offered, it is that answer.
    assert kind(desk, question, "I'm not sure") in (("unsure", True), ("inform", True))


@pytest.mark.parametrize("text", ["3 weeks ago, I skipped my period", "3 weeks, but I paused the pills", "3 weeks ago"])
def test_an_answer_that_holds_such_a_word_is_an_answer(desk, text):
    assert kind(desk, "days_since_loss", text) == ("inform", True)


@pytest.mark.parametrize("question", HISTORY)
def test_why_explains_this_question_and_puts_it_again(desk, question):
    nurse = at(desk, question)
    nurse.say("Why do you ask?")
    assert find_question(desk, nurse.case, question).why in nurse.text
    assert nurse.question == question


@pytest.mark.parametrize("question", HISTORY)
def test_pause_keeps_the_question_open(desk, question):
    nurse = at(desk, question)
    nurse.say("Pause")
    assert (nurse.case.standing.status, nurse.case.standing.question) == ("paused", question)


@pytest.mark.parametrize("question", HISTORY)
def test_skip_leaves_the_question(desk, question):
    nurse = at(desk, question)
    nurse.say("Skip")
    if REASKED in nurse.text:
        nurse.say("Skip")
    found = find_question(desk, nurse.case, question)
    assert nurse.status(found.fact or question) == "declined"
    assert nurse.last.answered == question
    assert question in nurse.case.standing.passed


@pytest.mark.parametrize("question", HISTORY)
def test_not_sure_is_kept_as_not_known_or_as_the_answer_that_says_so(desk, question):
    nurse = at(desk, question)
    nurse.say("I'm not sure")
    if REASKED in nurse.text:
        nurse.say("I'm not sure")
    assert nurse.last.answered == question
    assert nurse.question != question
    told = [fact for fact in nurse.last.facts if fact.provenance.message]
    assert told
    for fact in told:
        value = fact.value.get("type") if isinstance(fact.value, dict) else fact.value
        assert fact.status.value == "unknown" or value in ("unsure", "unknown_loss"), fact
