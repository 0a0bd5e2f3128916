"""Taking over, writing, handing back: who may, who is told what, and what stays when something comes between."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta

import pytest

from yarrow.clinical.fact import Fact
from yarrow.intake.case import Standing
from yarrow.intake.turn import Message
from yarrow.store.audit import Sought
from yarrow.store.values import Arrival, Change, Screened, Start

QUESTION = {"id": "age", "kind": "number", "section": "about", "skippable": True}


@pytest.fixture
def talk(console):
    """A conversation that has consent and is asked for her age."""
    return begun(console)


def begun(console, **standing):
    name = f"c{secrets.token_hex(9)}"
    at = Standing(**{"question": "age", "section": "about", "consent": True, **standing})
    words = (Message("How old are you?", (), QUESTION),)
    now = console.now()
    start = Start(name, "h" * 64, now + timedelta(days=1), "widget", "UK", at, words, (Fact("locale", value="UK"),))
    console.record.conversations.begin(start, now)
    return name


def here(talk, what=""):
    return f"/conversations/{talk}/attending{what}"


def take_over(browser, talk, **fields):
    return browser.post(here(talk, "/begin"), fields)


def write(browser, talk, text, sent_as="sent-as-0001", **headers):
    return browser.post(here(talk, "/say"), {"text": text, "sent_as": sent_as}, headers=headers)


def said(record, talk):
    return [(one.sender, one.message.text) for one in record.outbox.transcript(talk)][1:]


def look(browser, talk, **query):
    return browser.get(here(talk), params=query)


def test_a_clinician_takes_over_writes_and_hands_back(record, clinician, talk):
    assert take_over(clinician, talk).status_code == 303
    assert write(clinician, talk, "How are you feeling about it?").status_code == 303
    assert clinician.post(here(talk, "/end")).status_code == 303
    joined, words, left, asked = said(record, talk)
    assert joined == (
        "staff",
        "A nurse from the clinic has joined. A person is writing now, not the computer program.",
    )
    assert words == ("staff", "How are you feeling about it?")
    assert left[1].startswith("The nurse has left. From here on you are writing with Yarrow")
    assert asked[0] == "assistant"
    assert clinician.account.name not in str(record.outbox.transcript(talk))


def test_the_page_of_the_conversation_shows_whose_it_is(clinician, console, talk):
    assert "Take over and write" in clinician.get(f"/conversations/{talk}").text
    take_over(clinician, talk)
    mine = clinician.get(f"/conversations/{talk}").text
    assert "You write here now" in mine
    assert "Your message to her" in mine
    theirs = console.sign_in("clinician").get(f"/conversations/{talk}").text
    assert f"{clinician.account.name} writes here" in theirs
    assert "Your message to her" not in theirs


@pytest.mark.parametrize("role", ["reviewer", "admin", "auditor"])
def test_only_who_may_write_to_patients_can(console, record, talk, role):
    browser = console.sign_in(role)
    for what in ("/begin", "/say", "/typing", "/end"):
        assert browser.post(here(talk, what), {"text": "Hello", "sent_as": "sent-as-0001"}).status_code == 403
    assert said(record, talk) == []


def test_a_reviewer_is_not_offered_what_they_may_not(reviewer, talk):
    page = reviewer.get(f"/conversations/{talk}").text
    assert "Your role reads conversations" in page
    assert "Take over and write" not in page


def test_pressed_twice_it_is_said_once(record, clinician, talk):
    take_over(clinician, talk)
    for _ in range(2):
        assert write(clinician, talk, "Hello.", "one-and-the-same").status_code == 303
    assert said(record, talk).count(("staff", "Hello.")) == 1


def test_of_two_clinicians_the_second_learns_whose_it_is_and_needs_a_second_step(console, record, clinician, talk):
    other = console.sign_in("clinician")
    take_over(clinician, talk)
    refused = take_over(other, talk)
    assert refused.status_code == 200
    assert "Somebody else was quicker" in refused.text
    assert record.attendance.of(talk).who.staff == clinician.account.id
    assert take_over(other, talk, instead_of=clinician.account.id).status_code == 303
    assert record.attendance.of(talk).who.staff == other.account.id
    assert said(record, talk)[-1][1].startswith("A nurse from the clinic writes to you from here on.")


def test_words_written_after_somebody_else_took_over_are_not_sent_and_not_lost(console, record, clinician, talk):
    take_over(clinician, talk)
    other = console.sign_in("clinician")
    take_over(other, talk, instead_of=clinician.account.id)
    answer = write(clinician, talk, "unsent-words <b>here</b>")
    assert "you are not the one who writes here now" in answer.text
    assert "unsent-words &lt;b&gt;here&lt;/b&gt;" in answer.text
    assert "unsent-words" not in str(said(record, talk))


@pytest.mark.parametrize(("text", "why"), [("   ", "Write something first"), ("x" * 4001, "This is too long")])
def test_what_cannot_be_sent_says_why_and_stays_in_the_field(record, clinician, talk, text, why):
    take_over(clinician, talk)
    answer = write(clinician, talk, text)
    assert why in answer.text
    assert text.strip() in answer.text
    assert len(said(record, talk)) == 1


def test_who_did_not_agree_that_her_words_are_kept_cannot_be_written_to(console, record, clinician):
    talk = begun(console, consent=False, status="declined", question=None)
    assert "nobody can write to her here" in clinician.get(f"/conversations/{talk}").text
    take_over(clinician, talk)
    assert record.attendance.of(talk) is None


def test_the_page_says_nothing_again_while_nothing_is_different(clinician, talk):
    opened = "2026-01-01T00:00:00+00:00"
    first = look(clinician, talk, opened=opened)
    assert first.headers["hx-retarget"] == "#attend"
    again = look(clinician, talk, opened=opened, state="nobody", mark=mark_in(first.text))
    assert again.status_code == 204


def test_who_else_has_it_open_is_shown_to_both(console, clinician, talk):
    other = console.sign_in("clinician")
    look(clinician, talk)
    assert f"{clinician.account.name} has this conversation open" in look(other, talk).text
    changed = look(clinician, talk, state="nobody", mark="nobody//0/0")
    assert changed.status_code == 200
    assert f"{other.account.name} has this conversation open" in changed.text


def test_what_somebody_else_did_since_the_page_was_opened_is_said(console, clinician, talk):
    opened = console.now().isoformat()
    other = console.sign_in("clinician")
    take_over(other, talk)
    other.post(here(talk, "/end"))
    answer = look(clinician, talk, opened=opened, state="nobody", mark="")
    assert f"{other.account.name} wrote to her, or handed back since you opened this page" in answer.text
    later = look(clinician, talk, opened=console.now().isoformat(), state="nobody", mark="")
    assert "since you opened this page" not in later.text


def test_danger_and_doubt_heard_meanwhile_stand_before_who_writes(console, record, clinician, talk):
    take_over(clinician, talk)
    held = record.conversations.find(talk)
    happened = (
        {"event": "safety", "level": "T2", "rules": ["S01"], "unsaid": True},
        {"event": "unasked", "about": "chest_pain"},
    )
    heard = Screened((), (), Change(held.standing, held.standing), "T2", None, happened, told=("S01",))
    now = console.now()
    arrival = Arrival(
        *(talk, "m1", "some blood", (), "hash", held.version, now + timedelta(days=1)),
        screened=heard,
        written_to="Nurse",
    )
    record.inbox.accept(arrival, now)
    page = look(clinician, talk, state="mine", mark="").text
    assert "She was not told yet: please say what to do" in page
    assert "would have asked now whether this is happening: chest pain" in page


def test_a_reviewer_is_not_told_there_what_only_a_clinician_may_read(console, record, clinician, reviewer, talk):
    take_over(clinician, talk)
    held = record.conversations.find(talk)
    happened = (
        {"event": "safety", "level": "T2", "rules": ["S13"], "unsaid": True},
        {"event": "unasked", "about": "danger_now"},
    )
    heard = Screened((), (), Change(held.standing, held.standing), "T2", None, happened, told=("S13",))
    now = console.now()
    arrival = Arrival(
        *(talk, "m1", "he hits me", (), "hash", held.version, now + timedelta(days=1)),
        screened=heard,
        written_to="Nurse",
    )
    record.inbox.accept(arrival, now)
    for answer in (look(reviewer, talk, state=clinician.account.id, mark=""), reviewer.get(f"/conversations/{talk}")):
        assert "danger now" not in answer.text
        assert "Danger heard" not in answer.text
    assert "danger now" in look(clinician, talk, state="mine", mark="").text


def test_while_the_page_asks_the_attendance_lasts_and_the_session_does_not(console, record, clinician, talk):
    take_over(clinician, talk)
    seen = record.attendance.of(talk).seen_at
    old = seen - timedelta(minutes=1)
    record.attendance.beat(talk, clinician.account.id, old, is_typing=True)
    look(clinician, talk, state="mine", mark="")
    assert record.attendance.of(talk).seen_at >= seen


def test_that_somebody_types_is_known_and_never_what(record, clinician, talk):
    take_over(clinician, talk)
    assert clinician.post(here(talk, "/typing"), {"text": "half-made"}).status_code == 204
    assert record.attendance.of(talk).typing_at is not None
    assert "half-made" not in str(record.audit.lines(Sought(conversation=talk)))


def test_a_phrase_is_put_into_the_field_without_scripts_too(clinician, talk):
    take_over(clinician, talk)
    page = clinician.get(f"/conversations/{talk}", params={"phrase": "hello.time"}).text
    field = re.search(r'<textarea id="attend-text".*?>(.*?)</textarea>', page, re.DOTALL)
    assert field[1] == "Take all the time you want. I&#39;m here."
    assert "999" in page  # the numbers of where she lives


def test_a_patient_who_deletes_everything_leaves_nobody_to_write_to(console, record, clinician, talk):
    take_over(clinician, talk)
    record.conversations.erase(talk, "patient", console.now())
    assert write(clinician, talk, "Hello").status_code == 404
    assert look(clinician, talk).status_code == 404
    assert clinician.post(here(talk, "/end")).status_code == 404


def test_handed_back_twice_it_is_said_once(record, clinician, talk):
    take_over(clinician, talk)
    clinician.post(here(talk, "/end"))
    again = clinician.post(here(talk, "/end"))
    assert "has changed meanwhile" in again.text
    assert len(said(record, talk)) == 3


def test_a_part_of_the_page_is_given_to_scripts(clinician, talk):
    answer = clinician.post(here(talk, "/begin"), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<section class="yw-section yw-attend')


def mark_in(page):
    return re.search(r"mark=([^&\"]*)", page)[1].replace("%2F", "/")
