"""The brief as FHIR: what each thing told becomes, and that it is R4."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from datetime import datetime, timezone

import pytest
from fhir.resources.R4B.bundle import Bundle
from pydantic import ValidationError

from tests.support.fhir_r4 import faults
from tests.support.fhir_reading import (
    CONVERSATION,
    about,
    codes,
    long_story,
    only,
    resources,
    value,
    written,
)
from tests.support.interviews import history, protocol
from yarrow.brief.fhir import bundle
from yarrow.brief.fhir.bundle import _checked
from yarrow.clinical.fact import Fact, Provenance
from yarrow.clinical.triage import assess


@pytest.fixture(scope="module")
def told():
    return long_story()


@pytest.fixture(scope="module")
def document(told):
    return written(told)


def test_it_is_a_document_that_the_library_and_the_specification_accept(document):
    Bundle.model_validate(json.loads(json.dumps(document)))
    assert faults(document) == []
    assert document["type"] == "document"
    assert document["entry"][0]["resource"]["resourceType"] == "Composition"
    assert {"identifier", "timestamp"} <= document.keys()


def test_what_is_no_r4_is_found_by_one_of_the_two(document):
    wrong = copy.deepcopy(document)
    only(wrong, "QuestionnaireResponse")["status"] = "finished"
    (fault,) = faults(wrong)
    assert "status[0]: 'finished' is not one of in-progress|completed" in fault
    del only(wrong, "RiskAssessment")["subject"]
    with pytest.raises(ValidationError):
        _checked(wrong)


def test_it_passes_through_the_library_unchanged(document):
    again = json.loads(Bundle.model_validate(document).model_dump_json())
    assert again == json.loads(json.dumps(document))


def test_every_reference_leads_to_a_resource_of_the_bundle(document):
    there = [entry["fullUrl"] for entry in document["entry"]]
    assert len(set(there)) == len(there)
    assert all(entry["fullUrl"] == f"urn:uuid:{entry['resource']['id']}" for entry in document["entry"])
    assert references(document) <= set(there)


def references(value):
    if isinstance(value, list):
        return set().union(*map(references, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    mine = {value["reference"]} if isinstance(value.get("reference"), str) else set()
    return mine.union(*map(references, value.values())) if value else mine


def test_everything_written_is_reached_from_the_composition(document):
    listed = references(only(document, "Composition")["section"])
    others = {"Composition", "Patient", "RelatedPerson", "Device", "Provenance"}
    written_down = {e["fullUrl"] for e in document["entry"] if e["resource"]["resourceType"] not in others}
    assert listed == written_down


def test_the_same_history_gives_the_same_bundle_and_later_the_same_ids(told, document):
    assert written(told) == document
    later = bundle(
        protocol(),
        told,
        assess(protocol(), told),
        conversation=CONVERSATION,
        at=datetime(2026, 11, 23, 8, 0, tzinfo=timezone.utc),
    )
    assert [e["fullUrl"] for e in later["entry"]] == [e["fullUrl"] for e in document["entry"]]
    assert later["id"] != document["id"]


def test_a_moment_without_a_time_zone_is_refused(told):
    with pytest.raises(ValueError, match="time zone"):
        bundle(protocol(), told, assess(protocol(), told), conversation="c", at=datetime(2026, 11, 22))  # noqa: DTZ001


def test_the_patient_has_no_name(document):
    patient = only(document, "Patient")
    assert patient["identifier"] == [{"system": "urn:yarrow:conversation", "value": CONVERSATION}]
    assert patient.keys() == {"resourceType", "id", "identifier"}


def test_somebody_who_answers_for_her_is_the_source(told):
    document = written(told.adding([Fact("for_whom", value="other_agrees")]))
    source = only(document, "QuestionnaireResponse")["source"]["reference"]
    assert source == f"urn:uuid:{only(document, 'RelatedPerson')['id']}"


@pytest.mark.parametrize(
    ("condition", "verification", "clinical"),
    [("hashimoto", "unconfirmed", "active"), ("graves", "unconfirmed", "inactive"), ("sle", "provisional", None),
     ("aps", "refuted", None)],
)  # fmt: skip
def test_a_condition_is_as_she_told_it_and_never_confirmed(document, condition, verification, clinical):
    found = about(document, "Condition", condition)
    assert codes(found["verificationStatus"]) == [verification]
    assert codes(found.get("clinicalStatus", {})) == ([clinical] if clinical else [])


def test_a_relatives_condition_is_no_condition_of_hers(document):
    mine = [codes(one["code"]) for one in resources(document, "Condition")]
    assert not any("coeliac" in found for found in mine)
    theirs = [codes(c["code"]) for one in resources(document, "FamilyMemberHistory") for c in one["condition"]]
    assert [found[0] for found in theirs] == ["coeliac", "ibd"]


def test_codes_say_how_sure_we_are_of_them(document):
    codings = about(document, "Condition", "hashimoto")["code"]["coding"]
    sure = {coding["system"]: coding["extension"][0]["valueCode"] for coding in codings if "extension" in coding}
    assert sure == {"http://snomed.info/sct": "seen-in-public-lists", "http://hl7.org/fhir/sid/icd-10": "certain"}
    assert "check it against a release" in about(document, "Condition", "hashimoto")["note"][1]["text"]


def test_her_own_words_are_kept_where_nobody_has_a_code(document):
    texts = [one["code"].get("text") for one in resources(document, "Condition")]
    assert "a heart murmur" in texts


@pytest.mark.parametrize(
    ("symptom", "found"),
    [("bloating", {"valueBoolean": True}), ("diarrhoea", {"valueBoolean": False}), ("fever", {})],
)
def test_a_symptom_is_there_or_not_or_not_known(document, symptom, found):
    observation = about(document, "Observation", symptom)
    assert value(observation) == found
    assert codes(observation.get("dataAbsentReason", {})) == ([] if found else ["asked-unknown"])


def test_a_symptom_of_the_past_is_neither_a_yes_nor_a_no(document):
    found = value(about(document, "Observation", "mouth_ulcers"))
    assert codes(found["valueCodeableConcept"]) == ["past"]


def test_numbers_have_units_that_machines_know(document):
    temperature = about(document, "Observation", "temp_c")
    assert "8310-5" in codes(temperature["code"])
    assert temperature["valueQuantity"] == {
        "value": 37.2, "unit": "°C", "system": "http://unitsofmeasure.org", "code": "Cel"
    }  # fmt: skip
    assert about(document, "Observation", "age")["valueQuantity"]["code"] == "a"
    assert value(about(document, "Observation", "losses_count")) == {"valueInteger": 2}


def test_what_was_refused_is_said_to_be_refused(document):
    assert codes(about(document, "Observation", "cycles")["dataAbsentReason"]) == ["asked-declined"]


def test_losses_are_counted_by_each_definition_with_bounds_where_details_are_missing(document):
    counted = {codes(c["code"])[0]: value(c) for c in about(document, "Observation", "losses")["component"]}
    assert counted["n_eshre"] == {"valueInteger": 2}
    assert counted["n_asrm"] == {"valueInteger": 1}


def test_losses_not_described_leave_bounds():
    document = written(history(losses_count=3))
    counted = {codes(c["code"])[0]: value(c) for c in about(document, "Observation", "losses")["component"]}
    assert counted["n_t2"] == {"valueRange": {"low": {"value": 0}, "high": {"value": 3}}}


def test_each_loss_has_its_parts_and_says_which_are_missing(document):
    first, second, third = [o for o in resources(document, "Observation") if codes(o["code"]) == ["loss"]]
    assert [value(part) for part in first["component"]][1]["valueQuantity"]["value"] == 9
    assert [codes(part.get("dataAbsentReason", {})) for part in second["component"]] == [
        [], ["asked-declined"], ["not-asked"]
    ]  # fmt: skip
    assert codes(third["component"][0]["valueCodeableConcept"]) == ["ectopic"]


@pytest.mark.parametrize(
    ("medicine", "status"), [("levothyroxine", "active"), ("warfarin", "not-taken"), ("methotrexate", "completed")]
)
def test_a_medicine_is_taken_or_not(document, medicine, status):
    assert about(document, "MedicationStatement", medicine)["status"] == status


def test_a_medicine_has_her_name_for_it_and_where_she_said_so(document):
    found = about(document, "MedicationStatement", "levothyroxine")
    assert found["medicationCodeableConcept"]["text"] == "thyroxine 50mg"
    parts = {part["url"]: part for part in found["extension"][0]["extension"]}
    assert parts["message"]["valueString"] == "m7"
    assert (parts["start"]["valueInteger"], parts["end"]["valueInteger"]) == (9, 23)
    assert parts["captured"]["valueCode"] == "text"


def test_what_a_specialist_does_about_a_medicine_is_for_the_clinician_only(told):
    copies = [written(told, audience=audience) for audience in ("clinician", "patient")]
    notes = [about(one, "MedicationStatement", "methotrexate").get("note", [{"text": ""}])[0] for one in copies]
    assert "before conception" in notes[0]["text"]
    assert notes[1]["text"] == ""


def test_the_library_is_loaded_only_when_a_bundle_is_made():
    code = "import sys, yarrow.brief.fhir; sys.exit(any(name.startswith('fhir.') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_each_section_can_be_read_by_who_sees_its_text_only(document):
    texts = {codes(s["code"])[0]: s["text"]["div"] for s in only(document, "Composition")["section"]}
    assert "<li>diarrhoea: no</li>" in texts["history"]
    assert "<li>bloating: yes</li>" in texts["history"]
    assert "<li>a fever: not sure</li>" in texts["history"]
    assert "weeks 9 weeks" in texts["history"]
    assert "<li>lupus: provisional</li>" in texts["conditions"]
    assert "<li>warfarin: not taken</li>" in texts["medicines"]
    assert "T4, planned evaluation" in texts["assessment"]
    assert "Evidence: standard." in texts["proposals"]


def test_an_answer_changed_later_is_told_by_her_and_a_score_is_worked_out():
    changed = Provenance("m9", 0, 2, "35", "edited")
    told = history().adding([Fact("age", value=35, provenance=changed)])
    document = written(told.adding([Fact("phq2", value=3, provenance=Provenance(captured="edited"))]))
    age, score = (about(document, "Observation", code) for code in ("age", "phq2"))
    assert "note" not in age
    assert score["note"][0]["text"] == "Worked out from the answers."
    assert age["performer"] != score["performer"]
