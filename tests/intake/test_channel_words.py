"""What is said in messaging apps only, and the open question put once more."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.intake.nurse import Nurse
from yarrow.intake.case import Case, Standing
from yarrow.intake.channel_words import channel_words
from yarrow.intake.known import history_of
from yarrow.intake.once_more import put_once_more
from yarrow.intake.prompts import CONSENT, SUMMARY

WORDING = Path(__file__).parents[2] / "protocol/wording/channels.yml"
NAMES = tuple(yaml.safe_load(WORDING.read_text(encoding="utf-8"))["channels"])


@pytest.mark.parametrize("what", NAMES)
def test_all_words_of_messaging_apps_can_be_said_to_anybody(desk, what):
    said = channel_words(desk, Case(), what, link="https://example.org/go/1")
    assert said.text
    assert "{" not in said.text
    assert (said.choices, said.question, said.level) == ((), None, None)


def test_help_names_the_emergency_number_first_and_offers_it_to_be_tapped(desk):
    said = channel_words(desk, Case(history_of({"locale": "UK"})), "help")
    assert said.text.startswith("In an emergency call 999")
    assert "tel:999" in [call.to for call in said.calls]
    assert [word for word in ("STOP", '"delete my data"', "Yarrow", "person") if word not in said.text] == []


def test_help_offers_a_link_only_where_one_can_be_made(desk):
    without, with_link = (channel_words(desk, Case(), what).text for what in ("help", "help_link"))
    assert "LINK" not in without
    assert with_link.startswith(without)
    assert "LINK" in with_link


def test_a_link_can_be_left_to_be_filled_in_when_it_is_sent(desk):
    assert "{link}" in channel_words(desk, Case(), "link", link="{link}").text


def test_a_tap_on_an_earlier_message_is_met_with_the_words_of_the_chat(desk):
    assert "earlier question" in channel_words(desk, Case(), "stale").text


def test_words_that_nobody_has_written_are_a_mistake(desk):
    with pytest.raises(KeyError):
        channel_words(desk, Case(), "no_such_words")


def test_the_open_question_is_put_once_more_as_it_was(desk):
    nurse = Nurse.at(desk, "age")
    (said,) = put_once_more(desk, nurse.case)
    assert said.question["id"] == "age"


@pytest.mark.parametrize(
    ("question", "known", "standing"),
    [
        (None, {}, {}),
        ("age", {"age": 34}, {}),
        ("age", {}, {"status": "paused"}),
        (CONSENT, {}, {"consent": True}),
    ],
    ids=["none is open", "answered meanwhile", "paused", "agreed already"],
)
def test_nothing_is_put_once_more_where_nothing_waits_for_an_answer(desk, question, known, standing):
    case = Case(history_of(known), Standing(question=question, section="about", **standing))
    assert put_once_more(desk, case) == ()


def test_consent_that_waits_is_put_once_more(desk):
    (said,) = put_once_more(desk, Case(history_of({}), Standing(question=CONSENT)))
    assert said.question["id"] == CONSENT


def test_the_summary_that_waits_is_put_once_more_whole(desk):
    nurse = Nurse.at(desk, SUMMARY, {"age": 34})
    assert put_once_more(desk, nurse.case)[-1].question["id"] == SUMMARY
