"""Danger in the middle of a history: the words are unmistakable, can be acted on, and stay until they were read."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.over_http import OverHttp
from tests.support.places import TESTS
from tests.support.screen_reader import heard

DANGER = "I have crushing chest pain and I can't breathe"


@pytest.fixture
def widget(phone, yarrow):
    widget = phone.take_up(OverHttp(yarrow, TESTS).chat)
    widget.say(DANGER)
    expect(widget.urgent).to_be_visible()
    widget.until_answered()
    return widget


def test_the_words_are_pinned_above_the_conversation_with_numbers_to_tap(widget):
    expect(widget.urgent).to_contain_text("999")
    number = widget.urgent.get_by_role("link", name=re.compile("999")).first
    assert number.get_attribute("href") == "tel:999"
    box = number.bounding_box()
    assert box["height"] >= 44
    assert box["width"] >= 44
    assert widget.urgent.bounding_box()["y"] < widget.log.bounding_box()["y"]


def test_they_are_announced_at_once_assertively_and_once(widget):
    urgent = [words for words in heard(widget.page, "assertive") if "999" in words]
    assert len(urgent) == 1
    assert all(urgent[0] not in words for words in heard(widget.page, "polite"))


def test_they_are_known_without_colour_by_words_a_shape_and_a_border(widget):
    widget.page.emulate_media(forced_colors="active")
    expect(widget.urgent).to_contain_text("Urgent")
    expect(widget.urgent.locator("svg").first).to_be_visible()
    style = (
        "(element) => { const s = getComputedStyle(element); return [s.borderTopStyle, parseFloat(s.borderTopWidth)]; }"
    )
    kind, width = widget.urgent.evaluate(style)
    assert kind == "solid"
    assert width >= 2


def test_they_stay_over_a_reload_until_she_has_read_them_and_then_in_the_conversation(widget):
    widget.page.reload()
    widget.until_answered()
    expect(widget.urgent).to_be_visible()
    assert heard(widget.page) == []
    widget.button("I have read this").click()
    expect(widget.urgent).to_be_hidden()
    expect(widget.said("999").first).to_contain_text("Urgent")
    widget.page.reload()
    widget.until_answered()
    expect(widget.urgent).to_be_hidden()
    expect(widget.said("999").first).to_be_attached()


def test_a_mistake_brings_the_history_back(widget):
    widget.button("I have read this").click()
    assert widget.question()["id"] == "can_you_get_help"
    mistake = next(one["label"] for one in widget.question()["choices"] if one["value"].endswith(":mistake"))
    widget.press(mistake)
    assert widget.question()["id"] == "happening_now"


def test_the_page_is_told_that_there_is_danger_and_nothing_of_what_was_said(phone, yarrow):
    widget = phone.take_up(OverHttp(yarrow, TESTS).chat)
    widget.page.evaluate(
        "() => { window.told = []; addEventListener('yarrow-emergency', (e) => told.push(JSON.stringify(e.detail))); }"
    )
    widget.ask(DANGER)
    assert widget.page.evaluate("() => told") == ['{"level":"T0"}']


def test_danger_typed_while_nobody_can_be_reached_shows_the_number_to_call(phone, yarrow):
    widget = phone.take_up(OverHttp(yarrow, TESTS).chat)
    phone.tolerate("net::ERR_INTERNET_DISCONNECTED")
    phone.context.set_offline(True)
    widget.say(DANGER)
    widget.until_state("away")
    line = widget.page.get_by_role("paragraph").filter(has_text="If this is an emergency, call")
    # The country is known from what was said, or else the number that works from most mobiles is given.
    expect(line.get_by_role("link")).to_have_attribute("href", re.compile("tel:(999|112)"))
    phone.context.set_offline(False)
    expect(widget.urgent).to_be_visible()
