"""`/chat` in a browser that runs no script: a whole history, danger, mistakes, leaving, and deletion."""

import pytest
from playwright.sync_api import expect

from tests.support.device import PHONE
from tests.support.pages import delete
from tests.support.scriptless import Scriptless
from tests.support.visitor import WORDS

pytestmark = pytest.mark.timeout(120)
DANGER = "I have crushing chest pain and I can't breathe"
ANSWERS = {
    "consent": "yes",
    "for_whom": "me",
    "locale": "England",
    "pregnant_now": "no, not now",
    "age": "34",
    "losses_count": "two",
    "losses[0]": "a miscarriage at 8 weeks, seen on a scan",
    "losses[1]": "a chemical pregnancy at 5 weeks",
    "days_since_loss": "3 months ago",
    "confirm_summary": "yes, that's right",
}


@pytest.fixture
def plain(device):
    """A phone that runs no script."""
    return device(**PHONE, java_script_enabled=False)


@pytest.fixture
def chat(plain):
    chat = Scriptless(plain.open("/chat"))
    chat.begin()
    return chat


def until_asked(chat, question):
    """Answer until this is asked."""
    while chat.question != question:
        chat.ask(ANSWERS.get(chat.question) or WORDS[chat.kind])


def test_a_whole_history_in_words_ends_with_advice(chat):
    asked = chat.talk(ANSWERS)
    assert {"pregnant_now", "symptoms_now", "losses[0]", "tests", "confirm_summary"} <= set(asked)
    expect(chat.messages.last).to_contain_text("not able to diagnose")
    expect(chat.said("seen on a scan")).not_to_have_count(0)


def test_a_choice_is_made_with_its_radio_button(chat):
    until_asked(chat, "pregnant_now")
    chat.page.get_by_role("radio", name="No", exact=True).check()
    chat.button("Send").last.click()
    assert chat.question == "symptoms_now"
    chat.page.get_by_role("checkbox", name="None of these").check()
    chat.button("Send").last.click()
    assert chat.question == "age"
    chat.page.locator("input[name=number]").fill("34")
    chat.button("Send").last.click()
    expect(chat.said("34")).not_to_have_count(0)


def test_skip_not_sure_and_why_are_there_at_a_question(chat):
    until_asked(chat, "pregnant_now")
    chat.button("Why do you ask?").click()
    assert chat.question == "pregnant_now"
    chat.button("I'm not sure").click()
    assert chat.question != "pregnant_now"


def test_danger_stands_first_with_its_number_until_it_was_read(chat):
    until_asked(chat, "pregnant_now")
    chat.ask(DANGER)
    expect(chat.urgent).to_contain_text("999")
    expect(chat.urgent.get_by_role("link", name="999").first).to_have_attribute("href", "tel:999")
    chat.page.reload()
    expect(chat.urgent).to_be_visible()
    chat.button("I have read this").click()
    expect(chat.urgent).to_have_count(0)
    expect(chat.said("999").first).to_contain_text("Urgent")


def test_a_reload_after_sending_sends_nothing_again(chat):
    until_asked(chat, "pregnant_now")
    chat.ask("no, not now")
    chat.page.reload()
    expect(chat.said("no, not now")).to_have_count(1)


def test_nothing_filled_in_is_said_at_the_top_and_in_the_title(chat, plain):
    plain.tolerate("answered 422")
    until_asked(chat, "pregnant_now")
    chat.button("Send").last.click()
    expect(chat.page.get_by_role("alert")).to_be_visible()
    assert chat.page.title().startswith("Error: ")
    assert chat.question == "pregnant_now"


def test_too_long_a_message_comes_back_to_be_shortened(chat, plain):
    plain.tolerate("answered 413")
    until_asked(chat, "pregnant_now")
    chat.ask("word " * 900)
    expect(chat.page.get_by_role("alert")).to_be_visible()
    expect(chat.message).to_have_value(("word " * 900).strip())


def test_an_earlier_answer_is_changed(chat):
    until_asked(chat, "age")
    chat.ask("34")
    chat.said("34").get_by_role("link", name="Change").last.click()
    chat.page.locator("input[name=number]").fill("36")
    chat.button("Send").last.click()
    expect(chat.said("36")).not_to_have_count(0)


def test_markup_is_shown_as_it_was_written(chat):
    until_asked(chat, "pregnant_now")
    for words in ("<script>alert(1)</script><b>bold</b>", "{{7*7}} {% raw %}", "</textarea><h1>x</h1>"):
        chat.ask(words)
        expect(chat.said(words).last).to_be_attached()
    expect(chat.page.locator("b, h1 ~ h1, main script")).to_have_count(0)


def test_the_page_is_left_at_once_and_covered_when_it_is_opened_again(chat, yarrow, neighbour):
    until_asked(chat, "pregnant_now")
    chat.page.get_by_role("link", name="Leave this page").click()
    chat.page.wait_for_url(f"{neighbour.url}/weather")
    chat.page.go_back()
    chat.page.goto(f"{yarrow.url}/chat")
    expect(chat.page.get_by_text("A conversation is kept on this device")).to_be_visible()
    expect(chat.messages).to_have_count(0)
    chat.button("Continue it").click()
    expect(chat.said("Could you be pregnant")).to_have_count(1)


def test_everything_is_deleted_with_a_receipt(chat, yarrow):
    until_asked(chat, "pregnant_now")
    chat.page.goto(f"{yarrow.url}/mine")
    delete(chat.page)
    chat.page.wait_for_url("**/mine/receipt")
    chat.page.goto(f"{yarrow.url}/chat")
    expect(chat.button("Start")).to_be_visible()
