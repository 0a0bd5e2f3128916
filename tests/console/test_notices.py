"""In the console staff are told at once, on every page, and see what was sent to whom and what was not."""

from __future__ import annotations

import re
import uuid

import pytest
from sqlalchemy import insert

from tests.support.record import NOW, begin
from yarrow.store.audit import Sought
from yarrow.store.notice_tables import letters


@pytest.fixture
def conversation(record):
    return begin(record, f"c-{uuid.uuid4().hex[:12]}", consent=True)


@pytest.fixture
def wanted(record, conversation):
    """Somebody has asked for a person."""
    record.notices.raise_(conversation, "person_wanted", NOW)
    yield record.notices.standing(("clinic",)).first[-1]
    record.conversations.erase(conversation, "test", NOW)


@pytest.fixture
def opened(record, conversation):
    """Somebody has broken the glass."""
    record.notices.raise_(conversation, "glass_break", NOW)
    yield record.notices.standing(("admins",)).first[-1]
    record.conversations.erase(conversation, "test", NOW)


def since(answer):
    return re.search(r"/notices/banner\?since=(\S+?)\"", answer.text)[1]


def test_the_banner_shows_what_nobody_has_seen_and_stays_silent_while_nothing_changes(clinician, wanted):
    banner = clinician.get("/notices/banner?since=")
    assert "Asked for a person" in banner.text
    assert f"/conversations/{wanted.conversation}" in banner.text
    assert clinician.get(f"/notices/banner?since={since(banner)}").status_code == 204


def test_what_comes_while_the_page_is_open_is_announced_and_what_stood_there_is_not(clinician, record, wanted):
    banner = clinician.get("/notices/banner?since=")
    assert "data-rings" not in banner.text
    record.notices.raise_(wanted.conversation, "cannot_get_help", NOW)
    after = clinician.get(f"/notices/banner?since={since(banner)}")
    assert after.status_code == 200
    assert "data-rings" in after.text
    assert "data-announce" in after.text


def test_seen_by_one_it_is_gone_for_all_and_who_saw_it_stays_known(clinician, reviewer, record, wanted):
    before = since(reviewer.get("/notices/banner?since="))
    assert clinician.post(f"/notices/{wanted.id}/seen").status_code == 303
    after = reviewer.get(f"/notices/banner?since={before}")
    assert wanted.conversation not in after.text
    assert clinician.account.name in reviewer.get("/notices").text
    (line,) = record.audit.lines(Sought(action="notice.seen", conversation=wanted.conversation))
    assert line.act.actor == clinician.account.id


def test_what_only_administrators_are_told_is_neither_shown_to_nor_seen_by_others(clinician, admin, opened):
    assert "Opened in an emergency" not in clinician.get("/notices/banner?since=").text
    assert clinician.post(f"/notices/{opened.id}/noted").status_code == 403
    assert clinician.post(f"/notices/{opened.id}/seen").status_code == 404
    assert "Opened in an emergency" in admin.get("/notices/banner?since=").text
    assert admin.post(f"/notices/{opened.id}/noted").status_code == 303
    assert "Opened in an emergency" not in admin.get("/notices/banner?since=").text


@pytest.mark.parametrize("role", ["admin", "auditor"])
def test_whoever_may_read_no_conversation_is_not_told_what_it_was_about(console, wanted, role):
    person = console.sign_in(role)
    assert wanted.conversation not in person.get("/notices/banner?since=").text
    page = person.get("/notices").text
    assert "A conversation needs a look" in page
    assert "Asked for a person" not in page
    assert wanted.conversation not in page


def given_up(record, notice):
    """A letter that was tried once; written by hand, since the running console may be the first to address a notice."""
    letter = str(uuid.uuid4())
    row = {"id": letter, "notice": notice.id, "conversation": notice.conversation, "channel": "email",
           "recipient": "duty@clinic.example", "state": "failed", "tries": 1, "made_at": NOW, "next_at": NOW,
           "error": "smtp 550"}  # fmt: skip
    with record.database.write() as connection:
        connection.execute(insert(letters).values(row))
    return letter


def test_the_list_shows_every_letter_how_it_went_and_has_it_tried_again(clinician, record, wanted):
    letter = given_up(record, wanted)
    page = clinician.get("/notices?which=unsent").text
    assert "duty@clinic.example" in page
    assert "Given up" in page
    assert "the mail server said no (550), 1 try" in page
    assert clinician.post(f"/notices/letters/{letter}/again").status_code == 303
    assert record.letters.find(letter).state == "waiting"
    assert clinician.post(f"/notices/letters/{uuid.uuid4()}/again").status_code == 404


def test_opening_the_conversation_is_seeing_what_was_told_of_it(clinician, wanted):
    assert clinician.get(f"/conversations/{wanted.conversation}").status_code == 200
    assert wanted.conversation not in clinician.get("/notices/banner?since=").text


def test_above_the_worklist_which_shows_them_the_banner_only_says_how_many(clinician, wanted):
    banner = clinician.get("/notices/banner?since=", headers={"HX-Current-URL": "http://console/worklist?view=all"})
    assert "1 needs a look" in banner.text
    assert wanted.conversation not in banner.text


def test_it_is_said_plainly_if_nobody_is_told_outside_the_console(clinician):
    assert "Nobody is told outside the console" in clinician.get("/notices").text


def test_further_pages_of_the_list_follow_without_a_gap(clinician, record, conversation):
    for number in range(60):
        record.notices.raise_(conversation, "person_wanted", NOW)
        record.cases.looked(conversation, f"s-{number}", 9, NOW)
    first = clinician.get("/notices")
    onward = re.search(r'rel="next" href="([^"]+)"', first.text)[1].replace("&amp;", "&")
    link = f'href="/conversations/{conversation}"'
    assert first.text.count(link) + clinician.get(onward).text.count(link) == 60
