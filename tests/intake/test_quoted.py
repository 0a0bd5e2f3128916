"""A question about one thing in a long message says that thing again in her own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.nurse import Nurse
from yarrow.commands.desk import load_protocol
from yarrow.intake.ports import Desk
from yarrow.intake.quoted import LONGEST, SHORT, quoted
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon

STORY = (
    "We have been at this for two years and I lost one in May. My sister fainted in the shop on Saturday, "
    "she is six weeks along as well. I am on thyroxine and I eat well."
)


def place(words: str) -> tuple[int, int]:
    start = STORY.index(words)
    return start, start + len(words)


def test_the_sentence_is_said_again():
    assert quoted(STORY, *place("fainted")) == (
        "My sister fainted in the shop on Saturday, she is six weeks along as well."
    )


@pytest.mark.parametrize("text", ["I fainted yesterday", STORY.replace(".", ",")[: SHORT - 1]])
def test_of_a_short_message_nothing_is_said_again(text):
    assert quoted(text, 2, 6) is None


def test_a_single_long_sentence_is_cut_round_the_place_at_whole_words():
    text = " and then ".join(f"part {number} of my day" for number in range(20))
    start = text.index("part 9")
    said = quoted(text + ". Yes.", start, start + 6) or ""
    assert "part 9 of my day" in said
    assert said.startswith("… ")
    assert said.endswith(" …")
    assert set(said.strip("… ").split()) <= set(text.split())


def test_words_that_are_no_place_in_the_text_are_not_said_again():
    assert quoted(STORY, 0, 0) is None


@given(st.text(min_size=1, max_size=400), st.integers(0, 400), st.integers(0, 400))
def test_whatever_was_written_a_quotation_is_short(text, start, end):
    said = quoted(text, min(start, len(text)), min(end, len(text)))
    assert said is None or 0 < len(said) <= LONGEST + 4


def test_in_the_conversation_her_words_stand_before_the_question():
    nurse = Nurse.opened(Desk(load_protocol(), Reader(load_lexicon())))
    nurse.say(STORY)
    assert nurse.question == "happening_now"
    assert "You wrote: “My sister fainted in the shop" in nurse.text


def test_of_a_short_message_the_question_stands_alone():
    nurse = Nurse.opened(Desk(load_protocol(), Reader(load_lexicon())))
    nurse.say("my sister fainted in the shop today")
    assert nurse.question == "happening_now"
    assert "You wrote" not in nurse.text
