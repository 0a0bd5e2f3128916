"""Everything can be done with a keyboard alone, and it can always be seen where it acts."""

import pytest
from playwright.sync_api import expect

from tests.support.device import DESKTOP
from tests.support.keyboard import Keyboard
from tests.support.over_http import OverHttp
from tests.support.places import AGE, LOSS, SYMPTOMS
from tests.support.widget import Widget


@pytest.fixture
def desktop(device):
    """A page that glides to where she is would still be on its way when it is looked at."""
    return device(**DESKTOP, reduced_motion="reduce")


def faults(keyboard):
    """The stops at which a patient would not see where she is; the page behind a panel she opened is in its shadow."""
    hidden = [stop for stop in keyboard.stops if not stop.inSight or (stop.covered and stop.inWidget)]
    return [str(stop) for stop in keyboard.stops if stop.outline < 2 or stop in hidden]


def test_the_opening_from_the_launcher_to_the_first_questions_and_closed_again(desktop):
    page = desktop.open("/")
    widget, keyboard = Widget(page), Keyboard(page)
    keyboard.tab_to("Chat with Yarrow", "button")
    keyboard.press("Enter")
    widget.until_answered()
    expect(page.get_by_role("dialog", name="Yarrow")).to_be_visible()
    told = widget.entries()
    consent = widget.question()["choices"][0]["label"]
    keyboard.tab_to(consent, "button")
    keyboard.press("Enter")
    widget.until_answered(told + 2)
    told = widget.entries()
    keyboard.tab_to("Your message", "textbox")
    keyboard.type("me")
    keyboard.press("Enter")
    widget.until_answered(told + 2)
    keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Yarrow")).to_be_hidden()
    assert keyboard.stop().name.startswith("Chat with Yarrow")
    assert faults(keyboard) == []


def test_a_list_is_ticked_with_space_and_sent_with_enter(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, SYMPTOMS).chat)
    keyboard, told = Keyboard(widget.page), widget.entries()
    none = widget.question()["choices"][-1]["label"]
    widget.page.locator("body").click(position={"x": 1, "y": 1})
    stop = keyboard.tab_to(none, "checkbox")
    assert stop.role == "checkbox"
    keyboard.press("Space")
    expect(widget.answers.get_by_role("checkbox", name=none, exact=True)).to_be_checked()
    keyboard.tab_to("Send these answers", "button")
    keyboard.press("Enter")
    widget.until_answered(told + 2)
    assert faults(keyboard) == []


def test_a_number_is_typed_or_stepped(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, AGE).chat)
    keyboard, told = Keyboard(widget.page), widget.entries()
    keyboard.tab_to("", "spinbutton")
    keyboard.type("34")
    keyboard.press("ArrowUp", "Enter")
    widget.until_answered(told + 2)
    assert desktop.chat.get("record").json()["facts"]["age"] == 35
    assert faults(keyboard) == []


def test_a_loss_card_is_filled_in_and_sent(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, LOSS).chat)
    keyboard, told = Keyboard(widget.page), widget.entries()
    keyboard.tab_to("", "radio")
    keyboard.press("Space")
    keyboard.tab_to("", "spinbutton")
    keyboard.type("8")
    keyboard.tab_to("", "radio")
    keyboard.press("Space")
    keyboard.tab_to("Send", "button")
    keyboard.press("Enter")
    widget.until_answered(told + 2)
    assert desktop.chat.get("record").json()["facts"]["losses"][0]["weeks"] == 8
    assert faults(keyboard) == []


def test_an_earlier_answer_is_changed_and_the_change_can_be_left(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, AGE).chat)
    widget.ask("34")
    keyboard = Keyboard(widget.page)
    keyboard.tab_to("Change your answer: 34", "button", back=True)
    keyboard.press("Enter")
    keyboard.tab_to("Cancel", "button")
    keyboard.press("Enter")
    assert keyboard.stop().name == "Change your answer: 34"
    keyboard.press("Enter")
    told = widget.entries()
    keyboard.tab_to("", "spinbutton")
    keyboard.type("36")
    keyboard.press("Enter")
    widget.until_answered(told + 2)
    assert desktop.chat.get("record").json()["facts"]["age"] == 36
    assert faults(keyboard) == []


def test_the_menu_is_opened_walked_through_and_left_with_escape(desktop):
    widget = desktop.talk()
    keyboard = Keyboard(widget.page)
    keyboard.tab_to("Menu", "button")
    keyboard.press("Enter")
    keyboard.tab_to("Privacy")
    met = [stop.name for stop in keyboard.stops]
    for name in ("My summary and my data", "Continue later or on another device", "I have a code", "Delete everything"):
        assert name in met
    keyboard.press("Escape")
    assert keyboard.stop().name == "Menu"
    expect(widget.button("Delete everything")).to_be_hidden()
    assert faults(keyboard) == []


def test_what_lies_behind_the_open_panel_is_laid_bare_with_escape_wherever_she_is(desktop):
    page = desktop.open("/")
    keyboard = Keyboard(page)
    keyboard.tab_to("Chat with Yarrow", "button")
    keyboard.press("Enter")
    Widget(page).until_answered()
    while not (stop := keyboard.tab()) or stop.inWidget or not stop.covered:
        assert len(keyboard.stops) < 60
    keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Yarrow")).to_be_hidden()


@pytest.mark.parametrize("path", ["/talk", "/"])
def test_nothing_holds_the_focus(desktop, path):
    page = desktop.open(path)
    keyboard = Keyboard(page)
    if path == "/":
        keyboard.tab_to("Chat with Yarrow", "button")
        keyboard.press("Enter")
    Widget(page).until_answered()
    first = keyboard.tab()
    met = [first]
    while (stop := keyboard.tab()) != first:
        met.append(stop)
        assert len(met) < 80
    assert {"Menu", "Leave this page", "Your message"} <= {stop.name for stop in met if stop}
    assert faults(keyboard) == []


def test_the_page_is_left_with_shift_three_times(desktop, neighbour):
    widget = desktop.talk()
    Keyboard(widget.page).press("Shift", "Shift", "Shift")
    expect(widget.page).to_have_url(f"{neighbour.url}/weather")
