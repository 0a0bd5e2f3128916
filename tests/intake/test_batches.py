"""`yarrow understand` and `yarrow triage` as functions, and the record."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from tests.intake.scripted_reader import asking, finding, told
from yarrow.intake.assess import explained_entry, triage_entry
from yarrow.intake.record import record
from yarrow.intake.understand import EntryError, understand

TWO = {"pregnant_now": "no", "losses_count": 2}


class TestUnderstand:
    """One message on its own."""

    def test_everything_it_says_is_given(self, desk, reader):
        reader.teach(
            "I fainted, I'm 34", "answer", told("symptoms.faint"), told("age", 34),
            findings=(finding("symptom", "faint"),), red_flags=("faint",),
        )  # fmt: skip
        answer = understand(desk, {"id": "u1", "text": "I fainted, I'm 34", "context": {"pregnant_now": "yes"}})
        assert list(answer) == ["id", "act", "facts", "findings", "red_flags", "level", "ask"]
        assert answer["facts"] == {"symptoms": ["faint"], "age": 34}
        assert answer["red_flags"] == ["faint"]
        assert answer["level"] == "T0"
        assert answer["ask"] is None

    def test_without_danger_there_is_no_level(self, desk):
        assert understand(desk, {"id": 1, "text": "34", "question": "age"})["level"] is None

    def test_an_answer_is_read_at_its_question(self, desk):
        assert understand(desk, {"id": 1, "text": "34", "question": "age"})["facts"] == {"age": 34}
        assert understand(desk, {"id": 1, "text": "no", "question": "planning"})["facts"] == {"planning": False}

    def test_what_must_be_asked_first_is_said(self, desk, reader):
        reader.taught["a few"] = asking("answer", "losses_count", "losses_count")
        answer = understand(desk, {"id": 1, "text": "a few", "question": "losses_count"})
        assert answer["ask"] == {"about": "losses_count", "question": "losses_count"}

    def test_a_contradiction_with_the_context_is_asked_about(self, desk, reader):
        reader.teach("four", "answer", told("losses_count", 4))
        answer = understand(desk, {"id": 1, "text": "four", "context": {"losses_count": 2}})
        assert answer["ask"] == {"about": "losses_count", "question": "losses_count"}
        assert answer["facts"] == {}

    def test_a_question_for_free_words_adds_no_fact_of_the_flat_schema_to_an_aside(self, desk):
        assert understand(desk, {"id": 1, "text": "hello there"})["facts"] == {}

    @pytest.mark.parametrize(
        "entry",
        [
            {"id": 1},
            {"text": 3},
            {"text": "x", "context": []},
            {"text": "x", "question": 3},
            {"text": "x", "question": "nope"},
        ],
    )
    def test_a_bad_entry_says_what_to_change(self, desk, entry):
        with pytest.raises(EntryError):
            understand(desk, entry)


class TestTriage:
    """Facts on their own."""

    def test_level_rules_and_recommendations_are_given(self, protocol):
        answer = triage_entry(protocol, {"id": "a", "facts": {**TWO, "planning": True, "age": 30}})
        assert answer["id"] == "a"
        assert answer["level"] == "T4"
        assert "P01" in answer["rules"]
        assert {"E_APL", "I_SAFETY_NET"} <= {item["id"] for item in answer["recommendations"]}
        assert answer["overlays"] == []

    def test_the_explanation_names_each_rule(self, protocol):
        answer, trace = explained_entry(protocol, {"id": "a", "facts": TWO})
        assert answer == triage_entry(protocol, {"id": "a", "facts": TWO})
        assert [rule["rule"] for rule in trace.rules] == answer["rules"]

    @pytest.mark.parametrize("entry", [{"id": 1}, {"facts": []}, {"facts": {"age": "old"}}, {"facts": {"nonsense": 1}}])
    def test_bad_facts_say_what_to_change(self, protocol, entry):
        with pytest.raises(EntryError):
            triage_entry(protocol, entry)


class TestRecord:
    """The record, for whoever reads it."""

    @pytest.fixture
    def case(self, desk):
        return Nurse.at(desk, "cycles", {**TWO, "symptoms": ["abuse", "bloating"]}, said=("S13",)).case

    def test_a_clinician_sees_everything(self, desk, case):
        body = record(desk, "c1", case, audience="clinician", safety_events=({"rules": ["S13"]},))
        assert body["facts"]["symptoms"] == ["abuse", "bloating"]
        assert "S13" in body["triage"]["rules"]
        assert body["safety_events"]

    @pytest.mark.parametrize("audience", ["patient", "staff"])
    def test_for_others_it_is_as_if_abuse_had_not_been_told(self, desk, case, audience):
        body = record(desk, "c1", case, audience=audience, safety_events=({"rules": ["S13"]}, {"rules": ["E01"]}))
        assert body["facts"]["symptoms"] == ["bloating"]
        assert "symptoms.abuse" not in body["provenance"]
        assert "S13" not in body["triage"]["rules"]
        assert "SAFEGUARD" not in body["triage"]["overlays"]
        assert body["safety_events"] == [{"rules": ["E01"]}]
        assert "abuse" not in str(body)

    def test_denied_facts_live_in_the_provenance_only(self, desk):
        nurse = Nurse.at(desk, "conditions", TWO)
        nurse.tap("conditions:none")
        body = record(desk, "c1", nurse.case)
        assert "conditions" not in body["facts"]
        assert body["provenance"]["conditions.sle"][-1]["status"] == "denied"
