"""Taking an answer."""

from __future__ import annotations

from tests.intake.nurse import Nurse
from tests.intake.scripted_reader import finding, told
from yarrow.intake.ask import ask_next
from yarrow.language.understanding import Understanding


def test_a_tap_answers_the_question_and_says_so_in_its_provenance(desk):
    nurse = Nurse.at(desk, "cycles", {"age": 34, "pregnant_now": "no"})
    nurse.tap("cycles:regular")
    fact = nurse.fact("cycles")
    assert fact.value == "regular"
    assert fact.provenance.captured == "button"
    assert fact.provenance.text == "Yes, they are regular"
    assert nurse.last.triage is not None


def test_words_carry_the_place_they_were_read_from(desk):
    nurse = Nurse.at(desk, "age", {"pregnant_now": "no"})
    nurse.say("34")
    fact = nurse.fact("age")
    assert (fact.value, fact.provenance.start, fact.provenance.end, fact.provenance.text) == (34, 0, 2, "34")
    assert fact.provenance.captured == "text"


def test_a_closed_list_denies_what_was_not_ticked(desk):
    nurse = Nurse.at(desk, "symptoms_now", {"pregnant_now": "no"})
    nurse.tap("symptoms_now:fever")
    assert nurse.status("symptoms.fever") == "present"
    assert nurse.status("symptoms.bleeding") == "denied"


def test_several_answers_at_once_are_all_taken_and_only_what_is_missing_is_asked(desk, reader):
    reader.teach("34, regular, no", "answer", told("age", 34), told("cycles", "regular"), told("planning", False))
    nurse = Nurse.at(desk, "age", {"pregnant_now": "no"})
    nurse.tap("symptoms_now:none")
    nurse.case = Nurse.at(desk, "age", {"pregnant_now": "no"}).case
    nurse.say("34, regular, no")
    assert nurse.flat["age"] == 34
    assert nurse.flat["cycles"] == "regular"
    assert nurse.flat["planning"] is False


def test_what_is_told_beside_the_question_is_said_back_and_the_question_returns(desk, reader):
    reader.teach("I have lupus by the way", "answer", told("conditions.sle"))
    nurse = Nurse.at(desk, "cycles", {"age": 34, "pregnant_now": "no"})
    nurse.say("I have lupus by the way")
    assert "lupus" in nurse.text.lower()
    assert nurse.question == "cycles"


def test_a_danger_that_needs_more_is_asked_about_before_the_question_returns(desk, reader):
    reader.teach("I'm bleeding a bit", "answer", told("symptoms.bleeding"))
    nurse = Nurse.at(desk, "cycles", {"age": 34, "pregnant_now": "no"})
    nurse.say("I'm bleeding a bit")
    assert nurse.question in ("symptoms_now", "pads_per_hour", "cycles")
    assert nurse.flat["symptoms"] == ["bleeding"]


def test_a_correction_is_confirmed_in_one_sentence_and_the_question_returns(desk, reader):
    reader.teach("sorry, I'm 34 not 43", "correct", told("age", 34))
    nurse = Nurse.at(desk, "cycles", {"age": 43, "pregnant_now": "no"})
    nurse.say("sorry, I'm 34 not 43")
    assert nurse.flat["age"] == 34
    assert nurse.last.messages[0].text.count(".") <= 2
    assert "34" in nurse.last.messages[0].text
    assert nurse.question == "cycles"


def test_a_correction_adds_and_overwrites_nothing(desk, reader):
    reader.teach("sorry, I'm 34 not 43", "correct", told("age", 34))
    nurse = Nurse.at(desk, "cycles", {"age": 43, "pregnant_now": "no"})
    nurse.say("sorry, I'm 34 not 43")
    assert [fact.value for fact in nurse.case.history.facts if fact.path == "age"] == [43, 34]


def test_a_typed_no_chooses_no_and_denies(desk):
    nurse = Nurse.at(desk, "planning", {"age": 34, "pregnant_now": "no"})
    nurse.say("no")
    assert nurse.flat["planning"] is False


def test_a_typed_no_to_a_list_is_none_of_these(desk):
    nurse = Nurse.at(desk, "conditions", {"age": 34, "pregnant_now": "no"})
    nurse.say("no")
    assert nurse.status("conditions.sle") == "denied"
    assert nurse.status("conditions.coeliac") == "denied"


def test_free_words_answer_a_question_for_free_words(desk):
    nurse = Nurse.at(desk, "contact", {"age": 34, "pregnant_now": "no"})
    nurse.say("ring me after six")
    assert nurse.flat["contact"] == "ring me after six"


def test_words_about_a_list_without_an_id_are_kept_as_told(desk):
    nurse = Nurse.at(desk, "asks", {"age": 34, "pregnant_now": "no"})
    nurse.say("will it happen again")
    assert nurse.flat["asks_other"] == "will it happen again"
    assert "asks" not in nurse.flat


def test_a_tap_on_another_question_changes_nothing_and_the_open_one_returns(desk):
    nurse = Nurse.at(desk, "cycles", {"age": 34, "pregnant_now": "no"})
    nurse.tap("pregnant_now:yes")
    assert nurse.flat["pregnant_now"] == "no"
    assert nurse.question == "cycles"
    assert "earlier question" in nurse.text


def test_a_tap_on_an_answer_that_was_never_offered_changes_nothing(desk):
    nurse = Nurse.at(desk, "cycles", {"age": 34, "pregnant_now": "no"})
    nurse.tap("cycles:weekly")
    assert "cycles" not in nurse.flat
    assert nurse.question == "cycles"


def test_a_pregnancy_is_never_congratulated(desk):
    nurse = Nurse.at(desk, "pregnant_now")
    nurse.tap("pregnant_now:yes")
    assert "congrat" not in nurse.text.lower()
    assert "How are you feeling about it?" in nurse.text


def test_a_loss_is_acknowledged_once(desk, reader):
    reader.teach("two", "answer", told("losses_count", 2))
    nurse = Nurse.at(desk, "losses_count", {"age": 34, "pregnant_now": "no"})
    nurse.say("two")
    assert "so sorry for your losses" in nurse.text
    nurse.tap("preferred_term:baby")
    nurse.tap("losses[0]:miscarriage")
    assert "sorry" not in nurse.text


def test_no_loss_is_not_consoled(desk):
    nurse = Nurse.at(desk, "losses_count", {"age": 34, "pregnant_now": "no"})
    nurse.say("0")
    assert "sorry" not in nurse.text


def test_a_stillbirth_told_later_is_acknowledged_for_itself(desk):
    nurse = Nurse.at(desk, "other_outcomes", {"pregnant_now": "no", "losses_count": 1}, consoled=True)
    nurse.tap("other_outcomes:stillbirth")
    assert "so sorry" in nurse.text


def test_her_own_word_is_used_for_the_loss(desk):
    nurse = Nurse.at(desk, "preferred_term", {"age": 34, "pregnant_now": "no", "losses_count": 1}, consoled=True)
    nurse.tap("preferred_term:baby")
    assert nurse.flat["preferred_term"] == "baby"


def test_items_that_together_make_a_score_are_added_up(desk):
    nurse = Nurse.at(desk, "phq2_mood", {"age": 34, "pregnant_now": "no", "phq2_interest": 2})
    nurse.tap("phq2_mood:2")
    assert nurse.flat["phq2"] == 4
    assert "U10" in nurse.last.triage["rules"]


def test_a_section_is_introduced_once(desk):
    nurse = Nurse.at(desk, "pregnant_now")
    nurse.case = Nurse.at(desk, "symptoms_now", {"pregnant_now": "no"}).case
    nurse.tap("symptoms_now:none")
    intro = nurse.last.messages[0].text
    nurse.say("34")
    assert intro not in nurse.text


def test_a_pause_is_offered_after_some_sensitive_questions(desk):
    case = Nurse.at(desk, "age", {"pregnant_now": "no", "losses_count": 2}, sensitive=4).case
    result = ask_next(desk, case, "losses")
    assert "break" in result.messages[-2].text
    assert result.standing.sensitive == 0


def test_answering_ends_a_pause(desk):
    nurse = Nurse.at(desk, "age", {"pregnant_now": "no"}, status="paused")
    nurse.say("34")
    assert nurse.case.standing.status == "in_progress"


class TestLists:
    """Lists answered in words."""

    def test_words_name_what_there_is_and_deny_nothing(self, desk, reader):
        reader.teach("a bit of fever", "answer", told("symptoms.fever"))
        nurse = Nurse.at(desk, "symptoms_now", {"pregnant_now": "no"})
        nurse.say("a bit of fever")
        assert nurse.status("symptoms.fever") == "present"
        assert nurse.status("symptoms.chest_pain") is None

    def test_a_thing_named_to_deny_it_is_not_chosen(self, desk, reader):
        denial = Understanding("answer", (finding("symptom", "chest_pain", "denied"),), chosen=("chest_pain",))
        reader.taught["no chest pain"] = denial
        nurse = Nurse.at(desk, "symptoms_now", {"pregnant_now": "no"})
        nurse.say("no chest pain")
        assert nurse.status("symptoms.chest_pain") != "present"

    def test_somebody_else_s_illness_is_not_chosen(self, desk, reader):
        family = Understanding("answer", (finding("condition", "sle", "family"),), chosen=("sle",))
        reader.taught["my sister has lupus"] = family
        nurse = Nurse.at(desk, "conditions", {"pregnant_now": "no"})
        nurse.say("my sister has lupus")
        assert nurse.status("conditions.sle") != "present"

    def test_none_of_these_does_not_unsay_what_was_told_before(self, desk):
        nurse = Nurse.at(desk, "symptoms_now", {"pregnant_now": "no", "symptoms": ["bleeding"]})
        nurse.tap("symptoms_now:none")
        assert nurse.status("symptoms.bleeding") == "present"
        assert nurse.status("symptoms.fever") == "denied"

    def test_a_medicine_named_among_questions_is_asked_about_not_taken(self, desk, reader):
        reader.teach("aspirin", "answer", told("medicines.aspirin"))
        nurse = Nurse.at(desk, "asks", {"pregnant_now": "no"})
        nurse.say("aspirin")
        assert "medicines" not in nurse.flat
        assert nurse.flat["asks"] == ["aspirin"]

    def test_what_the_words_say_is_kept_beside_the_medicines_they_name(self, desk, reader):
        reader.teach("hydroxychloroquine, for years", "answer", told("medicines.hydroxychloroquine"))
        nurse = Nurse.at(desk, "condition_treatment.sle", {"pregnant_now": "no", "conditions": ["sle"]})
        nurse.say("hydroxychloroquine, for years")
        assert nurse.flat["condition_treatment.sle"] == "hydroxychloroquine, for years"
        assert nurse.flat["medicines"] == ["hydroxychloroquine"]


def test_no_answers_what_treatment_there_is_if_any(desk):
    nurse = Nurse.at(desk, "condition_treatment.sle", {"age": 34, "pregnant_now": "no", "conditions": ["sle"]})
    nurse.say("no")
    assert nurse.status("condition_treatment.sle") == "denied"
    assert nurse.question != "condition_treatment.sle"
