"""What was heard and is not sure is said back as one short question; a sure reading is not questioned."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from tests.intake.scripted_reader import asking, told
from yarrow.intake.ports import Desk
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon
from yarrow.protocol.voice import our_voice

KNOWN = {"age": 34, "pregnant_now": "no"}
SAFE = {"passed": ("symptoms_now",)}
SUM = "2 mcs and a chemical"


@pytest.fixture(scope="module")
def real(protocol) -> Desk:
    return Desk(protocol, Reader(load_lexicon()))


def at_losses(desk, words, **known) -> Nurse:
    nurse = Nurse.at(desk, "losses_count", {**KNOWN, **known}, **SAFE)
    nurse.say(words)
    return nurse


def put(nurse: Nurse) -> str:
    return nurse.last.messages[-1].text


class TestAsked:
    def test_losses_that_nobody_counted_are_said_back(self, real):
        nurse = at_losses(real, SUM)
        assert nurse.question == "heard_right"
        assert put(nurse) == "I heard three losses, one of them very early. Is that right?"
        assert "I'm so sorry for your losses" in nurse.text
        assert nurse.flat["losses_count"] == 3
        assert nurse.last.answered == "losses_count"

    def test_in_the_word_she_chose(self, real):
        assert put(at_losses(real, SUM, preferred_term="miscarriage")).startswith("I heard three miscarriages, one of")
        assert put(at_losses(real, SUM, preferred_term="baby")).startswith("I heard the loss of three babies, one of")

    def test_with_the_outcome_that_is_no_loss_of_the_count(self, real):
        assert put(at_losses(real, "four losses but one was ectopic")) == (
            "I heard three losses, and an ectopic pregnancy. Is that right?"
        )

    def test_a_number_said_with_doubt_is_said_back(self, desk, reader):
        reader.taught["maybe 5?"] = asking("answer", "losses_count", "losses_count", told("losses_count", 5))
        nurse = at_losses(desk, "maybe 5?")
        assert put(nurse) == "I heard five losses. Is that right?"
        assert nurse.flat["losses_count"] == 5

    @pytest.mark.parametrize("words", ["about three", "maybe 3?"])
    def test_a_number_said_with_doubt_is_heard_in_her_own_words(self, real, words):
        nurse = at_losses(real, words)
        assert nurse.question == "heard_right"
        assert put(nurse) == "I heard three losses. Is that right?"
        assert at_losses(real, "three").question != "heard_right"

    def test_of_a_range_the_closer_end_can_be_tapped(self, real):
        nurse = at_losses(real, "3 or 4")
        assert put(nurse) == "I heard three or four. Which is closer?"
        assert nurse.question == "losses_count"
        assert "losses_count" not in nurse.flat
        assert [choice.label for choice in nurse.last.messages[-1].choices] == ["three losses", "four losses"]
        nurse.tap("losses_count:4")
        assert nurse.flat["losses_count"] == 4

    def test_a_range_across_a_threshold_is_asked_about_with_its_lower_end_kept(self, real):
        nurse = Nurse.at(real, "bowel_symptom_weeks", {**KNOWN, "symptoms": ["bloating"]}, **SAFE)
        nurse.say("5-8 weeks")
        assert put(nurse) == "I heard 5 weeks to 8 weeks. Which is closer?"
        assert nurse.flat["bowel_symptom_weeks"] == 5
        nurse.say("8")
        assert nurse.flat["bowel_symptom_weeks"] == 8

    def test_of_a_range_left_open_the_lower_end_stays(self, real):
        nurse = Nurse.at(real, "bowel_symptom_weeks", {**KNOWN, "symptoms": ["bloating"]}, **SAFE)
        nurse.say("5-8 weeks")
        nurse.say("skip")
        assert nurse.flat["bowel_symptom_weeks"] == 5


class TestNotAsked:
    @pytest.mark.parametrize("words", ["three", "3", "I've lost three", "four: two at 8 weeks and one chemical", "one"])
    def test_a_number_said_plainly_is_taken(self, real, words):
        assert at_losses(real, words).question not in ("heard_right", "losses_count")

    def test_one_loss_told_is_not_counted_back(self, real):
        assert at_losses(real, "I had a miscarriage at 8 weeks").question != "heard_right"

    def test_a_range_that_decides_nothing_is_its_lower_end(self, real):
        nurse = Nurse.at(real, "bowel_symptom_weeks", {**KNOWN, "symptoms": ["bloating"]}, **SAFE)
        nurse.say("10-12 weeks")
        assert nurse.question != "heard_right"
        assert nurse.flat["bowel_symptom_weeks"] == 10

    def test_losses_told_again_are_not_counted_back_again(self, real):
        known = {"losses_count": 3, "losses": [{"type": "miscarriage_clinical"}] * 2 + [{"type": "biochemical"}]}
        nurse = Nurse.at(real, "cycles", {**KNOWN, **known}, **SAFE)
        nurse.say("regular, though after 2 mcs and a chemical who knows")
        assert nurse.question != "heard_right"

    def test_what_is_tapped_is_sure(self, real):
        nurse = Nurse.at(real, "losses_count", KNOWN, stumbles=2, **SAFE)
        nurse.tap("losses_count:3")
        assert nurse.question != "heard_right"

    def test_while_safety_has_questions_left_the_sum_waits_for_its_section(self, real):
        nurse = Nurse.at(real, "for_whom", {"for_whom": None, "locale": "UK"})
        nurse.say("for me, I've had 2 mcs and a chemical")
        assert nurse.question == "pregnant_now"
        assert nurse.flat["losses_count"] == 3
        for words in ("no", "none of these", "34", "no", "regular"):
            assert nurse.question != "heard_right"
            nurse.say(words)
        assert nurse.question == "heard_right"
        assert "Next I would like to ask about your pregnancies" in nurse.text
        nurse.say("yes")
        assert nurse.question == "preferred_term"


class TestAnswered:
    @pytest.mark.parametrize("words", ["yes", "that's right", "yes three"])
    def test_yes_keeps_it(self, real, words):
        nurse = at_losses(real, SUM)
        nurse.say(words)
        assert nurse.flat["losses_count"] == 3
        assert nurse.question == "planning"
        assert nurse.case.standing.pending is None

    @pytest.mark.parametrize("words", ["no", "no that's not right"])
    def test_no_has_the_question_itself_asked_with_numbers_to_tap(self, real, words):
        nurse = at_losses(real, SUM)
        nurse.say(words)
        assert nurse.question == "losses_count"
        assert nurse.status("losses_count") == "unknown"
        assert [choice.label for choice in nurse.last.messages[-1].choices][:3] == ["None", "1", "2"]
        nurse.say("4")
        assert nurse.flat["losses_count"] == 4

    def test_words_put_it_right(self, real):
        nurse = at_losses(real, SUM)
        nurse.say("no, four")
        assert nurse.flat["losses_count"] == 4
        assert "I've changed that" in nurse.text
        assert nurse.question == "planning"

    def test_more_of_a_loss_told_with_the_yes_is_taken_and_counts_nothing(self, real):
        nurse = at_losses(real, SUM)
        nurse.say("yes, one was at 9 weeks")
        assert nurse.flat["losses_count"] == 3
        assert 9 in [loss.get("weeks") for loss in nurse.flat["losses"]]

    @pytest.mark.parametrize("words", ["not sure", "skip"])
    def test_who_is_not_sure_leaves_it_as_heard(self, real, words):
        nurse = at_losses(real, SUM)
        nurse.say(words)
        assert nurse.flat["losses_count"] == 3
        assert nurse.question == "planning"

    def test_of_a_range_left_open_no_number_is_made_up(self, real):
        nurse = at_losses(real, "3 or 4")
        nurse.say("not sure")
        assert nurse.status("losses_count") == "unknown"

    def test_a_third_number_in_words_is_taken_too(self, real):
        nurse = at_losses(real, "3 or 4")
        nurse.say("no, five")
        assert nurse.flat["losses_count"] == 5

    def test_after_an_aside_it_is_put_as_it_was(self, real):
        nurse = at_losses(real, "3 or 4")
        nurse.say("why do you ask?")
        assert put(nurse) == "I heard three or four. Which is closer?"

    def test_nothing_is_asked_twice(self, desk, reader):
        reader.taught["maybe 5?"] = asking("answer", "losses_count", "losses_count", told("losses_count", 5))
        reader.taught["maybe 4?"] = asking("answer", "losses_count", "losses_count", told("losses_count", 4))
        nurse = at_losses(desk, "maybe 5?")
        nurse.say("no")
        nurse.say("maybe 4?")
        assert nurse.question not in ("heard_right", "losses_count")
        assert nurse.flat["losses_count"] == 4

    def test_two_misses_leave_it_as_heard(self, real):
        nurse = at_losses(real, SUM)
        nurse.say("purple")
        assert nurse.question == "heard_right"
        assert nurse.events == ["not_understood"]
        nurse.say("cheese")
        assert nurse.flat["losses_count"] == 3
        assert nurse.question == "planning"
        assert "as I heard it" in nurse.text

    def test_why_is_answered_and_it_is_put_again(self, real):
        nurse = at_losses(real, SUM)
        nurse.say("why do you ask?")
        assert "I check what I heard" in nurse.text
        assert nurse.question == "heard_right"

    def test_danger_told_instead_is_heard_at_once(self, real):
        nurse = at_losses(real, SUM, pregnant_now="yes", gestation_weeks=7)
        nurse.say("I just fainted and my shoulder hurts")
        assert nurse.question == "can_you_get_help"
        assert nurse.flat["losses_count"] == 3


class TestConflict:
    def test_both_numbers_can_be_tapped(self, real):
        nurse = Nurse.at(real, "cycles", {**KNOWN, "losses_count": 2}, **SAFE)
        nurse.say("I've had 4 losses")
        assert put(nurse) == "I first understood two losses, and now four. Which is right?"
        assert nurse.flat["losses_count"] == 2
        nurse.tap("losses_count:4")
        assert nurse.flat["losses_count"] == 4

    def test_changing_the_answer_in_place_settles_it(self, real):
        nurse = at_losses(real, SUM)
        nurse.say("4", changes="losses_count")
        assert nurse.flat["losses_count"] == 4
        assert nurse.question == "planning"


@pytest.mark.parametrize(
    "words", [SUM, "3 or 4", "four losses but one was ectopic", "a mc, two chemicals and another mc"]
)
def test_it_is_said_in_the_voice(real, words):
    assert our_voice().problems(put(at_losses(real, words))) == ()


class TestNames:
    def test_something_else_is_an_answer_to_which_colitis_it_was(self, real):
        nurse = Nurse.at(real, "conditions", KNOWN, **SAFE)
        nurse.say("colitis")
        nurse.say("something else")
        assert nurse.flat["conditions_other"] == "colitis, something else"
        assert nurse.question != "conditions"
        assert "conditions" not in nurse.flat

    def test_without_such_a_question_the_same_words_are_not_understood(self, real):
        nurse = Nurse.at(real, "conditions", KNOWN, **SAFE)
        nurse.say("something else")
        assert nurse.events == ["not_understood"]
        assert nurse.question == "conditions"
