"""Two tabs of one device show the same conversation, and both may write in it."""

from playwright.sync_api import expect

from tests.support.over_http import OverHttp
from tests.support.places import TESTS


def test_what_is_said_in_one_tab_and_its_answer_stand_in_the_other(desktop, yarrow):
    one = desktop.take_up(OverHttp(yarrow, TESTS).chat)
    two = desktop.talk()
    one.ask("none of these")
    expect(two.said("none of these")).to_have_count(1)
    two.until_answered(one.entries())
    assert two.texts() == one.texts()
    assert two.question() == one.question()


def test_both_write_at_once_and_both_show_each_message_once_in_one_order(desktop, yarrow):
    one = desktop.take_up(OverHttp(yarrow, TESTS).chat)
    two = desktop.talk()
    for place in range(3):
        one.say(f"left {place}")
        two.say(f"right {place}")
    one.until_answered(12)
    two.until_answered(12)
    told = [message["text"] for message in desktop.chat.history() if message["from"] == "patient"]
    assert sorted(told) == sorted(f"{side} {place}" for side in ("left", "right") for place in range(3))
    for side in ("left", "right"):
        assert [text for text in told if side in text] == [f"{side} {place}" for place in range(3)]
    expect(one.items).to_have_count(two.items.count())
    assert one.texts() == two.texts()


def test_a_conversation_begun_in_one_tab_is_taken_up_by_the_next(desktop):
    one = desktop.talk()
    one.ask("yes")
    two = desktop.talk()
    two.until_answered(one.entries())
    assert two.texts() == one.texts()


def test_what_was_read_of_an_emergency_in_one_tab_is_read_in_the_other(desktop, yarrow):
    one = desktop.take_up(OverHttp(yarrow, TESTS).chat)
    two = desktop.talk()
    one.say("I have crushing chest pain and I can't breathe")
    expect(two.urgent).to_be_visible()
    one.button("I have read this").click()
    expect(two.urgent).to_be_hidden()
