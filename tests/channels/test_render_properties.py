"""Whatever the words, the answers and the platform: nothing is cut, dropped, torn or out of reach."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.putting import ID, PHRASES, asking, putting
from yarrow.gateway.channels.piece import Limits
from yarrow.gateway.channels.rendering import Rendered, read_token, read_typed, render
from yarrow.gateway.channels.rendering.gsm import plain
from yarrow.gateway.channels.rendering.put import Put
from yarrow.gateway.channels.rendering.room import room_of, signs

LETTERS = st.characters(categories=["L", "N", "P", "S"], include_characters="’“°é😀")
WORDS = st.text(LETTERS, min_size=1, max_size=30)
SPACES = st.sampled_from([" ", " ", " ", "\n", "\n\n", ". ", "? "])
TEXTS = st.lists(st.tuples(WORDS, SPACES), min_size=1, max_size=100).map(lambda parts: "".join(a + b for a, b in parts))
LABELS = st.lists(
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join).filter(lambda label: label == label.strip()),
    max_size=28,
    unique=True,
)
KINDS = st.sampled_from(["choice", "multi_choice", "yes_no", "number", "text", "loss"])


@st.composite
def platforms(draw) -> Limits:
    text = draw(st.integers(400, 4096))
    return Limits(
        text=text,
        with_options=draw(st.integers(400, text)),
        buttons=draw(st.sampled_from([0, 3, 13, 90])),
        button=draw(st.integers(4, 75)),
        rows=draw(st.sampled_from([0, 10])),
        row=24,
        row_detail=draw(st.integers(0, 72)),
        ticks=draw(st.sampled_from([0, 10, 90])),
        tick=draw(st.integers(4, 75)),
        alphabet=draw(st.sampled_from(["unicode", "gsm"])),
        hides_previews=draw(st.booleans()),
        extras=draw(st.integers(0, 3)),
    )


@st.composite
def puts(draw) -> Put:
    labels = draw(LABELS)
    none = draw(st.sampled_from([None, *labels]))
    message = asking(draw(TEXTS), labels, draw(KINDS), none, skippable=draw(st.booleans()))
    return putting(
        message,
        by=draw(st.sampled_from([None, "Nurse"])),
        is_sensitive=draw(st.booleans()),
        is_urgent=draw(st.booleans()),
        hint=draw(st.sampled_from([None, "ways"])),
    )


def said(rendered: Rendered) -> list[str]:
    """Every word that is read, in order."""
    return " ".join(piece.text for piece in rendered.pieces).split()


@settings(max_examples=60)
@given(puts(), platforms())
def test_every_piece_is_within_what_the_platform_takes(put, limits):
    room = room_of(limits.alphabet)
    for piece in render(put, limits, PHRASES).pieces:
        assert 0 < room(piece.text) <= (limits.with_options if piece.options or piece.extras else limits.text)
        assert (
            len(piece.options)
            <= {"none": 0, "buttons": limits.buttons, "rows": limits.rows, "ticks": limits.ticks}[piece.form]
        )
        fits = {"buttons": limits.button, "rows": limits.row, "ticks": limits.tick}.get(piece.form, 0)
        assert all(signs(option.label) <= fits for option in piece.options)
        assert all(signs(option.detail or "") <= limits.row_detail for option in piece.options)
        assert len(piece.extras) <= limits.extras


@settings(max_examples=60)
@given(puts(), platforms())
def test_every_word_of_the_text_is_there_in_order(put, limits):
    words = plain(put.message.text).split() if limits.alphabet == "gsm" else put.message.text.split()
    shown = iter(said(render(put, limits, PHRASES)))
    assert all(word in shown for word in words)


@settings(max_examples=60)
@given(puts(), platforms())
def test_every_answer_can_be_read_whole(put, limits):
    rendered = render(put, limits, PHRASES)
    last = rendered.pieces[-1]
    places = [*(option.label for option in last.options), *(option.detail or "" for option in last.options)]
    lines = [line for piece in rendered.pieces for line in piece.text.split("\n")]
    for choice in put.message.choices:
        label = plain(choice.label) if limits.alphabet == "gsm" else choice.label
        # A sign that is written as a word ("°") may lose the space before it.
        assert choice.label in places or any(line.partition(". ")[2].strip() == label.strip() for line in lines)


@settings(max_examples=60)
@given(puts(), platforms())
def test_every_answer_can_be_given_and_says_what_was_meant(put, limits):
    rendered = render(put, limits, PHRASES)
    values = [choice.value for choice in put.message.choices]
    tapped = [read_token(option.token) for option in rendered.pieces[-1].options]
    assert all(read is not None and read[0] == ID for read in tapped)
    given_by_tap = {values[read[1]] for read in tapped if read is not None}
    typed = set()
    if rendered.menu is not None:
        for value in values:
            assert read_typed(rendered.menu.sign(value), rendered.menu) == (value,)
            typed.add(value)
    assert given_by_tap | typed == set(values)


@settings(max_examples=60)
@given(puts(), platforms())
def test_a_label_that_is_tapped_stands_on_the_choice_it_sends(put, limits):
    rendered = render(put, limits, PHRASES)
    for option in rendered.pieces[-1].options:
        read = read_token(option.token)
        assert read is not None
        choice = put.message.choices[read[1]]
        shown = rendered.menu.sign(choice.value) if rendered.menu is not None else None
        assert choice.label in (option.label, option.detail) or option.label == shown


@settings(max_examples=60)
@given(puts(), platforms())
def test_urgent_words_have_nothing_before_them(put, limits):
    rendered = render(replace(put, is_urgent=True, by=None), limits, PHRASES)
    first = said(rendered)[3:] if len(rendered.pieces) > 1 else said(rendered)
    text = plain(put.message.text) if limits.alphabet == "gsm" else put.message.text
    assert first[0] == text.split()[0]
    assert all(piece.preview is None and piece.is_urgent and not piece.extras for piece in rendered.pieces)
