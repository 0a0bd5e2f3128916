"""What holds of every conversation, whatever is said."""

from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.nurse import Nurse
from tests.intake.scripted_reader import ScriptedReader, told
from yarrow.intake.case import Case
from yarrow.intake.picture import full_json
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Result
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon
from yarrow.protocol.loader import load

QUESTIONS = (
    "consent", "for_whom", "pregnant_now", "symptoms_now", "age", "cycles", "losses_count", "losses[0]",
    "losses[0].weeks", "conditions", "medicines", "gut_symptoms", "phq2_mood", "asks", "contact", "confirm_summary",
    "can_you_get_help", "go_on", "happening_now", "confirm_delete", "third_party_agrees", "change_something", None,
)  # fmt: skip
STATUSES = ("in_progress", "paused", "completed", "escalated", "declined", "erased")
SENTENCES = (
    "yes", "no", "not sure", "skip", "why?", "pause", "delete my data", "a person please", "i can't stop crying",
    "do i have lupus?", "what are nk cells?", "continue", "that's enough", "thanks", "hello", "change something",
    "what have you written down", "I'm asking for my wife", "34", "0", "I have lupus", "I fainted", "",
)  # fmt: skip
KNOWN = {"age": 31, "pregnant_now": "yes", "losses_count": 2, "symptoms": ["bloating"]}


@cache
def taught() -> Desk:
    """Read once; no fixture, because hypothesis would print the whole protocol with each failure."""
    reader = ScriptedReader()
    reader.teach("I have lupus", "answer", told("conditions.sle"))
    reader.teach("I fainted", "answer", told("symptoms.faint"), red_flags=("faint",))
    return Desk(load(), reader)


@st.composite
def standings(draw):
    return {
        "question": draw(st.sampled_from(QUESTIONS)),
        "status": draw(st.sampled_from(STATUSES)),
        "consent": draw(st.sampled_from((None, True, False))),
        "advice": draw(st.booleans()),
        "resume": draw(st.sampled_from((None, "age", "cycles", "losses[0].weeks"))),
        "said": draw(st.sampled_from(((), ("E01",), ("S01", "S05")))),
        "passed": draw(st.sampled_from(((), ("age", "cycles")))),
    }


def conversation(standing) -> Nurse:
    rest = {key: value for key, value in standing.items() if key not in ("question", "consent")}
    nurse = Nurse.at(taught(), standing["question"], KNOWN, **rest)
    at = nurse.case.standing
    nurse.case = Case(nurse.case.history, type(at)(**{**at.to_json(), "consent": standing["consent"]}))
    return nurse


any_words = st.one_of(st.sampled_from(SENTENCES), st.text(max_size=40))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(standing=standings(), words=any_words)
def test_any_words_in_any_standing_get_words(standing, words):
    nurse = conversation(standing)
    nurse.say(words)
    assert nurse.last.messages
    assert all(message.text.strip() for message in nurse.last.messages)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    standing=standings(), tapped=st.sampled_from(QUESTIONS), value=st.sampled_from(("yes", "no", "right", "x", "none"))
)
def test_any_tap_in_any_standing_gets_words(standing, tapped, value):
    nurse = conversation(standing)
    nurse.tap(f"{tapped}:{value}")
    assert nurse.last.messages


@settings(max_examples=60, deadline=None, derandomize=True)
@given(said=st.lists(any_words, min_size=1, max_size=8))
def test_facts_are_only_ever_added(said):
    nurse = Nurse.at(taught(), "age", {"pregnant_now": "no"})
    for words in said:
        before = nurse.case.history.facts
        nurse.say(words)
        assert nurse.case.history.facts[: len(before)] == before


@settings(max_examples=60, deadline=None, derandomize=True)
@given(said=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5))
def test_the_same_words_always_come_to_the_same(said):
    one, other = (Nurse.at(taught(), "age", {"pregnant_now": "no"}) for _ in range(2))
    for words in said:
        assert one.say(words).to_json() == other.say(words).to_json()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(standing=standings(), words=any_words)
def test_a_result_survives_the_journey_between_the_two_sides(standing, words):
    nurse = conversation(standing)
    result = nurse.say(words)
    assert Result.from_json(result.to_json()).to_json() == result.to_json()


def test_a_history_of_skips_ends():
    nurse = Nurse.opened(taught())
    nurse.tap("consent:yes")
    for _ in range(120):
        if nurse.question == "confirm_summary":
            break
        nurse.say("skip")
    assert nurse.question == "confirm_summary"


def test_a_history_of_first_choices_ends():
    """The none-of-these of a list, else the first answer; every number is 1, but the age."""
    nurse = Nurse.opened(taught())
    nurse.tap("consent:yes")
    for _ in range(150):
        if nurse.question == "confirm_summary":
            break
        choices = [choice.value for choice in nurse.last.messages[-1].choices]
        none = [value for value in choices if value.endswith((":none", ":no"))]
        nurse.tap((none or choices)[0]) if choices else nurse.say("34" if nurse.question == "age" else "1")
    assert nurse.question == "confirm_summary"
    nurse.tap("confirm_summary:right")
    assert nurse.events == ["completed"]


# Told at the question for her age, in any order; each is read whatever stands open.
STORY = (
    "I am 34 years old", "we have been trying for 14 months", "my periods are irregular", "I have had two miscarriages",
    "I have Hashimoto's", "I take levothyroxine", "my mum has coeliac disease", "I am gluten free",
    "my bowels have been loose for ten weeks", "my thyroid antibodies were positive",
)  # fmt: skip
NONSENSE = ("banana", "???", "the weather is nice", "asdf qwer", "...", "why do you ask?", "what are NK cells?")
STOPS = ("completed", "declined", "paused", "escalated")
# Turns that may go by at one question before it is answered, skipped or closed.
PATIENCE = 3


@cache
def listening() -> Desk:
    """The real protocol and the real reader, read once."""
    return Desk(load(), Reader(load_lexicon()))


def told_in(order) -> tuple[dict, str, list[str]]:
    nurse = Nurse.at(listening(), "age", {"pregnant_now": "no"})
    for words in order:
        nurse.say(words)
    triage = full_json(nurse.desk, nurse.case.history)
    return nurse.flat, triage["level"], triage["rules"]


@pytest.mark.parametrize("seed", range(8))
def test_the_order_in_which_a_story_is_told_never_changes_the_result(seed):
    assert told_in(random.Random(seed).sample(STORY, len(STORY))) == told_in(STORY)


@pytest.mark.parametrize("seed", range(6))
def test_a_slip_put_right_later_is_as_good_as_never_made(seed):
    nurse = Nurse.at(listening(), "age", {"pregnant_now": "no"})
    story = random.Random(seed).sample(STORY, len(STORY))
    for words in ["I am 37 years old", *story, "sorry, I am 34 years old"]:
        nurse.say(words)
    triage = full_json(nurse.desk, nurse.case.history)
    assert (triage["level"], triage["rules"]) == told_in(STORY)[1:]


def one_answer(nurse: Nurse, draw: random.Random, careful: bool) -> None:
    """One answer of a patient who may choose, type, skip, not be sure; a careful one has no danger signs."""
    choices = [choice.value for choice in nurse.last.messages[-1].choices]
    none = [value for value in choices if value.endswith((":none", ":no", ":mistake", ":now", ":right", ":self"))]
    how = draw.choice(("choice", "choice", "words", "skip", "unsure"))
    if nurse.question == "consent":
        nurse.tap("consent:yes")
    elif none and (careful or how in ("skip", "unsure")):
        nurse.tap(none[0])
    elif how == "choice" and choices:
        nurse.tap(draw.choice(choices))
    elif how in ("choice", "words"):
        nurse.say("34" if nurse.question == "age" else str(draw.choice((0, 1, 2, 3, 9, 12))))
    else:
        nurse.say("skip" if how == "skip" else "not sure")


def is_over(nurse: Nurse) -> bool:
    return nurse.case.standing.status in STOPS


@pytest.mark.parametrize("careful", [True, False])
@pytest.mark.parametrize("seed", range(10))
def test_every_interview_ends_whatever_is_answered_in_between(seed, careful):
    """Nonsense, questions back and taps of other questions never hold it up for ever, nor end it unsaid."""
    draw = random.Random(seed)
    nurse = Nurse.opened(listening(), draw.choice(("UK", "US", "EU", None)))
    answers = 0
    while not is_over(nurse) and answers < 120:
        for _ in range(draw.randint(0, PATIENCE) if draw.random() < 0.3 else 0):
            before = nurse.question
            nurse.say(draw.choice(NONSENSE)) if draw.random() < 0.8 else nurse.tap("age:none")
            assert is_over(nurse) or nurse.question is not None, f"the question {before} was lost"
        if not is_over(nurse):
            one_answer(nurse, draw, careful)
            answers += 1
    assert is_over(nurse), nurse.question
    assert nurse.last.messages
    if careful:
        assert "completed" in {nurse.case.standing.status}, nurse.text
