"""The buttons beside the lines of locales.yml: what is said and what is tapped are the same numbers."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.support.interviews import protocol
from yarrow.clinical.call import Call
from yarrow.clinical.locale import Locale
from yarrow.protocol.calls import LONGEST_LABEL, line, lines, numbers_in
from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.where import Where

HERE = Where("locales.yml")
PLACES = sorted(protocol().locales.values(), key=lambda place: place.id)


def test_a_line_with_numbers_has_a_button_for_each_in_the_order_they_are_said() -> None:
    calls = [{"label": "Call 999", "tel": "999"}, {"label": "Call 112", "tel": "112"}]
    said, found = line({"say": "999 (or 112)", "calls": calls}, HERE)
    assert said == "999 (or 112)"
    assert found == (Call("Call 999", "tel:999"), Call("Call 112", "tel:112"))


def test_a_line_to_text_carries_what_to_text() -> None:
    calls = [{"label": "Text SHOUT to 85258", "sms": "85258", "body": "SHOUT"}]
    _, found = line({"say": "text SHOUT to 85258", "calls": calls}, HERE)
    assert found == (Call("Text SHOUT to 85258", "sms:85258?&body=SHOUT"),)


def test_a_line_without_a_number_needs_no_button() -> None:
    assert line("your local out-of-hours doctor", HERE) == ("your local out-of-hours doctor", ())
    assert line("press 5 for option 12", HERE)[1] == ()


def test_the_same_number_in_two_lines_is_one_button() -> None:
    one = {"say": "988", "calls": [{"label": "Call 988", "tel": "988"}]}
    other = {"say": "988 (call or text)", "calls": [{"label": "Call 988 now", "tel": "988"},
                                                    {"label": "Text 988", "sms": "988"}]}  # fmt: skip
    assert lines([one, other], HERE)[1] == (Call("Call 988", "tel:988"), Call("Text 988", "sms:988"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("999 (or 112)", "`calls` with the number 112"),
        ({"say": "999 (or 112)", "calls": [{"label": "Call 999", "tel": "999"}]}, "the number 112"),
        ({"say": "999", "calls": [{"label": "Call 998", "tel": "998"}]}, "a number that the line says"),
        ({"say": "999", "calls": [{"label": "Call 998", "tel": "999"}]}, "the number 999"),
        ({"say": "999", "calls": [{"label": f"Call 999 {'now ' * 6}", "tel": "999"}]}, "30 characters"),
        ({"say": "999", "calls": [{"label": "Call 999"}]}, "to call (tel) or to text (sms)"),
        ({"say": "999", "calls": [{"label": "999", "tel": "999", "sms": "999"}]}, "to call (tel) or to text (sms)"),
        ({"say": "999", "calls": [{"label": "Call us", "tel": "us"}]}, "a number that the line says"),
        ({"say": "text HI to 999", "calls": [{"label": "Text 999", "sms": "999", "body": "HO"}]}, "says to text"),
        ({"say": "HI to 999", "calls": [{"label": "Call 999", "tel": "999", "body": "HI"}]}, "says to text"),
        ({"say": "999", "calls": "999"}, "a list such as"),
        ({"say": "999", "call": []}, "did you mean 'calls'?"),
        (None, "a text"),
    ],
)
def test_a_line_and_buttons_that_do_not_agree_are_refused(value: Any, expected: str) -> None:
    with pytest.raises(ProtocolError) as refused:
        line(value, HERE)
    assert expected in refused.value.expected


def test_lines_are_a_list() -> None:
    with pytest.raises(ProtocolError):
        lines("116 123", HERE)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_every_number_said_in_a_place_can_be_tapped_and_no_other(place: Locale) -> None:
    for field, calls in place.calls.items():
        said = getattr(place, field)
        numbers = numbers_in(said if isinstance(said, str) else "; ".join(said))
        assert {re.sub(r"\D", "", call.to) for call in calls} == numbers
        assert all(len(call.label) <= LONGEST_LABEL for call in calls)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_every_place_has_an_emergency_number_to_call(place: Locale) -> None:
    assert place.calls["emergency"][0].to.startswith("tel:")
