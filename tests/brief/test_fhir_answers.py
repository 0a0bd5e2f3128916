"""The answers within the brief as FHIR: typed, and no answer that is none."""

from __future__ import annotations

import pytest

from tests.support.fhir_reading import (
    item,
    long_story,
    only,
    why_absent,
    written,
)
from tests.support.interviews import history, play, protocol
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History


@pytest.fixture(scope="module")
def told():
    return long_story()


@pytest.fixture(scope="module")
def document(told):
    return written(told)


def test_answers_have_the_type_of_their_question(document):
    assert item(document, "age")["answer"] == [{"valueDecimal": 34}]
    assert item(document, "losses_count")["answer"] == [{"valueInteger": 2}]
    assert item(document, "planning")["answer"] == [{"valueBoolean": True}]
    assert item(document, "gluten_free")["answer"] == [{"valueBoolean": False}]
    assert [a["valueCoding"]["code"] for a in item(document, "pregnant_now")["answer"]] == ["no"]
    assert [a["valueCoding"]["code"] for a in item(document, "gut_symptoms")["answer"]] == ["bloating"]
    assert [a["valueCoding"]["code"] for a in item(document, "asks")["answer"]] == ["nk_cells"]
    assert [a["valueCoding"]["code"] for a in item(document, "ivf")["answer"]] == ["no"]
    assert [a["valueCoding"]["code"] for a in item(document, "contact")["answer"]] == ["none"]
    assert item(document, "conditions")["answer"][-1] == {"valueString": "a heart murmur"}


def test_unsure_refused_and_not_asked_are_three_things_and_none_is_a_no(document):
    assert why_absent(item(document, "cycles")) == ["asked-declined"]
    assert why_absent(item(document, "phq2_mood")) == ["asked-declined"]
    assert why_absent(item(document, "symptoms_now")) == ["asked-unknown"]
    assert why_absent(item(document, "support_wanted")) == ["not-asked"]
    assert not any("answer" in item(document, link) for link in ("cycles", "symptoms_now", "support_wanted"))


def test_suspected_past_and_denied_conditions_are_no_answers_but_are_told(document):
    found = item(document, "conditions")
    assert [a["valueCoding"]["code"] for a in found["answer"] if "valueCoding" in a] == ["hashimoto"]
    stands = {}
    for mark in found["extension"]:
        parts = {part["url"]: part for part in mark.get("extension", ())}
        stands[parts["path"]["valueString"]] = parts["status"]["valueCode"]
    assert stands["conditions.sle"] == "suspected"
    assert stands["conditions.aps"] == "denied"


def test_none_of_these_is_an_answer_only_if_all_was_denied():
    gut = next(question for question in protocol().questions if question.id == "gut_symptoms")
    paths = [setting.path for option in gut.options for setting in option.sets]
    all_denied = History(tuple(Fact(path, Status.DENIED) for path in paths))
    assert item(written(all_denied), "gut_symptoms")["answer"][0]["valueCoding"]["code"] == "none"
    but_one = History(all_denied.facts[:-1])
    assert "answer" not in item(written(but_one), "gut_symptoms")


def test_the_losses_are_a_table_of_groups(document):
    table = item(document, "losses")
    assert [row["linkId"] for row in table["item"]] == ["losses[0]", "losses[1]", "losses[2]"]
    first = {detail["linkId"]: detail["answer"] for detail in table["item"][0]["item"]}
    assert first["losses[0].weeks"] == [{"valueDecimal": 9}]
    assert first["losses[0].confirmed"][0]["valueCoding"]["code"] == "scan"
    assert why_absent(item(document, "losses[1].weeks")) == ["asked-declined"]


def test_it_is_complete_when_nothing_is_left_to_ask():
    unfinished = written(history(age=34))
    stands = [only(unfinished, kind)["status"] for kind in ("QuestionnaireResponse", "Composition", "RiskAssessment")]
    assert stands == ["in-progress", "preliminary", "preliminary"]
    played = play(lambda question: question.options[-1].value if question.options else 1)
    finished = written(played.history)
    stands = [only(finished, kind)["status"] for kind in ("QuestionnaireResponse", "Composition", "RiskAssessment")]
    assert stands == ["completed", "final", "final"]


@pytest.mark.parametrize("question", ["cycles", "clots", "hb_status"])
def test_to_be_not_sure_is_no_answer_even_where_it_is_offered_as_one(question):
    asked = next(q for q in protocol().questions if q.id == question)
    unsure = next(option for option in asked.options if option.value == "unsure")
    document = written(History(tuple(Fact(setting.path, Status.UNKNOWN) for setting in unsure.sets)))
    assert why_absent(item(document, question)) == ["asked-unknown"]
    assert "answer" not in item(document, question)
