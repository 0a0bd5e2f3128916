"""The triage within the brief as FHIR: how soon, what to discuss, and what nobody but her may read."""

from __future__ import annotations

import json

import pytest

from tests.support.fhir_r4 import faults
from tests.support.fhir_reading import (
    about,
    codes,
    long_story,
    only,
    resources,
    written,
)
from tests.support.interviews import history, protocol
from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.clinical.triage import assess


@pytest.fixture(scope="module")
def told():
    return long_story()


@pytest.fixture(scope="module")
def document(told):
    return written(told)


def test_the_level_stands_on_rules_facts_and_guidelines(document):
    found = only(document, "RiskAssessment")
    risk = found["prediction"][0]["qualitativeRisk"]["coding"][0]
    assert (risk["system"], risk["code"]) == ("urn:yarrow:triage-level", "T4")
    rules = [mark["extension"][0]["valueCode"] for mark in found["extension"]]
    assert "P01" in rules
    lost = {f"urn:uuid:{one['id']}" for one in resources(document, "Observation") if codes(one["code"])[0] == "loss"}
    assert lost & {basis["reference"] for basis in found["basis"]}
    assert found["mitigation"]


@pytest.mark.parametrize(
    ("told", "priority"),
    [
        ({"pregnant_now": "yes", "gestation_weeks": 7, "symptoms__faint": True}, "stat"),
        ({"pregnant_now": "yes", "gestation_weeks": 7, "symptoms__one_sided_pelvic_pain": True}, "asap"),
        ({"pregnant_now": "yes", "gestation_weeks": 7, "symptoms__bleeding": True}, "urgent"),
        ({"losses_count": 2}, "routine"),
    ],
)
def test_proposals_are_drafts_as_urgent_as_the_level(told, priority):
    requests = resources(written(history(**told)), "ServiceRequest")
    assert requests
    assert {(one["status"], one["intent"]) for one in requests} == {("draft", "proposal")}
    assert requests[0]["priority"] == priority


def test_at_a_same_day_level_what_is_for_later_is_routine():
    told = history(pregnant_now="yes", gestation_weeks=7, symptoms__bleeding=True, losses_count=3, age=34)
    requests = resources(written(told), "ServiceRequest")
    assert {one["priority"] for one in requests} == {"urgent", "routine"}


def test_there_is_one_proposal_for_each_evaluation_and_none_for_what_is_not_needed(told, document):
    advised = [a.id for a in assess(protocol(), told).recommendations if a.id[:2] in ("E_", "R_")]
    assert [codes(one["code"])[0] for one in resources(document, "ServiceRequest")] == advised
    text = json.dumps(resources(document, "ServiceRequest"))
    assert '"X_' not in text
    sections = {codes(s["code"])[0]: s for s in only(document, "Composition")["section"]}
    assert "natural killer" in sections["not-needed"]["text"]["div"]


def test_a_proposal_carries_its_reason_its_label_and_its_sources(document):
    found = about(document, "ServiceRequest", "E_APL")
    marks = [
        (mark["url"].rpartition(":")[2], mark.get("valueCode") or mark.get("valueString"))
        for mark in found["extension"]
    ]
    assert ("evidence", "standard") in marks
    assert any(name == "source" and "ESHRE" in text for name, text in marks)
    assert found["reasonCode"][0]["text"].startswith("Because you told me")


def test_where_no_level_is_shown_the_patients_copy_gives_none_away(told):
    hidden = written(told, audience="patient", guidance="safety_net")
    risk = only(hidden, "RiskAssessment")
    assert "prediction" not in risk
    assert "extension" not in risk
    assert not any("priority" in one for one in resources(hidden, "ServiceRequest"))
    assert '"P01"' not in json.dumps(hidden)
    assert "triage-level" not in json.dumps(hidden)
    assert "planned evaluation" not in json.dumps(hidden)
    assert only(written(told, audience="clinician", guidance="safety_net"), "RiskAssessment")["prediction"]
    assert faults(hidden) == []


@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_abuse_is_in_no_copy_not_even_by_what_follows_from_it(told, audience):
    more = told.adding([Fact("symptoms.abuse", value=True), Fact("symptoms.danger_now", value=True)])
    assert written(more, audience=audience) == written(told, audience=audience)


def test_what_she_writes_stays_text():
    told = history(asks_other="<script>alert(1)</script> & more", conditions_other="<b>")
    document = written(told)
    (asks,) = [s for s in only(document, "Composition")["section"] if codes(s["code"]) == ["asks"]]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in asks["text"]["div"]
    assert faults(document) == []


def test_the_words_of_a_message_that_told_of_abuse_are_left_out_too():
    words = Provenance("m1", 0, 12, "he hits me and my tummy is bloated")
    said = [
        Fact("symptoms.abuse", value=True, provenance=words),
        Fact("symptoms.bloating", value=True, provenance=words),
    ]
    document = written(history(age=30).adding(said))
    assert "hits me" not in json.dumps(document)
    assert about(document, "Observation", "bloating")["valueBoolean"] is True


def test_a_red_flag_nobody_could_settle_is_at_least_for_today():
    document = written(history(pregnant_now="no", symptoms_now=Status.DECLINED))
    risk = only(document, "RiskAssessment")
    assert codes(risk["prediction"][0]["qualitativeRisk"]) == ["T2"]
    assert any("symptoms_now" in note["text"] for note in risk["note"])


def test_what_is_done_already_is_said_and_not_proposed_again():
    document = written(history(age=34, pregnant_now="no", losses_count=3, tests__apl="negative"))
    assert "E_APL" not in [codes(one["code"])[0] for one in resources(document, "ServiceRequest")]
    (done,) = [s for s in only(document, "Composition")["section"] if codes(s["code"]) == ["done"]]
    assert "from the patient" in done["text"]["div"]


def test_a_proposal_refers_to_what_she_told_that_led_to_it():
    document = written(history(age=34, pregnant_now="no", planning=True, conditions__sle=True))
    lupus = about(document, "Condition", "sle")
    found = about(document, "ServiceRequest", "E_ANTI_RO_LA")["supportingInfo"]
    assert {"reference": f"urn:uuid:{lupus['id']}"} in found
