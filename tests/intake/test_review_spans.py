"""A text is cut where the words of facts begin and end, and nothing of it is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yarrow.intake.review.spans import Segment, Span, segments

SPANS = st.lists(st.builds(Span, st.integers(1, 9), st.integers(-3, 30), st.integers(-3, 30)), max_size=8)


def test_words_of_one_fact_stand_in_one_piece():
    assert segments("I am 34 now", [Span(7, 5, 7)]) == (
        Segment("I am "),
        Segment("34", (7,), (7,)),
        Segment(" now"),
    )


def test_where_two_facts_share_words_both_are_named_and_each_begins_where_it_begins():
    text = "losses, one was ectopic"
    assert segments(text, [Span(1, 0, 23), Span(2, 16, 23)]) == (
        Segment("losses, one was ", (1,), (1,)),
        Segment("ectopic", (1, 2), (2,)),
    )


def test_words_that_cross_are_cut_at_every_border():
    pieces = segments("abcdef", [Span(1, 0, 4), Span(2, 2, 6)])
    assert [(piece.text, piece.numbers) for piece in pieces] == [("ab", (1,)), ("cd", (1, 2)), ("ef", (2,))]


def test_a_text_without_marks_is_one_piece_and_an_empty_one_none():
    assert segments("hello", []) == (Segment("hello"),)
    assert segments("", [Span(1, 0, 3)]) == ()


@given(st.text(max_size=24), SPANS)
def test_whatever_the_spans_the_pieces_make_the_whole_text(text, spans):
    assert "".join(piece.text for piece in segments(text, spans)) == text


@given(st.text(min_size=1, max_size=24), SPANS)
def test_each_fact_is_marked_over_its_words_and_no_others(text, spans):
    pieces = segments(text, spans)
    for number in {span.number for span in spans}:
        held = {
            place
            for span in spans
            if span.number == number
            for place in range(max(span.start, 0), min(span.end, len(text)))
        }
        covered, place = set(), 0
        for piece in pieces:
            if number in piece.numbers:
                covered |= set(range(place, place + len(piece.text)))
            place += len(piece.text)
        assert covered == held
