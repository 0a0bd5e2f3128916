"""The brief, the paper, and what staff put right or wrote: how they stand on the page of a conversation."""

from __future__ import annotations

import json

import pytest

from tests.support.console import DESK
from tests.support.leaf import grown
from tests.support.teller import Teller
from yarrow.clinical.fact import Fact, Provenance
from yarrow.intake.turn import Message
from yarrow.store.audit import Sought
from yarrow.store.corrections import Amendment
from yarrow.store.rows import Envelope, add_messages
from yarrow.store.tables import conversations
from yarrow.store.work_values import Hand


@pytest.fixture
def teller(record):
    teller = Teller.agreed(record, DESK)
    teller.say("I'm 34, not pregnant, and I have lupus")
    return teller


def opened(client, teller, more=""):
    return grown(client.get(f"/conversations/{teller.id}{more}").text)


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("html", "text/html; charset=utf-8"),
        ("json", "application/json"),
        ("fhir.json", "application/fhir+json; fhirVersion=4.0"),
        ("pdf", "application/pdf"),
    ],
)
def test_the_brief_comes_in_each_form_unstored_and_its_reading_is_noted(clinician, teller, record, form, kind):
    answer = clinician.get(f"/conversations/{teller.id}/brief.{form}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert answer.headers["cache-control"] == "no-store"
    assert teller.id not in answer.headers["content-disposition"]
    (line,) = record.audit.lines(Sought(conversation=teller.id, action="brief"))
    assert (line.act.actor, dict(line.act.detail)) == (clinician.account.id, {"form": form, "audience": "clinician"})


def test_the_page_for_the_patient_is_another_one(clinician, teller):
    hers = clinician.get(f"/conversations/{teller.id}/brief.json?for=patient")
    assert json.loads(hers.text)["audience"] == "patient"


@pytest.mark.parametrize("form", ["doc", "html?for=neighbour", "..%2Fsecrets"])
def test_another_form_or_reader_is_not_found(clinician, teller, form):
    assert clinician.get(f"/conversations/{teller.id}/brief.{form}").status_code == 404


def test_where_nothing_was_told_there_is_no_brief_yet(clinician, record):
    answer = clinician.get(f"/conversations/{Teller(record, DESK).id}/brief.html")
    assert answer.status_code == 409
    assert "no brief yet" in answer.text


def test_on_paper_nothing_is_folded_away_and_every_message_and_fact_is_there(clinician, teller, record):
    teller.tap("symptoms_now:none")
    page = opened(clinician, teller, "/paper")
    assert all("open" in one.attributes for one in page.all("details"))
    assert len(page.all("li", css="yw-msg")) == len(record.outbox.transcript(teller.id))
    facts = [one.attributes["data-fact"] for one in page.all() if "data-fact" in one.attributes]
    assert len(facts) == len(record.casefiles.read(teller.id).facts)


def test_notes_of_the_staff_are_on_paper_only_if_they_are_wanted(clinician, teller):
    clinician.post(f"/conversations/{teller.id}/notes", {"text": "Rang twice, no answer."})
    assert "Rang twice" in opened(clinician, teller).text
    assert "Rang twice" not in opened(clinician, teller, "/paper").text
    assert "Rang twice" in opened(clinician, teller, "/paper?notes=with").text


def test_what_staff_put_right_says_who_and_why_and_her_own_word_stays(clinician, teller, record):
    file = record.casefiles.read(teller.id)
    place = next(place for place, fact in enumerate(file.facts) if fact.path == "age")
    right = Fact("age", value=43, provenance=Provenance(captured="staff"))
    triage = {"level": "T5", "rules": []}
    amendment = Amendment(
        teller.id, (right,), file.numbers[place], "She said so on the phone", file.numbers[-1], triage, "T5"
    )
    made = record.corrections.add(amendment, Hand(clinician.account.id), teller.at)
    (row,) = [one for one in opened(clinician, teller).all("li", css="yw-fact") if "Age" in one.text]
    assert row.attributes["id"] == f"fact-{made.fact}"
    assert "43 years" in row.text
    assert clinician.account.name in row.text
    assert "She said so on the phone" in row.text
    assert [struck.text for struck in row.all("s")] == ["34 years"]


def test_only_who_may_correct_is_offered_to(clinician, reviewer, teller):
    assert opened(clinician, teller).all("a", css="yw-correct")
    assert not opened(reviewer, teller).all("a", css="yw-correct")


def test_what_a_person_wrote_stands_under_her_role(clinician, teller, record):
    with record.database.write() as connection:
        last = record.conversations.find(teller.id).last_seq
        envelope = Envelope(teller.id, "staff", teller.at, None, "staff", clinician.account.id, "Midwife")
        (sent,) = add_messages(connection, envelope, (Message("I will ring you."),), last + 1)
        connection.execute(
            conversations.update().where(conversations.c.id == teller.id).values(last_seq=last + 1, version=99)
        )
    said = opened(clinician, teller).id(f"m-{sent.id}")
    assert "Midwife" in said.all("b")[0].text
    assert said.all(css="yw-said")[0].text == "I will ring you."
