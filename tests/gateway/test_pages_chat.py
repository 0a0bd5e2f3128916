"""`/chat` without a script: forms in, pages out, and never a word lost or a danger unheard."""

from __future__ import annotations

import sqlite3

import pytest
from markupsafe import escape

from tests.support.front_desk import SAFETY_TEXT
from tests.support.gateway import RunningGateway, until
from tests.support.page_visitor import title
from yarrow.gateway import words

DANGER = "I am bleeding heavily"


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    with RunningGateway(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture
def visitor(arrive):
    """Somebody who has begun and agreed; the next question is whether she could be pregnant."""
    visitor = arrive()
    visitor.begin()
    visitor.say(choice="consent:yes")
    return visitor


def shows(page, text):
    return str(escape(text)) in page.text


def test_looking_at_the_way_in_begins_nothing(arrive):
    visitor = arrive()
    page = visitor.get("/chat")
    assert page.status_code == 200
    assert "Start" in page.text
    assert "yarrow_chat" not in visitor.http.cookies


def test_a_conversation_is_held_with_forms_alone(arrive):
    visitor = arrive()
    page = visitor.begin()
    assert shows(page, "Is that all right?")
    page = visitor.say(choice="consent:yes")
    assert page.url.path == "/chat"
    assert 'value="pregnant_now:no"' in page.text
    page = visitor.say(choice="pregnant_now:no")
    assert 'name="number"' in page.text
    page = visitor.say(number="34")
    assert shows(page, "Turn 3")
    assert visitor.texts().count("34") == 1


def test_after_a_message_the_page_is_asked_for_anew_and_opens_at_what_is_new(visitor):
    answer = visitor.say("no", follow=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/chat#latest"
    page = visitor.get("/chat")
    place = page.text.index('id="latest"')
    assert page.text.index("You said") < place
    assert "autofocus" not in page.text


def test_the_same_form_sent_twice_is_one_message(visitor):
    fields = {**visitor.form(), "act": "send", "text": "only once"}
    first, second = (visitor.post("/chat/say", follow=False, **fields) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert visitor.texts().count("only once") == 1


def test_an_old_form_with_other_words_gives_the_words_back_under_a_new_id(visitor):
    fields = {**visitor.form(), "act": "send"}
    visitor.post("/chat/say", **{**fields, "text": "first words"})
    page = visitor.post("/chat/say", **{**fields, "text": "other words"})
    assert page.status_code == 409
    assert ">\nother words</textarea>" in page.text
    assert visitor.form()["id"] != fields["id"]
    assert visitor.say("other words").status_code == 200
    assert visitor.texts().count("other words") == 1


@pytest.mark.parametrize(("act", "words_sent"), [("skip", "Skip"), ("unsure", "I'm not sure"),
                                                 ("why", "Why do you ask?"), ("pause", "Pause")])  # fmt: skip
def test_the_other_replies_are_sent_as_words(visitor, act, words_sent):
    visitor.say(act=act)
    assert words_sent in visitor.texts()


def test_words_written_count_whatever_was_pressed(visitor):
    page = visitor.say("I have pain", act="skip")
    assert "I have pain" in visitor.texts()
    assert "Skip" not in visitor.texts()
    assert shows(page, "You had also written something")


def test_nothing_filled_in_is_said_at_the_field(visitor):
    page = visitor.say("  ")
    assert page.status_code == 422
    assert title(page).startswith("Error: ")
    assert 'href="#choice"' in page.text
    assert 'id="choice-error"' in page.text


def test_words_that_are_too_many_stay_in_the_field_and_are_listened_to(visitor):
    long = f"{DANGER}. " + "word " * 900
    page = visitor.say(long)
    assert page.status_code == 413
    assert f">\n{long.strip()}</textarea>" in page.text
    assert shows(page, words.TOO_LONG)
    assert page.text.index(SAFETY_TEXT) < page.text.index("<h1>")
    assert long.strip() not in visitor.texts()


def test_far_too_many_words_are_refused_kindly_too(visitor):
    page = visitor.say(f"{DANGER} " + "x" * 70_000)
    assert page.status_code == 413
    assert SAFETY_TEXT in page.text


@pytest.mark.parametrize("text", ["日本語" * 1300, "🙂" * 3999, "ß" * 4000])
def test_what_a_message_may_hold_a_form_may_hold_too(visitor, text):
    assert visitor.say(text).status_code == 200
    assert text in visitor.texts()


def test_danger_stands_first_until_it_was_read_and_stays_marked(visitor):
    answer = visitor.say(DANGER, follow=False)
    assert answer.headers["location"] == "/chat#urgent"
    page = visitor.get("/chat")
    assert title(page).startswith("Urgent: please read")
    assert 0 < page.text.index('id="urgent"') < page.text.index("<h1>")
    page = visitor.post("/chat/read", **visitor.form("/chat/read"))
    assert 'id="urgent"' not in page.text
    assert not title(page).startswith("Urgent")
    assert "mark-urgent" in page.text
    assert SAFETY_TEXT in page.text


def test_a_second_danger_stands_first_again(arrive):
    visitor = arrive()
    visitor.begin()
    visitor.say(DANGER)
    assert visitor.http.cookies.get("yarrow_read") is None
    visitor.post("/chat/read", upto="no-such-message")
    assert 'id="urgent"' in visitor.get("/chat").text


@pytest.mark.parametrize("fields", [{"choice": "consent:never-offered"}, {"choice": "no form at all"},
                                    {"number": "34", "choice": "x:y"}, {"changes": "nothing_such"}])  # fmt: skip
def test_danger_beside_what_is_refused_is_answered_and_the_words_come_back(visitor, fields):
    page = visitor.say(DANGER, **fields)
    assert page.status_code == 422
    assert SAFETY_TEXT in page.text
    assert page.text.index(SAFETY_TEXT) < page.text.index("<h1>")
    assert DANGER in page.text.split("<textarea")[1]


def test_danger_is_answered_without_any_key_and_with_a_wrong_one(arrive):
    for cookie in (None, "a" * 24 + "." + "b" * 43, "rubbish"):
        visitor = arrive()
        if cookie:
            visitor.http.cookies.set("yarrow_chat", cookie)
        page = visitor.post("/chat/say", text=DANGER, id="m", act="send")
        assert page.status_code == 401
        assert SAFETY_TEXT in page.text
        assert f"{DANGER}</textarea>" in page.text


def test_a_choice_that_is_stale_gets_a_kind_sentence_and_the_open_question(visitor):
    visitor.say(choice="pregnant_now:no")
    page = visitor.say(choice="pregnant_now:yes")
    assert page.status_code == 200
    assert shows(page, "That was another question.")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
                                  "{{777*777}}{% raw %}<", "</textarea><h1>x</h1>",
                                  "مرحبا 'quoted' & <b>bold</b>"])  # fmt: skip
def test_what_she_writes_is_shown_as_text_and_nothing_else(visitor, text):
    page = visitor.say(text)
    assert text not in page.text
    assert shows(page, text)
    assert "603729" not in page.text
    again = visitor.say(text + "x" * 4001)
    assert again.status_code == 413
    assert text not in again.text
    assert shows(again, text)


def test_marks_that_turn_text_round_are_not_kept_and_each_text_has_its_own_direction(visitor):
    page = visitor.say("abc\u202edef שלום")
    assert "\u202e" not in page.text
    assert '<p dir="auto">abcdef שלום</p>' in page.text


def test_the_same_urgent_words_stand_at_the_top_once(visitor):
    visitor.say(DANGER)
    page = visitor.say(f"{DANGER} " * 400)
    assert page.status_code == 413
    top = page.text.partition('class="pinned"')[2].partition("</section>")[0]
    assert top.count(str(escape(SAFETY_TEXT.splitlines()[0]))) == 1
    assert " autofocus" in page.text.partition('class="pinned"')[2].partition(">")[0]


def test_an_expired_key_is_said_and_her_words_are_given_back(gateway, visitor):
    gateway.record.conversations.keep_alive(
        visitor.key[0], gateway.record.conversations.find(visitor.key[0]).created_at
    )
    assert visitor.get("/chat").status_code == 401
    page = visitor.post("/chat/say", id="m", act="send", text="my words")
    assert page.status_code == 401
    assert "my words</textarea>" in page.text
    assert "/chat/resume" in page.text


def test_a_conversation_deleted_elsewhere_is_said_with_its_receipt(gateway, visitor):
    conversation, key = visitor.key
    gateway.http.delete(f"/api/conversations/{conversation}", headers={"Authorization": f"Bearer {key}"})
    page = visitor.get("/chat")
    assert page.status_code == 410
    assert "R-" in page.text
    assert visitor.post("/chat/say", id="m", act="send", text="hello").status_code == 200
    assert "yarrow_chat" not in visitor.http.cookies


def test_deleting_by_words_ends_with_the_receipt(visitor):
    page = visitor.say("delete my data")
    assert shows(page, "Everything is deleted")
    assert "R-" in page.text
    assert "yarrow_chat" not in visitor.http.cookies


class TestInTrouble:
    @pytest.fixture
    def gateway(self, tmp_path):
        with RunningGateway(tmp_path) as running:
            yield running

    def test_while_rasa_is_away_the_holding_words_are_there_and_the_answer_can_be_looked_for(self, gateway, visitor):
        gateway.rasa.stop()
        page = visitor.say("no")
        assert shows(page, words.HOLDING)
        assert "See the answer" in page.text
        assert 'name="question"' not in page.text
        assert 'name="text"' in page.text
        gateway.rasa.start()
        until(lambda: "See the answer" not in visitor.get("/chat").text)
        assert 'name="question"' in visitor.page.text

    def test_a_record_that_cannot_be_written_keeps_her_words_and_answers_danger(self, gateway, visitor, tmp_path):
        form = visitor.form()
        lock = sqlite3.connect(tmp_path / "yarrow.db", isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
        try:
            page = visitor.post("/chat/say", **{**form, "act": "send", "text": DANGER})
        finally:
            lock.execute("ROLLBACK")
            lock.close()
        assert page.status_code == 503
        assert SAFETY_TEXT in page.text
        assert f">\n{DANGER}</textarea>" in page.text
        assert visitor.form()["id"] == form["id"]  # nothing was taken: the same message, sent again
