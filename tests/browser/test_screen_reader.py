"""What a screen reader is given: roles, names, and each new message once."""

import re

from playwright.sync_api import expect

from tests.support.over_http import OverHttp
from tests.support.places import AGE, LOSS, SYMPTOMS, TESTS
from tests.support.screen_reader import heard
from tests.support.widget import Widget


def test_on_load_nothing_is_announced_whether_it_is_new_or_taken_up(desktop, yarrow):
    new = desktop.talk()
    taken_up = desktop.take_up(OverHttp(yarrow, TESTS).chat)
    taken_up.page.reload()
    taken_up.until_answered()
    assert heard(taken_up.page) == []
    assert heard(new.page, "assertive") == []


def test_each_new_message_is_announced_politely_once_and_her_own_not_at_all(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, AGE).chat)
    widget.page.reload()
    widget.until_answered()
    for words in ("34", "yes", "no"):
        widget.ask(words)
    expect(widget.page.get_by_text("Yarrow is writing")).to_be_hidden()
    new = [message["text"] for message in desktop.chat.history() if message["from"] == "assistant"][1:]
    said = " ".join(words for words in heard(widget.page, "polite"))
    for text in new:
        assert said.count(" ".join(text.split())) == 1
    assert not re.search(r"\b34\b", said)
    assert heard(widget.page, "assertive") == []


def test_that_the_connection_is_lost_and_back_is_announced(desktop, yarrow):
    desktop.tolerate("net::ERR_INTERNET_DISCONNECTED")
    widget = desktop.take_up(OverHttp(yarrow, TESTS).chat)
    desktop.context.set_offline(True)
    widget.say("I had a thyroid test")
    widget.until_state("away")
    expect(widget.page.get_by_text("No connection").first).to_be_visible()
    assert len([words for words in heard(widget.page) if "No connection" in words]) == 1
    desktop.context.set_offline(False)
    widget.until_answered(3)


def test_the_log_is_a_list_of_who_said_what_and_when(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, AGE).chat)
    widget.ask("34")
    assert widget.log.get_attribute("aria-live") == "off"
    assert widget.items.first.inner_text().startswith("Yarrow said")
    assert widget.said("34").first.inner_text().startswith("You said")
    at = widget.said("34").first.locator("time").get_attribute("datetime")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", at)


def test_the_headings_and_landmarks_of_the_full_page(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, TESTS).chat)
    page = widget.page
    expect(page.get_by_role("region", name="Yarrow", exact=True)).to_have_count(1)
    expect(page.get_by_role("heading", name="Yarrow", exact=True, level=2)).to_have_count(1)
    expect(page.get_by_role("progressbar")).to_have_accessible_name(re.compile(r"Part \d of \d: "))
    assert page.locator("html").get_attribute("lang") == "en-GB"


def test_a_list_is_a_group_of_named_groups_of_checkboxes(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, SYMPTOMS).chat)
    expect(widget.answers).to_have_count(1)
    for group in widget.question()["groups"]:
        boxes = widget.answers.get_by_role("group", name=group["title"], exact=True).get_by_role("checkbox")
        expect(boxes).to_have_count(len(group["values"]))
    for small in ("Skip", "I'm not sure", "Why do you ask?"):
        expect(widget.button(small)).to_have_count(1 if small != "Skip" or widget.question()["skippable"] else 0)


def test_a_loss_card_is_named_by_what_it_asks(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, LOSS).chat)
    for part in widget.question()["parts"]:
        # The card is of one loss: that it is about the first one has just been said.
        asks = part["text"].removeprefix("About your first loss: ")
        named = re.compile(re.escape(asks), re.IGNORECASE)
        expect(widget.answers.get_by_role("group", name=named)).to_have_count(1)
    assert widget.answers.get_by_role("radio").count() >= 6
    assert widget.answers.get_by_role("spinbutton").get_attribute("min") is not None


def test_the_stepper_says_its_unit_and_its_bounds(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, AGE).chat)
    stepper = widget.answers.get_by_role("spinbutton")
    expect(stepper).to_have_accessible_name(re.compile("years"))
    question = widget.question()
    assert (stepper.get_attribute("min"), stepper.get_attribute("max")) == (
        str(question["minimum"]),
        str(question["maximum"]),
    )
    stepper.fill(str(question["maximum"] + 1))
    widget.answers.get_by_role("button", name="Send", exact=True).click()
    expect(stepper).to_be_focused()
    assert str(question["maximum"]) in stepper.evaluate("(field) => field.validationMessage")
    assert widget.entries() == 1


def test_the_launcher_says_whether_its_panel_is_open(desktop):
    widget = Widget(desktop.open("/"))
    expect(widget.launcher).to_have_attribute("aria-expanded", "false")
    widget.launcher.click()
    expect(widget.page.get_by_role("button", name="Chat with Yarrow", include_hidden=True)).to_have_attribute(
        "aria-expanded", "true"
    )
