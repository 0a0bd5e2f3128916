"""Long texts are cut where a reader would pause, and never within a word, a number or a link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yarrow.gateway.channels.rendering.split import split

TEXTS = st.text(st.sampled_from("ab cd.?!\n,1 2(9)-+'’é😀"), max_size=300) | st.text(max_size=200)


@given(TEXTS, st.integers(1, 80))
def test_no_part_is_longer_than_it_may_be_and_every_word_is_there_in_order(text, limit):
    parts = split(text, limit)
    assert all(0 < len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(st.lists(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=20), max_size=60))
def test_a_word_that_fits_is_never_cut(words):
    parts = split(" ".join(words), 20)
    assert " ".join(parts).split() == " ".join(words).split()


@given(TEXTS)
def test_what_fits_stays_as_it_is(text):
    assert split(text, len(text) + 1) == ((text.strip(),) if text.strip() else ())


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("One two.\n\nThree four.\n\nFive.", 20, ("One two.", "Three four.\n\nFive.")),
        ("One two.\nThree four.\nFive.", 18, ("One two.", "Three four.\nFive.")),
        ("One is two. Is it? Yes, it is.", 20, ("One is two. Is it?", "Yes, it is.")),
        ("It says “stop.” Then it goes on.", 16, ("It says “stop.”", "Then it goes on.")),
        ("See Dr. Who about it, e.g. Monday. Then rest.", 40, ("See Dr. Who about it, e.g. Monday.", "Then rest.")),
        ("one two three four", 9, ("one two", "three", "four")),
    ],
)
def test_it_is_cut_at_paragraphs_then_lines_then_sentences_then_words(text, limit, parts):
    assert split(text, limit) == parts


NUMBERS = ["0808 808 8000", "116 123", "+44 20 7946 0000", "(020) 7946 0000", "1-833-852-6262", "38.5", "1 000"]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("limit", range(18, 40))
def test_a_number_is_never_torn(number, limit):
    parts = split(f"Please call them on {number} (England) today, or call “{number}” tonight.", limit)
    assert sum(part.count(number) for part in parts) == 2
    assert sum(part.count("(England)") for part in parts) == 1


def test_a_link_is_never_torn():
    link = "https://clinic.example/go/0123456789abcdef"
    parts = split(f"Please open {link} when you can.", len(link) + 3)
    assert link in parts


def test_only_a_word_longer_than_all_the_room_is_cut():
    assert split("a bbbbbbbb c", 4) == ("a", "bbbb", "bbbb", "c")
    assert split("a bbbb c", 4) == ("a", "bbbb", "c")


def test_a_list_is_cut_between_its_lines():
    lines = [f"{number}. An answer of some length, number {number}" for number in range(1, 20)]
    parts = split("What fits?\n\n" + "\n".join(lines), 120)
    assert [line for part in parts for line in part.split("\n") if line][1:] == lines
