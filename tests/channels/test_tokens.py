"""What comes back from a button says which message and which choice, and is short enough for every platform."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yarrow.gateway.channels.rendering.tokens import DONE, SKIP, UNSURE, WHY, read_token, said_by, token

ID = "5b0a4f52-3a52-4f31-9f67-0f1f2a6d7c11"


@given(st.uuids(), st.integers(0, 999))
def test_every_token_reads_back_and_is_at_most_32_bytes(message, index):
    made = token(str(message), index)
    assert read_token(made) == (str(message), index)
    assert len(made.encode()) <= 32


@given(st.text(max_size=40))
def test_what_is_no_token_is_not_read(text):
    read = read_token(text)
    assert read is None or token(*read)[:20] == text[:20]


@pytest.mark.parametrize("told", ["", "yes", ID, token(ID, 1) + "x", token(ID, 1)[:-2], token(ID, 1) + "\n", "." * 24])
def test_a_token_that_was_changed_is_none(told):
    assert read_token(told) is None


@pytest.mark.parametrize("index", [-1, 1000])
def test_a_message_has_no_choice_beyond_the_last(index):
    with pytest.raises(ValueError, match="choices 0 to 999"):
        token(ID, index)


def test_ways_past_a_question_say_what_could_be_typed():
    assert [said_by(index) for index in (SKIP, UNSURE, WHY)] == ["skip", "not sure", "why"]
    assert said_by(DONE) is None
    assert said_by(0) is None
