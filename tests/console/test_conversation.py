"""The page of a conversation: her own words beside what was made of them, and nothing between the two is lost."""

from __future__ import annotations

import pytest

from tests.support.console import DESK
from tests.support.leaf import grown
from tests.support.teller import Teller
from yarrow.store.audit import Sought
from yarrow.store.errors import RecordUnavailable

HERS = "I'm 34, not pregnant, and I've had three miscarriages, no lupus. I have Hashimoto's."


@pytest.fixture
def teller(record):
    return Teller.agreed(record, DESK)


def opened(client, teller, more=""):
    answer = client.get(f"/conversations/{teller.id}{more}")
    assert answer.status_code == 200, answer.text
    return grown(answer.text)


def test_her_words_stand_as_she_wrote_them(clinician, teller):
    message = teller.say(HERS)
    said = opened(clinician, teller).id(f"m-{message}").all(css="yw-said")
    assert [one.text for one in said] == [HERS]


def test_every_marked_word_leads_to_a_fact_and_every_fact_back_to_its_words(clinician, teller):
    teller.say(HERS)
    teller.say("actually it was four, one was ectopic")
    page = opened(clinician, teller)
    marked = page.all("a", css="yw-words")
    assert len(marked) >= 5
    for words in marked:
        for number in words.attributes["data-facts"].split():
            assert page.has(f"fact-{number}")
    numbers = {fact.attributes["data-fact"] for fact in page.all() if "data-fact" in fact.attributes}
    quotes = [link for link in page.all("a") if "data-words" in link.attributes]
    assert len(quotes) >= 5
    for quote in quotes:
        number = quote.attributes["data-words"]
        assert number in numbers
        assert page.has(f"words-{number}")
        told = [one.text for one in marked if number in one.attributes["data-facts"].split()]
        assert "".join(told) in {quote.text.strip("“”"), quote.attributes.get("title", "").strip("“”")}


def test_every_fact_of_the_record_is_on_the_page_once(clinician, teller, record):
    teller.say(HERS)
    teller.tap("symptoms_now:none")
    teller.say("I'm 35, not 34")
    teller.say("rather not say")
    page = opened(clinician, teller)
    shown = [one.attributes["data-fact"] for one in page.all() if "data-fact" in one.attributes]
    assert sorted(shown) == sorted(str(number) for number in record.casefiles.read(teller.id).numbers)


def test_what_she_tapped_shows_the_label_she_saw_and_its_facts_lead_to_the_message(clinician, teller):
    teller.say("not pregnant")
    message = teller.tap("symptoms_now:none")
    page = opened(clinician, teller)
    assert [tap.text for tap in page.id(f"m-{message}").all(css="yw-tap")] == ["None of these"]
    assert len(page.all("a", data_message=f"m-{message}")) >= 10


def test_a_changed_answer_stands_struck_under_the_new_one(clinician, teller):
    teller.say("I'm 34 and not pregnant")
    teller.say("sorry, I'm 36, not 34")
    part = next(one for one in opened(clinician, teller).all("li", css="yw-fact") if "Age" in one.text)
    assert "36 years" in part.all("p")[0].text
    assert [struck.text for struck in part.all("s")] == ["34 years"]


def test_denied_unknown_left_out_and_not_asked_are_told_apart(clinician, teller):
    teller.say(HERS)
    teller.tap("symptoms_now:none")
    teller.say("rather not say")
    teller.say("not sure")
    history = opened(clinician, teller).id("history")
    assert "Lupus" in [one.text for one in history.all("li", css="yw-no")]
    assert len(history.all(css="yw-is-declined")) == len(history.all(css="yw-is-unknown")) == 1
    assert any("A blood clot" in one.text for one in history.all(css="yw-unasked"))


def test_a_message_of_which_nothing_was_noted_says_so_and_one_not_understood_too(clinician, teller):
    teller.say("not pregnant")
    message = teller.say("the green one over there")
    words = opened(clinician, teller).id(f"m-{message}").text
    assert "Nothing was noted from this message." in words or "did not understand" in words


def test_markup_in_her_words_stays_words(clinician, teller):
    evil = "<script>alert(1)</script> I have <b>lupus</b> \"onload='x'"
    message = teller.say(evil)
    answer = clinician.get(f"/conversations/{teller.id}")
    assert "<script>alert" not in answer.text
    assert grown(answer.text).id(f"m-{message}").all(css="yw-said")[0].text == evil


def test_the_level_comes_with_its_rules_their_facts_and_their_sources(clinician, teller):
    teller.say("I'm 8 weeks pregnant and I have some light bleeding. I'm 36.")
    why = opened(clinician, teller).id("why")
    assert "T2" in why.all("h2")[0].text
    assert "Bleeding or pain, could be pregnant" in why.text
    assert "Sources: " in why.text
    assert len(why.all("a", css="yw-ref")) >= 2


def test_what_would_raise_the_level_is_said_with_how_far(clinician, teller):
    teller.say("I'm 8 weeks pregnant and I have some light bleeding. I'm 36.")
    change = opened(clinician, teller).id("change")
    assert "Fainting" in change.text
    assert "T0" in change.text


def test_each_recommendation_carries_its_evidence_label_and_sources(clinician, teller):
    teller.say(HERS)
    listed = opened(clinician, teller).id("advice").all(css="yw-advised")
    assert len(listed) > 5
    assert all(one.all(css="yw-proof")[0].text and "Sources: " in one.text for one in listed)


def test_an_emergency_without_a_word_on_help_says_so_at_the_top(clinician, teller):
    teller.say("I'm 7 weeks pregnant, bleeding heavily and I just fainted")
    assert "Has not said whether she can get help" in opened(clinician, teller).id("about").text
    teller.tap("can_you_get_help:calling")
    assert "calling for help" in opened(clinician, teller).id("about").text


def test_what_was_written_before_she_agreed_is_shown_only_once_she_has(clinician, record):
    teller = Teller(record, DESK)
    message = teller.say("I have a secret called marigold")
    page = opened(clinician, teller)
    assert "marigold" not in page.text
    assert "Written before she agreed" in page.id(f"m-{message}").text
    teller.tap("consent:yes")
    assert "marigold" in opened(clinician, teller).id(f"m-{message}").text


def test_after_a_refusal_the_page_says_that_the_words_are_gone(clinician, record):
    teller = Teller(record, DESK)
    message = teller.say("I have a secret called marigold")
    teller.tap("consent:no")
    page = opened(clinician, teller)
    assert "marigold" not in page.text
    assert "deleted" in page.id(f"m-{message}").text


def test_each_reading_is_noted_and_the_note_holds_no_word_of_hers(clinician, teller, record):
    teller.say("I have lupus and marigolds")
    opened(clinician, teller)
    opened(clinician, teller, "/paper?notes=with")
    lines = record.audit.lines(Sought(conversation=teller.id))
    assert [(line.act.action, line.act.actor) for line in lines] == [
        ("conversation.print", clinician.account.id),
        ("conversation.read", clinician.account.id),
    ]
    assert "marigold" not in repr(lines)


@pytest.mark.parametrize("more", ["", "/paper", "/live?since=0.0.0", "/brief.html"])
def test_where_the_reading_cannot_be_noted_nothing_is_shown(clinician, teller, record, monkeypatch, more):
    teller.say("I have lupus and marigolds")

    def broken(*_):
        raise RecordUnavailable("the log cannot be written")

    monkeypatch.setattr(record.audit, "add", broken)
    answer = clinician.get(f"/conversations/{teller.id}{more}")
    assert answer.status_code == 503
    assert "marigold" not in answer.text
    assert "lupus" not in answer.text.lower()


def test_opening_the_page_ends_the_wait_of_a_case_and_an_unknown_one_is_not_found(clinician, teller, record):
    from sqlalchemy import select

    from yarrow.store.case_tables import cases

    teller.say("I have lupus")
    opened(clinician, teller)
    with record.database.read() as connection:
        row = connection.execute(select(cases).where(cases.c.conversation == teller.id)).one()
    assert row.first_look_by == clinician.account.id
    assert row.read_seq == record.conversations.find(teller.id).last_seq
    assert clinician.get("/conversations/nobody").status_code == 404


def test_a_short_and_an_empty_conversation_draw_too(clinician, record):
    assert "Nothing told yet" in opened(clinician, Teller(record, DESK)).id("about").text
