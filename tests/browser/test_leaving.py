"""Leaving at once: the page is gone with its place in the history, and nobody who opens it again sees what was said."""

import pytest
from playwright.sync_api import expect

from tests.support.over_http import OverHttp
from tests.support.places import TESTS
from tests.support.widget import Widget

KEPT = "A conversation is kept on this device."


@pytest.fixture
def left(desktop, yarrow, neighbour):
    widget = desktop.take_up(OverHttp(yarrow, TESTS).chat)
    widget.composer.fill("I had a thyr")
    widget.button("Leave this page").click()
    widget.page.wait_for_url(f"{neighbour.url}/weather")
    return widget


def test_going_back_does_not_lead_to_the_conversation(left):
    left.page.go_back()
    assert "/talk" not in left.page.url


def test_opened_again_it_shows_nothing_of_what_was_said(left, desktop):
    widget = Widget(desktop.open("/talk"))
    expect(widget.page.get_by_text(KEPT)).to_be_visible()
    expect(widget.items).to_have_count(0)
    assert "thyr" not in widget.page.locator("body").inner_text()
    assert "tests" not in widget.page.locator("body").inner_text()


def test_it_is_continued_only_when_she_says_so(left, desktop):
    widget = Widget(desktop.open("/talk"))
    widget.button("Continue it").click()
    widget.until_answered()
    assert widget.question()["id"] == "tests"


def test_a_new_one_can_be_started_instead(left, desktop):
    before = desktop.chat.id
    widget = Widget(desktop.open("/talk"))
    widget.button("Start a new one").click()
    widget.until_answered()
    assert desktop.chat.id != before


def test_it_can_be_deleted_unseen(left, desktop):
    before = desktop.chat
    widget = Widget(desktop.open("/talk"))
    widget.button("Delete it").click()
    sure = widget.button("Yes, delete everything")
    expect(sure.or_(widget.page.get_by_text("Everything is deleted"))).to_be_visible()
    if sure.is_visible():
        sure.click()
    expect(widget.page.get_by_text("Your receipt")).to_be_visible()
    assert before.get("messages").status_code == 410


def test_all_that_was_on_the_screen_is_hidden_before_the_next_page_is_asked_for(desktop, yarrow, neighbour):
    widget = desktop.take_up(OverHttp(yarrow, TESTS).chat)
    seen = []
    widget.page.expose_binding("yarrowSeen", lambda _, what: seen.append(what))
    widget.page.evaluate("""() => navigation.addEventListener('navigate', () =>
      yarrowSeen([document.body.innerText, document.querySelector('yarrow-chat')?.checkVisibility() ?? false]))""")
    widget.button("Leave this page").click()
    widget.page.wait_for_url(f"{neighbour.url}/weather")
    assert seen == [["", False]]
