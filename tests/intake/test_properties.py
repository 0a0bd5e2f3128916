"""What holds of every conversation, whatever is said."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.nurse import Nurse
from tests.intake.scripted_reader import ScriptedReader, told
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Result
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


@settings(max_examples=200, deadline=None)
@given(standing=standings(), words=any_words)
def test_any_words_in_any_standing_get_words(standing, words):
    nurse = conversation(standing)
    nurse.say(words)
    assert nurse.last.messages
    assert all(message.text.strip() for message in nurse.last.messages)


@settings(max_examples=150, deadline=None)
@given(
    standing=standings(), tapped=st.sampled_from(QUESTIONS), value=st.sampled_from(("yes", "no", "right", "x", "none"))
)
def test_any_tap_in_any_standing_gets_words(standing, tapped, value):
    nurse = conversation(standing)
    nurse.tap(f"{tapped}:{value}")
    assert nurse.last.messages


@settings(max_examples=60, deadline=None)
@given(said=st.lists(any_words, min_size=1, max_size=8))
def test_facts_are_only_ever_added(said):
    nurse = Nurse.at(taught(), "age", {"pregnant_now": "no"})
    for words in said:
        before = nurse.case.history.facts
        nurse.say(words)
        assert nurse.case.history.facts[: len(before)] == before


@settings(max_examples=60, deadline=None)
@given(said=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5))
def test_the_same_words_always_come_to_the_same(said):
    one, other = (Nurse.at(taught(), "age", {"pregnant_now": "no"}) for _ in range(2))
    for words in said:
        assert one.say(words).to_json() == other.say(words).to_json()


@settings(max_examples=60, deadline=None)
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
