"""Changing an earlier answer in place: the message names its question, and what stood open stays open."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.intake.nurse import Nurse
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Said, Turn
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon

KNOWN = {"age": 34, "pregnant_now": "no", "planning": True, "trying_months": 2}
PREGNANT = {"pregnant_now": "yes", "gestation_weeks": 9}
FIRST_LOSS = {"type": "miscarriage_clinical", "weeks": 8, "confirmed": "scan"}


@pytest.fixture(scope="module")
def desk(protocol) -> Desk:
    return Desk(protocol, Reader(load_lexicon()))


def at(desk: Desk, question: str, **known) -> Nurse:
    """A conversation at this question, with these facts and those of KNOWN."""
    return Nurse.at(desk, question, {**KNOWN, **known}, passed=("symptoms_now",))


def at_summary(desk: Desk) -> Nurse:
    """A history that is told to its end."""
    nurse = at(desk, "cycles", losses_count=0, conditions=["coeliac"])
    while nurse.case.standing.question != "confirm_summary":
        nurse.say("skip")
    return nurse


class TestTheNewAnswer:
    """It is taken for the question it names, and confirmed in one sentence."""

    @pytest.mark.parametrize("answer", ["35", "I'm 35", "actually 35", "sorry, it should be 35 not 34"])
    def test_a_number_is_changed_whatever_question_is_open(self, desk, answer):
        nurse = at(desk, "losses_count")
        nurse.say(answer, changes="age")
        assert nurse.flat["age"] == 35
        assert "losses_count" not in nurse.flat
        assert "I've changed that: Age: 35" in nurse.text

    def test_without_naming_its_question_the_same_words_answer_the_open_one(self, desk):
        nurse = at(desk, "losses_count")
        nurse.say("3")
        assert (nurse.flat["age"], nurse.flat["losses_count"]) == (34, 3)

    def test_everything_told_there_is_marked_as_edited_with_where_it_was_said(self, desk):
        nurse = at(desk, "cycles")
        nurse.say("I am 35", changes="age")
        origin = nurse.fact("age").provenance
        assert (origin.captured, origin.message, origin.text) == ("edited", "m0", "35")
        nurse.tap("planning:no", changes="planning")
        assert nurse.fact("planning").provenance.captured == "edited"

    def test_an_answer_in_its_own_turn_is_not(self, desk):
        nurse = at(desk, "cycles")
        nurse.tap("cycles:regular")
        assert nurse.fact("cycles").provenance.captured == "button"

    def test_the_same_answer_again_is_confirmed_too(self, desk):
        nurse = at(desk, "cycles")
        nurse.say("34", changes="age")
        assert "what I have written down" in nurse.text
        assert nurse.question == "cycles"

    def test_a_list_answered_anew_denies_what_it_leaves_out(self, desk):
        nurse = at(desk, "clots", conditions=["sle", "hashimoto"])
        nurse.tap("conditions:sle", changes="conditions")
        assert nurse.flat["conditions"] == ["sle"]
        assert nurse.status("conditions.hashimoto") == "denied"

    def test_but_not_what_was_never_on_it(self, desk):
        nurse = Nurse.at(desk, "cycles", {**KNOWN, "symptoms": ["itching"]}, passed=("symptoms_now",))
        card = ("symptoms_now:faint", "symptoms_now:none")
        nurse.tap("symptoms_now:none", changes="symptoms_now", offered=card)
        assert nurse.status("symptoms.faint") == "denied"
        assert nurse.status("symptoms.bleeding") is None

    @pytest.mark.parametrize("answer", ["skip", "I'd rather not say"])
    def test_a_skip_leaves_out_what_was_told(self, desk, answer):
        nurse = at(desk, "clots", conditions=["sle"])
        nurse.say(answer, changes="conditions")
        assert nurse.status("conditions.sle") == "declined"
        assert nurse.last.answered == "conditions"
        assert nurse.question == "clots"

    def test_not_sure_is_an_answer(self, desk):
        nurse = at(desk, "cycles")
        nurse.say("I'm not sure", changes="age")
        assert nurse.status("age") == "unknown"

    def test_a_question_that_was_passed_can_be_answered_after_all(self, desk):
        nurse = at(desk, "cycles")
        nurse.say("skip")
        passed, now = "cycles", nurse.question
        nurse.tap("cycles:regular", changes=passed)
        assert nurse.flat["cycles"] == "regular"
        assert passed not in nurse.case.standing.passed
        assert nurse.question == now


class TestNotTaken:
    """What is no answer changes nothing."""

    @pytest.mark.parametrize(("words", "said"), [("purple", "didn't understand"), ("Why do you ask?", "depend on age")])
    def test_a_sentence_the_questions_words_and_the_open_question(self, desk, words, said):
        nurse = at(desk, "cycles")
        before = nurse.case
        nurse.say(words, changes="age")
        first, again, still = nurse.last.messages
        assert said in first.text
        assert (again.text, again.question) == ("How old are you?", None)
        assert still.question["id"] == "cycles"
        assert nurse.case == before
        assert nurse.last.answered is None

    def test_that_a_list_is_known_already_makes_nothing_an_answer_to_it(self, desk):
        nurse = at(desk, "cycles")
        nurse.say("purple", changes="symptoms_now")
        assert "didn't understand" in nurse.text

    @pytest.mark.parametrize(
        "question", ["cycles", "gut_symptoms", "losses[3]", "nonsense", "consent", "confirm_summary"]
    )
    def test_what_was_not_answered_cannot_be_changed(self, desk, question):
        nurse = at(desk, "cycles")
        nurse.say("35", changes=question)
        assert "can't change that answer" in nurse.text
        assert nurse.flat["age"] == 34
        assert nurse.question == "cycles"

    def test_a_request_stays_one_and_the_open_question_comes_back(self, desk):
        nurse = at(desk, "cycles")
        nurse.say("what are NK cells?", changes="age")
        assert nurse.kinds[-1] == "ask_evidence"
        assert nurse.question == "cycles"
        nurse.say("Pause", changes="age")
        assert nurse.case.standing.status == "paused"

    def test_the_questions_misses_are_not_counted(self, desk):
        nurse = at(desk, "cycles")
        for _ in range(6):
            nurse.say("purple", changes="age")
        assert nurse.flat["age"] == 34
        assert nurse.case.standing.stumbles == 0


class TestWhatStoodOpen:
    """It comes back unchanged, unless the change has made it idle or something else urgent."""

    def test_the_open_question_is_the_same(self, desk):
        nurse = at(desk, "losses_count")
        nurse.say("skip", changes="trying_months")
        put = nurse.last.messages[-1]
        again = at(desk, "losses_count")
        again.say("purple")
        assert (put.text, put.choices) == (again.last.messages[-1].text, again.last.messages[-1].choices)
        assert put.question["id"] == "losses_count"

    def test_of_a_loss_there_is_none_of_nothing_more_is_asked(self, desk):
        nurse = at(desk, "losses[1]", losses_count=3, losses=[FIRST_LOSS])
        nurse.say("0", changes="losses_count")
        assert nurse.question not in (None, "losses[1]", "preferred_term")
        assert nurse.flat["losses_count"] == 0
        assert "losses" not in nurse.flat

    def test_of_one_there_still_is_it_is(self, desk):
        nurse = at(desk, "losses[1]", losses_count=3, losses=[FIRST_LOSS])
        nurse.say("2", changes="losses_count")
        assert nurse.question == "losses[1]"
        assert nurse.flat["losses"] == [FIRST_LOSS]

    def test_a_pregnancy_after_all_asks_about_safety_first(self, desk):
        nurse = at(desk, "cycles")
        nurse.tap("pregnant_now:yes", changes="pregnant_now")
        assert nurse.question == "gestation_weeks"

    def test_what_is_not_clear_is_asked_and_then_the_history_goes_on(self, desk):
        nurse = at(desk, "clots", losses_count=2)
        nurse.say("a few", changes="losses_count")
        assert nurse.question == "losses_count"
        nurse.say("four")
        assert nurse.flat["losses_count"] == 4
        assert nurse.question not in (None, "losses_count")

    def test_at_the_summary_it_is_read_out_anew(self, desk):
        nurse = at_summary(desk)
        nurse.say("41", changes="age")
        assert nurse.question == "confirm_summary"
        assert "Age: 41 years" in nurse.text.split("changed that", 1)[1].partition("\n")[2]

    def test_a_pause_ends_by_itself(self, desk):
        nurse = at(desk, "cycles")
        nurse.say("pause")
        nurse.say("35", changes="age")
        assert nurse.case.standing.status == "in_progress"
        assert nurse.question == "cycles"


class TestAfterTheAdvice:
    """The end stays the end; the advice is said anew where it has become another."""

    def advised(self, desk: Desk) -> Nurse:
        nurse = at_summary(desk)
        nurse.tap("confirm_summary:right")
        assert nurse.case.standing.advice
        return nurse

    def test_an_advice_that_has_changed_is_said(self, desk):
        nurse = self.advised(desk)
        nurse.tap("conditions:aps", changes="conditions")
        assert "I've changed that" in nurse.text
        assert len(nurse.last.messages) > 1
        assert nurse.case.standing.status == "completed"
        assert nurse.case.standing.advice

    def test_one_that_has_not_is_not(self, desk):
        nurse = self.advised(desk)
        nurse.say("34", changes="age")
        assert len(nurse.last.messages) == 1
        assert nurse.question is None


class TestDanger:
    """A changed answer is heard as any other."""

    def test_a_tapped_symptom_gets_the_words_and_the_history_stops(self, desk):
        nurse = at(desk, "cycles", **PREGNANT)
        nurse.tap("symptoms_now:faint", "symptoms_now:bleeding", changes="symptoms_now")
        assert nurse.last.messages[0].level == "T0"
        assert (nurse.case.standing.question, nurse.case.standing.resume) == ("can_you_get_help", "cycles")
        assert nurse.last.answered == "symptoms_now"
        assert nurse.fact("symptoms.faint").provenance.captured == "edited"

    def test_none_of_them_does_not(self, desk):
        nurse = at(desk, "cycles", **PREGNANT)
        nurse.tap("symptoms_now:none", changes="symptoms_now")
        assert nurse.last.messages[0].level is None
        assert nurse.question == "cycles"

    def test_the_question_whether_it_happens_now_is_not_answered_by_a_change(self, desk):
        pending = {"about": "bleeding", "symptoms": ["bleeding"]}
        nurse = Nurse.at(desk, "happening_now", KNOWN, resume="cycles", pending=pending)
        nurse.say("35", changes="age")
        assert nurse.flat["age"] == 35
        assert nurse.status("symptoms.bleeding") is None
        assert (nurse.case.standing.question, nurse.case.standing.pending) == ("happening_now", pending)

    def test_nobody_leaves_an_emergency_by_changing_an_answer(self, desk):
        nurse = at(desk, "cycles", **PREGNANT)
        nurse.tap("symptoms_now:faint", "symptoms_now:bleeding", changes="symptoms_now")
        nurse.tap("symptoms_now:none", changes="symptoms_now")
        assert nurse.case.standing.status == "escalated"
        assert nurse.question == "can_you_get_help"
        nurse.tap("can_you_get_help:calling")
        nurse.say("35", changes="age")
        assert nurse.case.standing.status == "escalated"
        assert nurse.question == "can_you_get_help"

    def test_what_was_taken_back_and_is_told_again_is_said_again(self, desk):
        nurse = at(desk, "cycles", **PREGNANT)
        for choice, level in pairwise(("", "bleeding", "none", "bleeding")):
            nurse.tap(f"symptoms_now:{level}", changes="symptoms_now")
            said = [message.level for message in nurse.last.messages if message.level]
            assert said == ([] if level == "none" else ["T2"]), choice


class TestLosses:
    """A loss, its details, and the other outcomes."""

    def test_a_detail_is_changed_and_the_rest_of_the_loss_stays(self, desk):
        nurse = at(desk, "clots", losses_count=1, losses=[FIRST_LOSS])
        nurse.say("10", changes="losses[0].weeks")
        assert nurse.flat["losses"] == [{**FIRST_LOSS, "weeks": 10}]

    def test_another_kind_of_loss_loses_the_details_that_are_not_asked_of_it(self, desk):
        nurse = at(desk, "clots", losses_count=1, losses=[FIRST_LOSS])
        nurse.tap("losses[0]:early", changes="losses[0]")
        assert nurse.flat["losses"] == [{"type": "biochemical"}]

    def test_the_same_kind_keeps_them(self, desk):
        nurse = at(desk, "clots", losses_count=1, losses=[FIRST_LOSS])
        nurse.tap("losses[0]:miscarriage", changes="losses[0]")
        assert nurse.flat["losses"] == [FIRST_LOSS]

    def test_other_outcomes_are_neither_doubled_nor_kept_when_left_out(self, desk):
        nurse = at(desk, "clots", losses_count=1, losses=[FIRST_LOSS, {"type": "ectopic"}])
        nurse.tap("other_outcomes:ectopic", "other_outcomes:molar", changes="other_outcomes")
        assert [loss["type"] for loss in nurse.flat["losses"]] == ["miscarriage_clinical", "ectopic", "molar"]
        nurse.tap("other_outcomes:molar", changes="other_outcomes")
        assert [loss["type"] for loss in nurse.flat["losses"]] == ["miscarriage_clinical", "molar"]
        nurse.tap("other_outcomes:none", changes="other_outcomes")
        assert nurse.flat["losses"] == [FIRST_LOSS]
        assert nurse.question == "clots"

    def test_what_is_asked_about_a_condition_that_was_none_is_asked_no_more(self, desk):
        nurse = at(desk, "condition_treatment.sle", conditions=["sle"], losses_count=0)
        nurse.tap("conditions:none", changes="conditions")
        assert nurse.question not in (None, "condition_treatment.sle")


class TestAnswered:
    """The question a message gave an answer to."""

    @pytest.mark.parametrize("words", ["regular", "not sure", "skip"])
    def test_an_answer_not_sure_and_a_skip_are_answers(self, desk, words):
        nurse = at(desk, "cycles")
        nurse.say(words)
        assert nurse.last.answered == "cycles"

    @pytest.mark.parametrize(
        "words", ["why?", "what are NK cells?", "purple", "I'm so scared", "I have lupus", "pause"]
    )
    def test_asides_and_things_told_beside_it_are_not(self, desk, words):
        nurse = at(desk, "cycles")
        nurse.say(words)
        assert nurse.last.answered is None

    def test_the_conversations_own_questions_are_never_answered_so(self, desk):
        nurse = Nurse.opened(desk)
        nurse.tap("consent:yes")
        assert nurse.last.answered is None
        nurse = at_summary(desk)
        nurse.tap("confirm_summary:right")
        assert nurse.last.answered is None

    def test_an_answer_that_is_danger_is_one_too(self, desk):
        nurse = Nurse.at(desk, "symptoms_now", PREGNANT)
        nurse.tap("symptoms_now:faint", "symptoms_now:bleeding")
        assert nurse.case.standing.question == "can_you_get_help"
        assert nurse.last.answered == "symptoms_now"

    def test_it_travels_with_the_result(self, desk):
        nurse = at(desk, "cycles")
        result = nurse.say("regular")
        assert type(result).from_json(result.to_json()) == result


def test_what_a_message_changes_travels_with_the_turn():
    said = Said("m1", None, ("age:1",), None, "age", ("age:1", "age:2"))
    turn = Turn("c", 1, said, Case(), "2026-11-22")
    assert Turn.from_json(turn.to_json()) == turn
    older = {"id": "m1", "text": "34"}
    assert Said.from_json(older) == replace(Said("m1", "34"))
