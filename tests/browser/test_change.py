"""An earlier answer is changed where it stands, whatever is asked just now."""

import pytest
from playwright.sync_api import expect

from tests.support.over_http import OverHttp
from tests.support.places import AGE, SYMPTOMS


@pytest.fixture
def widget(desktop, yarrow):
    widget = desktop.take_up(OverHttp(yarrow, AGE).chat)
    widget.ask("34")
    return widget


def test_the_questions_own_input_opens_below_and_the_open_question_stays(widget, desktop):
    open_question = widget.question()["id"]
    widget.button("Change your answer: 34").click()
    below = widget.said("34").last
    below.get_by_role("spinbutton").fill("36")
    told = widget.entries()
    below.get_by_role("button", name="Send", exact=True).click()
    widget.until_answered(told + 2)
    assert widget.question()["id"] == open_question
    assert desktop.chat.get("record").json()["facts"]["age"] == 36
    expect(widget.said("36").last).to_be_visible()


def test_only_the_newest_answer_to_a_question_can_be_changed(widget):
    widget.button("Change your answer: 34").click()
    told = widget.entries()
    widget.said("34").last.get_by_role("spinbutton").fill("36")
    widget.page.keyboard.press("Enter")
    widget.until_answered(told + 2)
    expect(widget.button("Change your answer: 34")).to_have_count(0)
    expect(widget.page.get_by_role("button", name="Change your answer: 36")).to_have_count(1)


def test_a_list_ticked_anew_denies_what_it_leaves_out(desktop, yarrow):
    widget = desktop.take_up(
        OverHttp(yarrow, {**SYMPTOMS, "at": "gut_symptoms", "known": {"age": 34, "pregnant_now": "no"}}).chat
    )
    widget.press("Bloating", then="Send these answers")
    assert desktop.chat.get("record").json()["facts"].get("symptoms") != []
    widget.page.get_by_role("button", name="Change your answer").last.click()
    told = widget.entries()
    again = widget.said("Bloating").last
    again.get_by_role("checkbox", name="None of these", exact=True).click()
    expect(again.get_by_role("checkbox", name="Bloating", exact=True)).not_to_be_checked()
    again.get_by_role("button", name="Send these answers").click()
    widget.until_answered(told + 2)
    provenance = desktop.chat.get("record").json()["provenance"]
    assert next(entries[-1]["status"] for path, entries in provenance.items() if "bloating" in path) == "denied"


def test_left_with_cancel_nothing_has_changed(widget, desktop):
    told = widget.entries()
    widget.button("Change your answer: 34").click()
    widget.button("Cancel").click()
    expect(widget.button("Cancel")).to_have_count(0)
    assert widget.entries() == told
    assert desktop.chat.get("record").json()["facts"]["age"] == 34
