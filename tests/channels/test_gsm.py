"""A text message keeps to its small alphabet where that changes nothing of what is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yarrow.gateway.channels.rendering.gsm import BASIC, EXTENDED, PLAIN, fits_alphabet, plain, septets


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I’m “here” – now…", 'I\'m "here" - now...'),
        ("38.5 °C", "38.5 degrees C"),
        ("38°C or more", "38 degrees C or more"),
        ("turn 180°", "turn 180 degrees"),
        ("≥ 24 weeks", ">= 24 weeks"),
        ("half: ½", "half: 1/2"),
        ("Sjögren's", "Sjögren's"),
        ("111\u00a0now", "111 now"),
    ],
)
def test_typographic_signs_are_said_plainly(text, said):
    assert plain(text) == said
    assert fits_alphabet(said)


@pytest.mark.parametrize("text", ["Zoë", "Łucja", "نعم", "🌱"])
def test_letters_of_names_and_other_languages_stay(text):
    assert plain(text) == text


def test_what_replaces_a_sign_is_in_the_alphabet():
    assert all(fits_alphabet(said) for said in PLAIN.values())
    assert not any(sign in BASIC or sign in EXTENDED for sign in PLAIN)


@given(st.text(st.sampled_from(sorted(BASIC - {"\r"} | EXTENDED))))
def test_plain_text_stays_as_it_is(text):
    assert plain(text) == text


def test_some_signs_take_the_room_of_two():
    assert septets("a€b[]") == 2 + 3 * 2


def test_one_sign_outside_the_alphabet_and_every_sign_takes_more():
    assert septets("a" * 70) == 70
    assert septets("a" * 69 + "ł") == 160  # what one message holds of either
