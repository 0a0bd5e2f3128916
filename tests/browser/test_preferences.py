"""However she has set her screen, all is there: zoom, spacing, less motion, her own colours, right to left."""

import pytest
from playwright.sync_api import expect

from tests.support.layout import moving, out_of_place, space_text
from tests.support.over_http import OverHttp
from tests.support.places import LOSS, SYMPTOMS, TESTS
from tests.support.states import STATES
from tests.support.widget import Widget

TOLD = ("opened", "symptoms", "loss", "finished", "emergency", "menu", "code", "away")
# A window of 1280 × 1024 at 200 % and at 400 %.
ZOOMED = {"200": {"width": 640, "height": 512}, "400": {"width": 320, "height": 256}}


@pytest.mark.parametrize("percent", ZOOMED)
@pytest.mark.parametrize("state", TOLD)
def test_zoomed_in_nothing_is_out_of_sight_and_nothing_has_to_be_scrolled_sideways(device, state, percent):
    page = STATES[state](device(viewport=ZOOMED[percent])).page
    assert out_of_place(page) == []


@pytest.mark.parametrize("state", ["symptoms", "loss", "emergency"])
def test_at_400_percent_everything_can_still_be_reached(device, state):
    widget = STATES[state](device(viewport=ZOOMED["400"]))
    for button in (*widget.answers.get_by_role("button").all(), widget.composer, widget.button("Send").last):
        button.scroll_into_view_if_needed()
        button.click(trial=True)
    if state == "emergency":
        widget.button("I have read this").click()
        expect(widget.urgent).to_be_hidden()


@pytest.mark.parametrize("state", TOLD)
def test_with_more_room_between_letters_words_and_lines_nothing_is_lost(phone, state):
    page = STATES[state](phone).page
    space_text(page)
    assert out_of_place(page) == []


def test_with_less_motion_nothing_moves(device, yarrow):
    quiet = device(reduced_motion="reduce")
    widget = STATES["waiting"](quiet)
    assert moving(widget.page) == []


@pytest.mark.parametrize("state", ["symptoms", "emergency", "menu"])
def test_in_forced_colours_buttons_and_messages_have_borders(device, state):
    widget = STATES[state](device(forced_colors="active"))
    width = (
        "(one) => parseFloat(getComputedStyle(one).borderTopWidth) || parseFloat(getComputedStyle(one).outlineWidth)"
    )
    for one in (widget.composer, widget.button("Send").last, widget.menu):
        assert one.evaluate(width) >= 1
    if state == "emergency":
        assert widget.urgent.evaluate(width) >= 2


@pytest.mark.parametrize("start", [SYMPTOMS, LOSS, TESTS], ids=["symptoms", "loss", "tests"])
def test_from_right_to_left_it_is_mirrored_and_nothing_overlaps(device, yarrow, neighbour, start):
    one = device()
    chat = OverHttp(yarrow, start).chat
    code = chat.http.post(f"{chat.path}/resume-code", headers=chat.key).json()["code"]
    widget = Widget(one.open(neighbour.embed(yarrow.url, '<yarrow-chat mode="full"></yarrow-chat>', dir="rtl")))
    widget.until_answered()
    widget.page.evaluate("(code) => document.querySelector('yarrow-chat').conversation.resume(code)", code)
    widget.until_answered()
    widget.ask("no")
    middle = widget.page.viewport_size["width"] / 2
    mine, theirs = (
        widget.said(words).last.locator("[dir=auto]").first.bounding_box() for words in ("You said", "Yarrow said")
    )
    assert mine["x"] < theirs["x"] or mine["x"] + mine["width"] < middle + mine["width"] / 2
    assert widget.button("Menu").bounding_box()["x"] < middle
    assert out_of_place(widget.page) == []
