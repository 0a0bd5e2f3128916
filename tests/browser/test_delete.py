"""Everything can be deleted; what is left is a receipt."""

from playwright.sync_api import expect

from tests.support.over_http import OverHttp
from tests.support.places import TESTS


def test_after_one_more_question_all_is_deleted_and_the_receipt_shown_in_both_tabs(desktop, yarrow):
    desktop.tolerate("answered 410")
    one = desktop.take_up(OverHttp(yarrow, TESTS).chat)
    two = desktop.talk()
    one.choose("Delete everything")
    assert desktop.chat.get("messages").status_code == 200
    one.button("Yes, delete everything").click()
    expect(one.page.get_by_text("Everything is deleted")).to_be_visible()
    expect(two.page.get_by_text("Everything is deleted")).to_be_visible()
    gone = desktop.chat.get("record")
    assert gone.status_code == 410
    expect(one.page.get_by_text(gone.json()["receipt"]["receipt"])).to_be_visible()
    expect(two.items).to_have_count(0)
    assert one.page.evaluate("() => Object.values(localStorage).join() + Object.values(sessionStorage).join()") == ""


def test_thought_better_of_it_everything_is_as_it_was(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, TESTS).chat)
    widget.choose("Delete everything")
    widget.button("Cancel").click()
    assert widget.question()["id"] == "tests"
    assert desktop.chat.get("messages").status_code == 200


def test_asked_for_in_words_it_is_deleted_too(desktop, yarrow):
    desktop.tolerate("answered 410")
    widget = desktop.take_up(OverHttp(yarrow, TESTS).chat)
    widget.ask("please delete my data")
    yes = next(one["label"] for one in widget.question()["choices"] if one["value"] == "confirm_delete:yes")
    widget.answers.get_by_role("button", name=yes, exact=True).click()
    expect(widget.page.get_by_text("Your receipt")).to_be_visible()
    assert desktop.chat.get("messages").status_code == 410


def test_forgotten_on_this_device_it_is_still_at_the_clinic(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, TESTS).chat)
    before = desktop.chat
    widget.choose("Forget on this device")
    widget.button("Yes, forget it here").click()
    assert before.get("messages").status_code == 200
    widget.button("Start a new one").click()
    widget.until_answered()
    assert desktop.chat.id != before.id
