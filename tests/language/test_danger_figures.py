"""Figures of speech and grief in words of danger, and the danger they sound like."""

from __future__ import annotations

import pytest

QUIET = [
    "beats me, nobody told us",
    "that one beats me",
    "I can't talk about her yet without welling up",
    "I just sob in the car after work",
    "can't swallow the news at all",
    "my legs went to jelly when she said there was nothing there",
    "we are seeing stars with happiness",
]
DANGER = [
    ("he drinks and then beats me", "abuse"),
    ("I suddenly can't talk properly, it comes out as mush", "stroke_signs"),
    ("I'm sob after ten stairs", "breathless"),
    ("can't swallow at all since breakfast, not even my spit", "cannot_swallow"),
    ("my legs turned to jelly when I stood up and I went down", "faint"),
    ("I'm seeing stars and my head is splitting", "visual_disturbance"),
]


@pytest.mark.parametrize("text", QUIET)
def test_a_figure_of_speech_is_no_danger(reader, text):
    assert reader.read(text).red_flags == ()


@pytest.mark.parametrize(("text", "symptom"), DANGER)
def test_the_danger_it_sounds_like_is_heard(reader, text, symptom):
    assert symptom in reader.read(text).red_flags
