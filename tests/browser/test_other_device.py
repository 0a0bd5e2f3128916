"""A history is stopped for now, and taken up later or on another device."""

import re

from playwright.sync_api import expect

from tests.support.device import DESKTOP, PHONE
from tests.support.over_http import OverHttp
from tests.support.places import TESTS

CODE = re.compile(r"[A-Z0-9][A-Z0-9 -]{6,}[A-Z0-9]")


def code_on(widget):
    """A code as it is shown, to be written down."""
    widget.choose("Continue later or on another device")
    shown = widget.page.get_by_text(CODE).filter(visible=True).last
    expect(shown).to_be_visible()
    return shown.inner_text()


def enter(widget, code):
    widget.choose("I have a code")
    widget.page.get_by_role("textbox", name="Your code").fill(code)
    widget.button("Continue").click()


def test_pause_says_so_and_she_goes_on_by_writing(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, TESTS).chat)
    told = widget.entries()
    widget.choose("Pause")
    widget.until_answered(told + 2)
    assert desktop.chat.get("record").json()["status"] == "paused"
    widget.ask("I'm back, let's carry on")
    assert desktop.chat.get("record").json()["status"] == "in_progress"
    assert widget.question()["id"] == "tests"


def test_with_the_code_another_device_goes_on_and_the_old_one_says_that_it_is_gone(device, yarrow):
    one, two = device(**DESKTOP), device(**PHONE)
    one.tolerate("answered 401")
    here = one.take_up(OverHttp(yarrow, TESTS).chat)
    here.ask("none of these")
    texts, code = here.texts(), code_on(here)
    there = two.talk()
    enter(there, code)
    there.until_answered(3)
    expect(there.said("none of these")).to_have_count(1)
    assert there.texts() == texts
    here.page.reload()
    expect(here.page.get_by_text("can't be opened from here any more")).to_be_visible()
    expect(here.items).to_have_count(0)
    expect(here.button("I have a code")).to_be_visible()
    here.button("Start a new one").click()
    here.until_answered()


def test_a_code_that_does_not_work_says_so_and_leaves_everything_as_it_is(desktop, yarrow):
    desktop.tolerate("answered 401")
    widget = desktop.take_up(OverHttp(yarrow, TESTS).chat)
    enter(widget, "ABCD EFGH JKLM")
    expect(widget.page.get_by_text(re.compile("code .*(work|right|know)"))).to_be_visible()
    widget.button("Back to the conversation").click()
    assert widget.question()["id"] == "tests"
