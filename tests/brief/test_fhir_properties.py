"""What holds of every bundle, whatever was told: valid, whole, and never a yes for a no."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import datetime, timezone
from html import unescape
from typing import Any

import pytest

from tests.support.fhir_r4 import faults
from tests.support.forbidden import forbidden_outputs, forbidden_recommendations
from tests.support.interviews import play, protocol
from yarrow.brief.fhir import bundle
from yarrow.clinical import interview
from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.clinical.history import History
from yarrow.clinical.losses import CONFIRMATIONS, LOSS_TYPES
from yarrow.clinical.repeated import template_id
from yarrow.clinical.schema import BOUNDS, FLAGS, WORDS
from yarrow.clinical.triage import assess

SEEDS = range(40)
AT = datetime(2026, 11, 22, 19, 0, tzinfo=timezone.utc)
# A bundle that is larger than this would be a mistake, whatever was told.
MOST_BYTES = 400_000


def any_history(seed: int) -> History:
    """Facts of every family in every status, many at once, some corrected later; not always sensible."""
    draw = random.Random(seed)
    lists = {"conditions": protocol().conditions, "medicines": protocol().medicines, "symptoms": protocol().symptoms}
    paths = [f"{family}.{name}" for family, known in lists.items() for name in draw.sample(sorted(known), 9)]
    paths += [*draw.sample(sorted(WORDS), 3), *draw.sample(FLAGS, 2), *draw.sample(sorted(BOUNDS), 9)]
    paths += ["family_history.coeliac", "tests.tpo", "tests.coeliac", "conditions_other", "asks_other", "ctd_symptoms"]
    facts = [a_fact(draw, path) for path in paths if draw.random() < 0.8]
    facts += [Fact(f"losses[{place}]", value=a_loss(draw)) for place in range(draw.randint(0, 4))]
    facts += [a_fact(draw, fact.path) for fact in draw.sample(facts, 4)]
    return History(tuple(facts))


def a_fact(draw: random.Random, path: str) -> Fact:
    status = draw.choice([Status.PRESENT, Status.PRESENT, *Status])
    said = draw.choice([None, "as I said", "“quoted” <words> & more"])
    told = Provenance(
        f"m{draw.randint(1, 9)}", 0, 9, said, draw.choice(["text", "button"]), "2026-11-22T10:00:00+00:00"
    )
    return Fact(path, status, a_value(draw, path) if status is Status.PRESENT else None, told)


def a_value(draw: random.Random, path: str) -> Any:
    if path.startswith("losses["):
        return a_loss(draw)
    if path in WORDS:
        return draw.choice(WORDS[path])
    if path in BOUNDS:
        return draw.choice([0, 1, 2, 6, 12.5])
    if path in ("conditions_other", "asks_other", "ctd_symptoms"):
        return draw.choice(["joints, rash", "something else, and more", "<i>"])
    return draw.choice(["positive", "normal"]) if path.startswith("tests.") else True


def a_loss(draw: random.Random) -> dict[str, Any]:
    loss = {
        "type": draw.choice(LOSS_TYPES),
        "weeks": draw.choice([5, 9.5, 22]),
        "confirmed": draw.choice(CONFIRMATIONS),
    }
    return {key: held for key, held in loss.items() if key == "type" or draw.random() < 0.6}


def made_of(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each path, with each resource that was made of the fact there."""
    for entry in document["entry"]:
        for mark in entry["resource"].get("extension", ()):
            if mark["url"] == "urn:yarrow:fhir:told":
                parts = {part["url"]: part for part in mark["extension"]}
                yield parts["path"]["valueString"], entry["resource"]


def says(resource: dict[str, Any]) -> str | None:
    """Whether a resource says yes, no, or neither."""
    codes = [c["code"] for c in resource.get("verificationStatus", {}).get("coding", ())]
    if resource["resourceType"] == "Condition":
        active = bool(resource.get("clinicalStatus")) and resource["clinicalStatus"]["coding"][0]["code"] == "active"
        return "no" if codes == ["refuted"] else "yes" if active else None
    if resource["resourceType"] == "MedicationStatement":
        return {"active": "yes", "not-taken": "no"}.get(resource["status"])
    held = resource.get("valueBoolean")
    return None if held is None else "yes" if held else "no"


@pytest.fixture(scope="module", params=SEEDS)
def case(request):
    told = any_history(request.param)
    return told, bundle(protocol(), told, assess(protocol(), told), conversation=f"c{request.param}", at=AT)


def test_it_is_r4_and_of_a_size_that_can_be_sent(case):
    _, document = case
    assert faults(document) == []
    assert len(json.dumps(document)) < MOST_BYTES


def test_no_yes_becomes_a_no_and_nothing_that_is_not_a_plain_yes_becomes_one(case):
    told, document = case
    seen = 0
    for path, resource in made_of(document):
        fact = told.latest[path]
        said = says(resource)
        seen += 1
        if fact.status is Status.PRESENT:
            assert said != "no" or fact.value is False, path
        elif fact.status is Status.DENIED:
            assert said != "yes", path
        else:
            assert said is None, (path, fact.status)
    assert seen


def test_whatever_was_told_of_her_body_is_in_it(case):
    told, document = case
    there = {path for path, _ in made_of(document)}
    for path, fact in told.latest.items():
        family = path.partition(".")[0]
        if family in ("conditions", "medicines", "symptoms") and fact.status in (Status.PRESENT, Status.DENIED):
            assert path in there or path in ("symptoms.abuse", "symptoms.danger_now"), path


def test_no_answer_says_yes_to_what_was_not_told(case):
    told, document = case
    (response,) = [e["resource"] for e in document["entry"] if e["resource"]["resourceType"] == "QuestionnaireResponse"]
    for link, answer in answers(response):
        question = interview.find(protocol(), told, link)
        assert question is not None, link
        chosen = answer.get("valueCoding", {})
        option = next((o for o in question.options if o.value == chosen.get("code")), None)
        if chosen.get("system") != "urn:yarrow:answer" or option is None or option.none:
            continue
        for setting in option.sets:
            held = told.latest.get(setting.path)
            assert setting.status in (Status.PRESENT, Status.DENIED), (link, option.value)
            assert held is None or held.status is setting.status, (link, setting.path)


def answers(holder: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in holder.get("item", ()):
        yield from ((one["linkId"], answer) for answer in one.get("answer", ()))
        yield from answers(one)


def test_every_link_id_is_the_id_of_a_question(case):
    _, document = case
    (response,) = [e["resource"] for e in document["entry"] if e["resource"]["resourceType"] == "QuestionnaireResponse"]
    known = {question.id for question in protocol().questions}
    links = list(link_ids(response))
    assert {template_id(link) for link in links} <= known
    assert len(set(links)) == len(links)


def link_ids(holder: dict[str, Any]) -> Iterator[str]:
    for one in holder.get("item", ()):
        yield one["linkId"]
        yield from link_ids(one)


@pytest.mark.parametrize("seed", range(12))
def test_every_question_of_an_interview_is_in_the_answers(seed):
    draw = random.Random(seed)

    def answer(question):
        if draw.random() < 0.15:
            return draw.choice([Status.UNKNOWN, Status.DECLINED])
        if question.kind == "number":
            return draw.choice([1, 2, 12])
        return draw.choice(question.options).value if question.options else "some words"

    played = play(answer)
    told = played.history
    document = bundle(protocol(), told, assess(protocol(), told), conversation="c", at=AT)
    (response,) = [e["resource"] for e in document["entry"] if e["resource"]["resourceType"] == "QuestionnaireResponse"]
    conduct = {"confirm_summary"}
    assert set(played.asked) - set(link_ids(response)) - conduct == set()
    assert faults(document) == []


def test_her_copy_holds_no_diagnosis_no_dose_no_change_of_medicine_and_no_order(case):
    told, _ = case
    document = bundle(protocol(), told, assess(protocol(), told), conversation="c", at=AT, audience="patient")
    ours = ("RiskAssessment", "ServiceRequest", "Composition")
    kinds = [(entry["resource"]["resourceType"], entry["resource"]) for entry in document["entry"]]
    for words in (text for kind, resource in kinds if kind in ours for text in texts(resource)):
        assert forbidden_outputs(words) == []
    requests = [resource for kind, resource in kinds if kind == "ServiceRequest"]
    assert forbidden_recommendations(one["code"]["coding"][0]["code"] for one in requests) == []
    assert all((one["status"], one["intent"]) == ("draft", "proposal") for one in requests)


def texts(value: Any) -> Iterator[str]:
    """Every text in it, lists in XHTML line by line; what she told herself is hers, and what is not needed says so."""
    if isinstance(value, dict):
        section = [code["code"] for code in value.get("code", {}).get("coding", ())] if "title" in value else []
        if section and section[0] in ("history", "conditions", "medicines", "not-needed", "asks"):
            return
        for name, held in value.items():
            if name not in ("url", "reference", "system", "id"):
                yield from texts(held)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield unescape(re.sub(r"</?(?:div|ul|li)[^>]*>", "\n", value))
