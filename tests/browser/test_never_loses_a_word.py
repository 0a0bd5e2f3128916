"""What a patient wrote reaches the record exactly once and in order, whatever happens to page, network or gateway."""

import pytest
from playwright.sync_api import expect

from tests.support.gateway import until
from tests.support.over_http import OverHttp
from tests.support.places import TESTS

pytestmark = pytest.mark.timeout(120)
CUT = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_CONNECTION_REFUSED", "net::ERR_FAILED", "net::ERR_EMPTY_RESPONSE")


@pytest.fixture
def begun(desktop, yarrow):
    """A device on which a history has come as far as the tests, and what was said since by the record."""
    desktop.tolerate(*CUT, "net::ERR_CONNECTION_RESET", "net::ERR_INCOMPLETE_CHUNKED_ENCODING")
    widget = desktop.take_up(OverHttp(yarrow, TESTS).chat)
    return desktop, widget


def said(device):
    return [message["text"] for message in device.chat.history() if message["from"] == "patient"]


def test_a_message_that_was_not_answered_yet_is_there_after_a_reload_and_answered_once(begun):
    device, widget = begun
    hold = device.yarrow.wires["rasa"].hold(device.chat.id)
    widget.say("My thyroid antibodies were positive")
    until(hold.arrived.is_set)
    widget.page.reload()
    expect(widget.said("My thyroid antibodies were positive")).to_have_count(1)
    hold.released.set()
    widget.until_answered()
    assert said(device) == ["My thyroid antibodies were positive"]
    expect(widget.said("My thyroid antibodies were positive")).to_have_count(1)


def test_words_written_without_a_network_are_marked_kept_over_a_reload_and_sent_in_order_once(begun):
    device, widget = begun
    device.context.set_offline(True)
    widget.say("First: I had a thyroid test")
    widget.until_state("away")
    expect(widget.page.get_by_text("Your words are kept here and will be sent").first).to_be_visible()
    widget.say("Second: it was high")
    widget.say("Third: nobody told me more")
    for words in ("First", "Second", "Third"):
        expect(widget.said(words)).to_contain_text("Not sent yet")
    assert said(device) == []
    device.context.set_offline(False)
    widget.until_answered(6)
    assert said(device) == ["First: I had a thyroid test", "Second: it was high", "Third: nobody told me more"]
    expect(widget.page.get_by_text("Not sent yet")).to_have_count(0)


def test_an_answer_that_is_lost_on_its_way_back_is_asked_for_again_and_nothing_said_twice(begun):
    device, widget = begun
    lost = []

    def lose(route):
        if not lost:
            lost.append(route.fetch())
            route.abort("failed")
        else:
            route.continue_()

    device.context.route(
        "**/messages", lambda route: lose(route) if route.request.method == "POST" else route.continue_()
    )
    widget.ask("I had a thyroid test and it was fine")
    assert lost[0].status == 200
    assert said(device) == ["I had a thyroid test and it was fine"]
    expect(widget.said("I had a thyroid test and it was fine")).to_have_count(1)


def test_a_gateway_that_is_killed_in_the_middle_of_a_turn_has_the_message_once_when_it_is_back(begun):
    device, widget = begun
    yarrow = device.yarrow
    hold = yarrow.wires["rasa"].hold(device.chat.id)
    widget.say("I had a thyroid test")
    until(hold.arrived.is_set)
    yarrow.kill("gateway")
    hold.released.set()
    widget.until_state("away")
    expect(widget.said("I had a thyroid test")).to_have_count(1)
    widget.say("It was fine")
    yarrow.restart("gateway")
    widget.until_answered(4)
    assert said(device) == ["I had a thyroid test", "It was fine"]


def test_a_tab_that_was_closed_is_opened_again_where_she_left_with_what_was_not_sent(begun):
    device, widget = begun
    widget.ask("none of these")
    asked = widget.question()["id"]
    device.context.set_offline(True)
    widget.say("Not at all, I think")
    widget.until_state("away")
    widget.composer.fill("half a sen")
    widget.page.close()
    device.context.set_offline(False)
    again = device.talk()
    again.until_answered(4)
    assert asked != again.question()["id"]
    assert said(device) == ["none of these", "Not at all, I think"]
    assert again.composer.input_value() == "half a sen"


def test_a_reload_without_a_network_shows_what_was_written_and_sends_it_later(begun):
    device, widget = begun
    device.context.route("**/api/**", lambda route: route.abort("failed"))
    widget.say("I had a thyroid test")
    widget.until_state("away")
    widget.page.reload()
    widget.until_state("away")
    expect(widget.said("I had a thyroid test")).to_contain_text("Not sent yet")
    device.context.unroute("**/api/**")
    widget.button("Try now").click()
    widget.until_answered(3)
    assert said(device) == ["I had a thyroid test"]
