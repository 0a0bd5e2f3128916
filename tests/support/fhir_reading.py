"""Bundles written for a test, and short ways to find something in them."""

from __future__ import annotations

from datetime import datetime, timezone

from tests.support.interviews import history, protocol, with_losses
from yarrow.brief.fhir import bundle
from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.clinical.triage import assess

AT = datetime(2026, 11, 22, 19, 0, tzinfo=timezone.utc)
CONVERSATION = "conversation-of-the-tests"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"


def written(told, **more):
    triage = assess(protocol(), told)
    return bundle(protocol(), told, triage, conversation=CONVERSATION, at=AT, **more)


def resources(document, kind):
    return [entry["resource"] for entry in document["entry"] if entry["resource"]["resourceType"] == kind]


def only(document, kind):
    (found,) = resources(document, kind)
    return found


def about(document, kind, code):
    """The resource of this kind whose code has this local id."""
    name = {"MedicationStatement": "medicationCodeableConcept"}.get(kind, "code")
    found = [one for one in resources(document, kind) if code in codes(one.get(name, {}))]
    assert len(found) == 1, (kind, code, len(found))
    return found[0]


def codes(concept):
    return [coding["code"] for coding in concept.get("coding", ())]


def item(document, link):
    return items(only(document, "QuestionnaireResponse"))[link]


def items(holder):
    found = {}
    for one in holder.get("item", ()):
        found[one["linkId"]] = one
        found.update(items(one))
    return found


def why_absent(element):
    return [one["valueCode"] for one in element.get("extension", ()) if one["url"] == ABSENT]


def value(observation):
    return {name: held for name, held in observation.items() if name.startswith("value")}


def long_story():
    """Somebody with a long story: each status at least once."""
    said = history(
        locale="UK", consent=True, for_whom="self", pregnant_now="no", gestation_weeks=Status.UNKNOWN, age=34,
        planning=True, cycles=Status.DECLINED, temp_c=37.2, losses_count=2, live_births=0,
        conditions__hashimoto=True, conditions__sle=Status.SUSPECTED, conditions__graves=Status.PAST,
        conditions__coeliac=Status.FAMILY, conditions__aps=Status.DENIED, conditions_other="a heart murmur",
        medicines__warfarin=Status.DENIED, medicines__methotrexate=Status.PAST, family_history__ibd=True,
        symptoms__bloating=True, symptoms__diarrhoea=Status.DENIED, symptoms__fever=Status.UNKNOWN,
        symptoms__mouth_ulcers=Status.PAST, tests__tpo="positive", gluten_free=False, asks__nk_cells=True,
        phq2_interest=1, phq2_mood=Status.DECLINED, ivf__treatment=Status.DENIED, contact=Status.DENIED,
    )  # fmt: skip
    words = Provenance("m7", 9, 23, "thyroxine 50mg", "text", "2026-11-22T18:30:00+00:00")
    said = said.adding([Fact("medicines.levothyroxine", value=True, provenance=words)])
    losses = with_losses(
        said,
        {"type": "miscarriage_clinical", "weeks": 9, "confirmed": "scan"},
        {"type": "unknown_loss"},
        {"type": "ectopic"},
    )
    return losses.adding([Fact("losses[1].weeks", Status.DECLINED)])
