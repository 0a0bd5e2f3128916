"""Answers by number or letter are read only when the text is nothing else."""

import pytest

from yarrow.gateway.channels.rendering import Menu, read_typed

MANY = Menu("m", "numbers", ("q:a", "q:b", "q:c", "q:d"), "q:none", is_many=True)
ONE = Menu("m", "numbers", ("q:a", "q:b", "q:c"))
LETTERS = Menu("m", "letters", ("q:a", "q:b", "q:c"))


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        *[("1", "a"), ("1.", "a"), (" 2) ", "b"), ("(2)", "b"), ("1 and 3", "ac"), ("1,3", "ac"), ("2 & 4", "bd")],
        *[("1, 2 and 3", "abc"), ("1. 3.", "ac"), ("1\n3", "ac"), ("4 1", "da"), ("2 2", "b"), ("1; 2 + 3", "abc")],
        *[("1️⃣ 3️⃣", "ac"), ("1AND3", None)],
    ],
)
def test_the_numbers_of_a_list_are_its_choices_in_the_order_typed(text, letters):
    assert read_typed(text, MANY) == (tuple(f"q:{letter}" for letter in letters) if letters else None)


@pytest.mark.parametrize("text", ["0", "none", "None.", "NONE", "0."])
def test_nought_and_none_are_none_of_these(text):
    assert read_typed(text, MANY) == ("q:none",)
    assert read_typed(text, ONE) is None


@pytest.mark.parametrize(
    "text",
    [
        *["1 or 2", "about 3", "3 weeks", "12/05", "no 1", "1-3", "1.3", "1/2", "not 2", "5", "01", "-1", "1?", "½"],
        *[
            "",
            "  ",
            "and",
            "1 and",
            ",1",
            "0 2",
            "none 1",
            "0,1",
            "b",
            "A",
            "1 b",
            "one",
            "100",
            "1 1/2",
            "+1",
            "²",
            "1 3 5 maybe",
        ],
    ],
)
def test_anything_else_is_words(text):
    assert read_typed(text, MANY) is None


@pytest.mark.parametrize(("text", "value"), [("B", "q:b"), ("b)", "q:b"), ("c.", "q:c"), ("a", "q:a"), ("(A)", "q:a")])
def test_letters_stand_for_choices_where_a_number_could_be_the_answer(text, value):
    assert read_typed(text, LETTERS) == (value,)


@pytest.mark.parametrize("text", ["1", "8", "d", "a b", "a scan", "ab", "I"])
def test_a_number_is_no_choice_of_a_list_with_letters(text):
    assert read_typed(text, LETTERS) is None


@pytest.mark.parametrize("text", ["1 2", "1 and 3", "1,2"])
def test_two_numbers_are_words_where_one_answer_is_asked_for(text):
    assert read_typed(text, ONE) is None


def test_a_list_is_kept_and_read_again():
    assert Menu.from_json(MANY.to_json()) == MANY
    assert Menu.from_json(LETTERS.to_json()) == LETTERS
