"""A page that is open follows the conversation: what is new is added, what has changed is drawn anew, and no more."""

from __future__ import annotations

import pytest

from tests.support.console import DESK
from tests.support.leaf import grown
from tests.support.teller import Teller


@pytest.fixture
def teller(record):
    teller = Teller.agreed(record, DESK)
    teller.say("I'm 34 and not pregnant")
    return teller


def since(page):
    return page.id("news").attributes["hx-get"]


def first(client, teller):
    return grown(client.get(f"/conversations/{teller.id}").text)


def test_nothing_is_sent_while_nothing_changes(clinician, teller):
    answer = clinician.get(since(first(clinician, teller)))
    assert (answer.status_code, answer.text) == (204, "")


def test_a_new_message_is_added_once_and_announced(clinician, teller):
    page = first(clinician, teller)
    message = teller.tap("symptoms_now:none")
    news = grown(clinician.get(since(page)).text)
    added = news.all(hx_swap_oob="beforeend:#transcript")
    assert [one.attributes["id"] for one in added[0].all("li", css="yw-from-patient")] == [f"m-{message}"]
    assert news.id("news").attributes["data-announce"] == "1 new from the patient"
    assert clinician.get(since(news)).status_code == 204


def test_a_message_that_waits_says_so_and_is_drawn_anew_when_it_was_worked_on(clinician, teller):
    message = teller.arrive("I have lupus")
    page = first(clinician, teller)
    assert "Not worked on yet" in page.id(f"m-{message}").text
    assert not page.id(f"m-{message}").all("a", css="yw-words")
    teller.work()
    drawn = grown(clinician.get(since(page)).text).id(f"m-{message}")
    assert drawn.attributes["hx-swap-oob"] == "true"
    assert "Not worked on yet" not in drawn.text
    assert [one.text for one in drawn.all("a", css="yw-words")] == ["lupus"]


def test_a_changed_answer_redraws_the_message_it_was_first_told_in(clinician, teller):
    first_told = teller.messages[2]
    for _ in range(6):
        teller.say("what is zonulin?")
    page = first(clinician, teller)
    teller.say("sorry, I'm 36, not 34")
    news = grown(clinician.get(since(page)).text)
    assert [struck.text for struck in news.id(f"m-{first_told}").all("s")] == ["Age: 34 years"]
    assert "36 years" in news.id("history").text


def test_what_is_swapped_in_never_holds_a_field_somebody_may_be_writing_in(clinician, teller):
    page = first(clinician, teller)
    assert page.all("textarea")
    teller.say("I have lupus")
    news = grown(clinician.get(since(page)).text)
    assert not [
        one
        for tag in ("textarea", "input", "select")
        for one in news.all(tag)
        if one.attributes.get("type") != "hidden"
    ]


def test_a_level_that_rises_is_in_the_news(clinician, teller):
    page = first(clinician, teller)
    teller.say("I'm pregnant, I fainted and I'm bleeding heavily")
    news = grown(clinician.get(since(page)).text)
    assert "T0" in news.id("about").text
    assert "T0" in news.id("why").text


def read_up_to(record, teller):
    return record.cases.read_up_to(teller.id)


def test_what_comes_while_nobody_is_there_stays_unread_until_somebody_is_back(clinician, record, teller):
    page = first(clinician, teller)
    before = read_up_to(record, teller)
    teller.say("I have lupus")
    news = grown(clinician.get(since(page)).text)
    assert read_up_to(record, teller) == before
    assert clinician.get(f"{since(news)}&here=1&back=1").status_code == 204
    assert read_up_to(record, teller) == record.conversations.find(teller.id).last_seq


def test_what_comes_while_somebody_is_there_is_read(clinician, record, teller):
    page = first(clinician, teller)
    teller.say("I have lupus")
    clinician.get(f"{since(page)}&here=1")
    assert read_up_to(record, teller) == record.conversations.find(teller.id).last_seq


def test_what_nobody_has_read_yet_is_marked_and_led_to(clinician, teller):
    assert not first(clinician, teller).has("unread")
    message = teller.say("I have lupus")
    page = first(clinician, teller)
    inside = [one.attributes.get("id") for one in page.id("transcript").all("li")]
    assert inside.index("unread") + 1 == inside.index(f"m-{message}")
    assert page.all("a", href="#unread")[0].text.startswith("1 unread")
    assert not first(clinician, teller).has("unread")


def test_what_a_colleague_does_with_it_is_in_the_news(console, clinician, teller):
    page = first(clinician, teller)
    colleague = console.sign_in("clinician", name="Ann Reed")
    colleague.post(f"/conversations/{teller.id}/assign", {"staff": colleague.account.id})
    colleague.post(f"/conversations/{teller.id}/notes", {"text": "Rang her."})
    news = grown(clinician.get(since(page)).text)
    assert "With Ann Reed" in news.id("work-bar").text
    assert "Rang her." in news.id("work-notes").text
    assert clinician.get(since(news)).status_code == 204


@pytest.mark.parametrize("given", ["", "x", "1.2", "-1.0.0", "9" * 40])
def test_a_place_that_is_none_gets_everything(clinician, teller, given):
    answer = clinician.get(f"/conversations/{teller.id}/live", params={"since": given})
    assert answer.status_code == 200
    assert len(grown(answer.text).all("li", css="yw-from-patient")) == 3


def test_a_conversation_erased_meanwhile_is_not_found(clinician, teller, record):
    page = first(clinician, teller)
    record.conversations.erase(teller.id, "patient", teller.at)
    assert clinician.get(since(page)).status_code == 404
