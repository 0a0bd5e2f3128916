"""What is hers: read, taken along, corrected and deleted on a page of her own, opened from the widget."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.over_http import OverHttp
from tests.support.pages import delete
from tests.support.places import at

TOLD = at("asks", losses_count=2, live_births=1, conditions=["hashimoto"])


@pytest.fixture
def mine(desktop, yarrow):
    """Her page, opened from the menu in a new tab."""
    widget = desktop.take_up(OverHttp(yarrow, TOLD).chat)
    with desktop.context.expect_page() as opened:
        widget.choose("My summary and my data")
    page = opened.value
    page.wait_for_url("**/mine")
    return page


def test_the_key_is_in_no_address_and_out_of_reach_of_scripts(mine, desktop):
    assert re.fullmatch(r"http://[^/]+/mine", mine.url)
    assert mine.evaluate("() => document.cookie") == ""
    cookie = next(one for one in desktop.context.cookies() if one["name"] == "yarrow_chat")
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Lax", "/")


def test_what_is_stored_stands_there_and_the_chat_goes_on_beside_it(mine, desktop):
    expect(mine.get_by_text("34", exact=False).first).to_be_visible()
    widget = desktop.talk()
    assert widget.question()["id"] == "asks"


def test_the_files_are_there_to_take_along(mine, desktop):
    names = mine.get_by_role("link").or_(mine.get_by_role("button")).all_inner_texts()
    for kind in ("PDF", "FHIR", "JSON"):
        assert any(kind in name for name in names), names


def test_an_answer_is_corrected(mine, desktop):
    row = mine.get_by_role("listitem").or_(mine.get_by_role("row")).filter(has_text="How old are you").last
    row.get_by_role("link", name="Change").click()
    mine.locator("input[name=number]").fill("36")
    mine.get_by_role("button", name="Send", exact=True).or_(mine.get_by_role("button", name="Save")).last.click()
    assert desktop.chat.get("record").json()["facts"]["age"] == 36


def test_deleted_there_it_is_gone_here_too(mine, desktop):
    desktop.tolerate("answered 410", "answered 401")
    widget = desktop.talk()
    delete(mine)
    expect(mine.get_by_text(re.compile("receipt", re.IGNORECASE)).first).to_be_visible()
    expect(widget.page.get_by_text("Everything is deleted")).to_be_visible()
