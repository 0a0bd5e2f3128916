"""Losses in any odd text: the numbers stay possible."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.test_losses_in_stories import TODAY

SAID = (
    "lost miscarriage miscarriages chemical ectopic stillborn at weeks week 8 12 40 99 two three first "
    "second one another the last both all , . and then my son daughter lived for minutes days scan no "
    "never heartbeat stopped gone by sister I we had have 1 20 60 pregnant times x ( ) - : of them was it "
    "6+3 born "
)


@settings(max_examples=300, deadline=None)
@given(words=st.lists(st.sampled_from([*SAID.split(), "²"]), max_size=40))
def test_no_text_gives_an_impossible_number(reader, words):
    """Never more than 20 losses, never weeks outside 1 to 42."""
    for fact in reader.read(" ".join(words), today=TODAY).facts:
        if fact.path == "losses_count":
            assert 0 <= fact.value <= 20
        if fact.path.startswith("losses["):
            assert 1 <= fact.value.get("weeks", 1) <= 42
            assert int(fact.path[7:-1]) < 20
