"""What is said after something was done."""

import pytest

from yarrow.console.said import SAID, go


def test_the_address_carries_a_code_and_never_words():
    answer = go("/conversations/c1?page=2#notes", "noted")
    assert (answer.status_code, answer.headers["location"]) == (303, "/conversations/c1?page=2&said=noted#notes")


def test_nothing_need_be_said():
    assert go("/worklist").headers["location"] == "/worklist"


def test_a_code_that_has_no_words_is_a_mistake():
    with pytest.raises(KeyError):
        go("/worklist", "she is bleeding")


def test_the_codes_stand_in_order_and_their_words_are_sentences():
    assert list(SAID) == sorted(SAID)
    assert [words for words in SAID.values() if not words.endswith(".")] == []
