"""Numbers of losses in other words: pregnancies of which none stayed, times, numbers put right, twins."""

from __future__ import annotations

import pytest

from tests.language.test_losses_in_stories import told


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Five pregnancies in four years. Not one lasted beyond week nine.", 5),
        ("I got pregnant three times, none survived the first scan", 3),
        ("I've carried two pregnancies, both died early", 2),
        ("I've had 4 pregnancies, all of them ended early", 4),
        ("I had two pregnancies, neither made it past 9 weeks", 2),
    ],
)
def test_none_of_the_pregnancies_stayed(reader, text, count):
    """As many losses as pregnancies."""
    assert told(reader, text)[0] == count


@pytest.mark.parametrize(
    "text",
    [
        "Five pregnancies, I have two living and not one was easy past nine weeks.",
        "I've had 3 pregnancies, all of them ended in a healthy daughter or son",
        "Pregnant twice, both stuck",
        "three pregnancies, all different",
    ],
)
def test_some_of_the_pregnancies_stayed(reader, text):
    """Then the number of pregnancies is none of losses."""
    assert told(reader, text)[0] is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("my form has 2 miscarriages, it's 3", 3),
        ("the nurse typed 4 losses for me but it's 5", 5),
        ("two losses, it's 5 weeks since the last", 2),
        ("I've lost twice and nobody looks into it", 2),
        ("At 27 I lost one in my tenth week. At 33 I lost one at 7 weeks.", 2),
        ("we lost four - 5 weeks, 8 weeks, 9 weeks and 15 weeks", 4),
        ("two first-trimester miscarriages and one neonatal death at 25 weeks", 2),
        ("Mother of two angels and a son. Lost them at 7 weeks and 12 weeks.", 2),
        ("We lost triplets at 9 weeks and in spring a singleton at 6.", 2),
        ("My aunt lost three. I have had two of my own, both in 2023.", 2),
        ("I'll be quick: my notes list four early miscarriages since 2019", 4),
    ],
)
def test_the_number_in_other_words(reader, text, count):
    """Put right, with an age before it, behind a dash, or with what was told before."""
    assert told(reader, text)[0] == count


def test_a_doubted_number_is_asked_about(reader):
    """`Possibly 6` is six, and asked about."""
    heard = reader.read("Possibly 6 miscarriages? It was long ago")
    assert [fact.value for fact in heard.facts if fact.path == "losses_count"] == [6]
    assert heard.ask is not None
    assert heard.ask.question == "losses_count"
