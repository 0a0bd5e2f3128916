"""Markup, scripts and odd characters are words like any others, wherever they come out again."""

import pytest
from playwright.sync_api import expect

from tests.support.gateway import until
from tests.support.over_http import OverHttp
from tests.support.places import ASKS, TESTS
from tests.support.planted import ATTEMPTS, grown

TURNS = "\N{RIGHT-TO-LEFT OVERRIDE}\N{POP DIRECTIONAL FORMATTING}"
WIDE = "() => document.documentElement.scrollWidth <= innerWidth"


def assert_is_only_text(page, words):
    """The words stand there as they were written, and nothing was made of them; what turns text around is left out."""
    words = words.translate({ord(turn): None for turn in TURNS})
    expect(page.get_by_text(words[:200], exact=False).first).to_be_attached()
    assert grown(page) == 0
    assert page.evaluate(WIDE)


@pytest.mark.parametrize("words", ATTEMPTS)
def test_in_the_widget_they_are_text_before_and_after_the_answer_and_after_a_reload(phone, yarrow, words):
    widget = phone.take_up(OverHttp(yarrow, TESTS).chat)
    widget.ask(words)
    assert_is_only_text(widget.page, words)
    widget.page.reload()
    widget.until_answered()
    assert_is_only_text(widget.page, words)
    assert not {"49", *TURNS} & set(" ".join(widget.texts()).split())


def test_as_what_she_hopes_for_they_are_text_on_all_her_pages(phone, yarrow):
    widget = phone.take_up(OverHttp(yarrow, ASKS).chat)
    for words in ATTEMPTS[:5]:
        widget.ask(words)
    with phone.context.expect_page() as opened:
        widget.choose("My summary and my data")
    mine = opened.value
    mine.wait_for_url("**/mine")
    assert grown(mine) == 0
    for what in ("conversation.html", "summary.html"):
        url = widget.page.evaluate(
            "(what) => document.querySelector('yarrow-chat').conversation.link(what, 'patient')", what
        )
        page = phone.open(url)
        assert grown(page) == 0
        assert_is_only_text(page, ATTEMPTS[0]) if what == "conversation.html" else None


def test_kept_on_the_device_they_are_text_when_they_are_read_again(phone, yarrow):
    widget = phone.take_up(OverHttp(yarrow, TESTS).chat)
    phone.tolerate("net::ERR_FAILED")
    phone.context.route("**/api/**", lambda route: route.abort("failed"))
    widget.say(ATTEMPTS[1])
    widget.until_state("away")
    widget.composer.fill(ATTEMPTS[0])
    widget.page.reload()
    widget.until_state("away")
    assert_is_only_text(widget.page, ATTEMPTS[1])
    assert widget.composer.input_value() == ATTEMPTS[0]


def test_storage_that_somebody_else_wrote_into_makes_nothing_of_itself(phone, yarrow):
    widget = phone.take_up(OverHttp(yarrow, TESTS).chat)
    phone.tolerate("answered 4")  # what was planted is no key
    names = widget.page.evaluate("() => Object.keys(localStorage)")
    assert names
    for planted in ("<img src=x onerror=alert(1)>", '{"__proto__": {"polluted": 1}}', "[", "null", '{"text": {}}'):
        widget.page.evaluate(
            "([names, value]) => names.forEach((name) => localStorage.setItem(name, value))", [names, planted]
        )
        widget.page.reload()
        until(
            lambda: widget.page.evaluate("() => !!document.querySelector('yarrow-chat').shadowRoot.childElementCount")
        )
        assert widget.page.evaluate("() => ({}).polluted") is None
        assert grown(widget.page) == 0


def test_a_name_that_is_markup_is_a_name(device, yarrow, neighbour):
    phone = device()
    page = phone.open(
        neighbour.embed(yarrow.url, '<yarrow-chat name="&lt;img src=x onerror=alert(1)&gt;"></yarrow-chat>')
    )
    expect(page.get_by_role("button", name="Chat with <img src=x onerror=alert(1)>")).to_be_visible()
    assert page.locator("img").count() == 0
