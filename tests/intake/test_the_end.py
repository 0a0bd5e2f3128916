"""The offer to ask something, which is made once, and questions that nobody is held at for ever."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from yarrow.intake.ports import Desk
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon

ALL_BUT_THE_OFFER = {"age": 34, "pregnant_now": "no", "asks": ["nk_cells"], "asks_other": "does my old tattoo matter"}
HELPED = {"for_whom": "other_agrees", "pregnant_now": "yes", "gestation_weeks": 9}


@pytest.fixture(scope="module")
def desk(protocol) -> Desk:
    return Desk(protocol, Reader(load_lexicon()))


def through(nurse: Nurse) -> list[str]:
    """Everything that is left passed over; the questions put, in their order."""
    put = []
    while nurse.question not in (None, "confirm_summary"):
        put.append(nurse.question)
        nurse.say("skip")
        assert len(put) < 100
    return put


class TestTheOffer:
    """Is there anything you would like to ask about?"""

    def test_what_she_asked_on_the_way_does_not_answer_it(self, desk):
        nurse = Nurse.at(desk, "cycles", ALL_BUT_THE_OFFER, passed=("symptoms_now",))
        nurse.say("skip")
        put = through(nurse)
        assert put.count("asks") == 1
        assert put[-2:] == ["asks", "contact"]

    @pytest.mark.parametrize(
        "answer", ["no", "skip", "ok", "thanks, that's all", "my food allergies", "not sure", "I'd rather not say"]
    )
    def test_once_answered_declined_or_passed_it_is_not_made_again(self, desk, answer):
        nurse = Nurse.at(desk, "asks", ALL_BUT_THE_OFFER, passed=("symptoms_now",))
        nurse.say(answer)
        assert "asks" not in through(nurse)
        assert nurse.flat["asks_other"] not in ("ok", "thanks, that's all")

    def test_after_each_question_of_hers_it_waits_until_she_has_no_more(self, desk):
        nurse = Nurse.at(desk, "asks", {"age": 34, "pregnant_now": "no"}, passed=("symptoms_now",))
        nurse.say("what are NK cells?")
        assert nurse.question == "asks"
        nurse.say("and leaky gut?")
        assert nurse.question == "asks"
        nurse.say("no, thank you")
        assert nurse.question != "asks"
        assert nurse.flat["asks"] == ["nk_cells", "leaky_gut"]

    def test_a_plain_yes_is_asked_for_the_question_itself(self, desk):
        nurse = Nurse.at(desk, "asks", {"age": 34, "pregnant_now": "no"})
        nurse.say("yes")
        assert "What would you like to know?" in nurse.text
        assert "asks_other" not in nurse.flat

    def test_what_she_writes_there_is_said_to_be_kept(self, desk):
        nurse = Nurse.at(desk, "asks", {"age": 34, "pregnant_now": "no"})
        nurse.say("my food allergies and whether they matter")
        assert "on your list for the visit" in nurse.text


class TestNobodyIsHeld:
    """Words that mean nothing to us."""

    def test_a_danger_question_ends_with_same_day_words(self, desk):
        nurse = Nurse.at(desk, "symptoms_now", {"pregnant_now": "yes", "gestation_weeks": 9})
        for words in ("flibber", "gabba", "xyzzy"):
            nurse.say(words)
        assert 'say "skip"' in nurse.text
        assert "999" in nurse.text
        nurse.say("plugh")
        nurse.say("qwerty")
        assert nurse.last.messages[0].level == "T2"
        assert nurse.last.triage["level"] == "T2"
        assert nurse.status("symptoms_now") == "unknown"
        assert nurse.question == "age"

    def test_a_skip_after_three_misses_ends_it_too(self, desk):
        nurse = Nurse.at(desk, "symptoms_now", {"pregnant_now": "no"})
        for words in ("flibber", "gabba", "xyzzy", "skip", "skip"):
            nurse.say(words)
        assert nurse.last.messages[0].level == "T2"
        assert nurse.question == "age"

    def test_nonsense_alone_comes_to_an_end(self, desk):
        nurse = Nurse.opened(desk)
        nurse.tap("consent:yes")
        for _ in range(300):
            nurse.say("zzxq")
            if nurse.question == "confirm_summary":
                break
        assert nurse.question == "confirm_summary"


class TestAHelper:
    """Somebody writes for the patient."""

    @pytest.mark.parametrize("answer", ["she knows and agrees", "my wife is sitting next to me"])
    def test_it_is_said_whom_you_means(self, desk, answer):
        nurse = Nurse.at(desk, "for_whom", {"for_whom": None})
        nurse.say(answer)
        if nurse.question == "for_whom":
            nurse.tap("for_whom:other_agrees")
        assert 'When I say "you", I mean the person you are helping' in nurse.text
        assert nurse.flat["for_whom"] == "other_agrees"

    def test_the_words_for_danger_ask_the_helper_to_call(self, desk):
        nurse = Nurse.at(desk, "symptoms_now", HELPED)
        nurse.say("she fainted and is bleeding heavily")
        assert nurse.last.messages[0].level == "T0"
        assert "make this call for them" in nurse.text

    def test_a_same_day_matter_asks_the_helper_to_help(self, desk):
        nurse = Nurse.at(desk, "symptoms_now", HELPED)
        nurse.say("she has some light bleeding")
        assert nurse.last.messages[0].level == "T2"
        assert "help them to call today" in nurse.text

    def test_nothing_is_said_to_a_helper_where_home_is_the_danger(self, desk):
        nurse = Nurse.at(desk, "age", HELPED)
        nurse.say("my husband hits me and I'm scared of him")
        assert "writing for someone else" not in nurse.text

    def test_a_helper_is_not_asked_how_she_feels(self, desk):
        nurse = Nurse.at(desk, "pregnant_now", {"for_whom": "other_agrees"})
        nurse.tap("pregnant_now:yes")
        assert "How are you feeling" not in nurse.text


@pytest.mark.parametrize("question", ["phq2_interest", "phq2_mood"])
@pytest.mark.parametrize("answer", ["no", "nope", "not at all"])
def test_a_plain_no_to_how_often_is_not_at_all(desk, question, answer):
    nurse = Nurse.at(desk, question, {"age": 34, "pregnant_now": "no"}, passed=("symptoms_now",))
    nurse.say(answer)
    assert nurse.flat[question] == 0
