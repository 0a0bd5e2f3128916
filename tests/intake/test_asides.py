"""Asides: each is answered, changes no answer, and ends with the open question as it was."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from tests.intake.scripted_reader import finding, told

KNOWN = {"age": 31, "pregnant_now": "no"}
MTX = finding("medicine", "methotrexate", "hypothetical")
ASIDES = (
    "why?", "what are nk cells?", "do i have lupus?", "a person please", "i can't stop crying", "thanks", "hello",
    "what have you written down about me", "flibbertigibbet",
)  # fmt: skip


@pytest.mark.parametrize("words", ASIDES)
def test_the_open_question_comes_back_unchanged(desk, words):
    nurse = Nurse.at(desk, "cycles", KNOWN)
    put = Nurse.at(desk, "cycles", KNOWN)
    put.say("flibbertigibbet")
    nurse.say(words)
    assert nurse.question == "cycles"
    assert nurse.last.messages[-1].choices == put.last.messages[-1].choices
    assert nurse.last.messages[-1].text == put.last.messages[-1].text
    assert nurse.case.standing.question == "cycles"
    assert len(nurse.last.messages) > 1


@pytest.mark.parametrize("words", ASIDES)
def test_no_answer_changes(desk, words):
    nurse = Nurse.at(desk, "cycles", KNOWN)
    nurse.say(words)
    assert [fact.path for fact in nurse.last.facts if not fact.path.startswith("asks.")] == []


def test_why_gives_the_reason_of_that_question(desk):
    nurse = Nurse.at(desk, "pads_per_hour", KNOWN)
    nurse.say("why?")
    assert "how soon you should be seen" in nurse.text


def test_an_evidence_answer_says_how_well_proven_it_is_and_notes_the_question(desk):
    nurse = Nurse.at(desk, "cycles", KNOWN)
    nurse.say("what are nk cells?")
    assert "natural killer" in nurse.text
    assert "not recommended" in nurse.text
    assert nurse.flat["asks"] == ["nk_cells"]


def test_a_question_without_a_checked_answer_is_said_so(desk, reader):
    reader.teach("what about moon milk?", "ask_evidence")
    nurse = Nurse.at(desk, "cycles", KNOWN)
    nurse.say("what about moon milk?")
    assert "reviewed information" in nurse.text
    assert nurse.question == "cycles"


def test_whether_she_has_an_illness_is_not_ours_to_say(desk):
    nurse = Nurse.at(desk, "cycles", KNOWN)
    nurse.say("do i have lupus?")
    assert "I can't tell you whether" in nurse.text
    assert "you have lupus" not in nurse.text.lower()
    assert nurse.status("conditions.sle") is None


def test_a_known_medicine_is_not_to_be_stopped_alone(desk, reader):
    reader.teach(
        "should I stop methotrexate?", "ask_treatment", findings=(finding("medicine", "methotrexate", "hypothetical"),)
    )
    nurse = Nurse.at(desk, "cycles", KNOWN)
    nurse.say("should I stop methotrexate?")
    assert "do not stop this on your own" in nurse.text
    assert "asks" in nurse.flat
    assert nurse.question == "cycles"


def test_what_to_take_in_general_is_left_to_the_doctor(desk, reader):
    reader.teach("what should I take?", "ask_treatment")
    nurse = Nurse.at(desk, "cycles", KNOWN)
    nurse.say("what should I take?")
    assert "I can't tell you whether to take it" in nurse.text
    assert "on your own" not in nurse.text


def test_what_is_told_in_an_aside_is_kept(desk, reader):
    reader.teach("I have lupus, does it matter?", "ask_evidence", told("conditions.sle"))
    nurse = Nurse.at(desk, "cycles", KNOWN)
    nurse.say("I have lupus, does it matter?")
    assert nurse.flat["conditions"] == ["sle"]
    assert nurse.last.triage is not None


def test_an_aside_before_consent_notes_nothing(desk):
    nurse = Nurse.opened(desk)
    nurse.say("what are nk cells?")
    assert nurse.question == "consent"
    assert "asks" not in nurse.flat


def test_asking_for_a_person_tells_the_staff(desk):
    nurse = Nurse.at(desk, "cycles", KNOWN)
    nurse.say("a person please")
    assert nurse.events == ["person_wanted"]


def test_comfort_offers_someone_to_talk_to(desk):
    nurse = Nurse.at(desk, "losses_count", KNOWN)
    nurse.say("i can't stop crying")
    assert "Samaritans" in nurse.text
    assert nurse.question == "losses_count"


def test_not_understood_helps_a_little_more_each_time(desk):
    nurse = Nurse.at(desk, "cycles", KNOWN)
    said = []
    for _ in range(3):
        nurse.say("flibbertigibbet")
        said.append(nurse.last.messages[0].text)
    assert len(set(said)) == 3
    assert 'say "skip" to leave this question' in said[2]
    assert nurse.last.events == ({"event": "not_understood", "times": 3},)


def test_an_answer_in_between_starts_the_count_again(desk):
    nurse = Nurse.at(desk, "cycles", KNOWN)
    nurse.say("flibbertigibbet")
    nurse.say("why?")
    assert nurse.case.standing.stumbles == 0


class TestTheirData:
    """Seeing and deleting."""

    def test_what_was_written_down_is_shown(self, desk):
        nurse = Nurse.at(desk, "cycles", KNOWN)
        nurse.say("show me my answers")
        assert "31" in nurse.text

    def test_abuse_is_not_shown(self, desk):
        nurse = Nurse.at(desk, "cycles", {**KNOWN, "symptoms": ["abuse", "bloating"]}, said=("S13",))
        nurse.say("show me my answers")
        assert "abuse" not in nurse.text.lower()
        assert "partner" not in nurse.text.lower()

    def test_deleting_is_confirmed_first(self, desk):
        nurse = Nurse.at(desk, "cycles", KNOWN)
        nurse.say("delete my data")
        assert nurse.question == "confirm_delete"
        assert "erase" not in nurse.events
        nurse.tap("confirm_delete:yes")
        assert nurse.events == ["erase"]
        assert nurse.case.standing.status == "erased"

    @pytest.mark.parametrize("answer", ["confirm_delete:no", "hmm"])
    def test_anything_but_a_yes_keeps_it_all(self, desk, answer):
        nurse = Nurse.at(desk, "cycles", KNOWN)
        nurse.say("delete my data")
        nurse.tap(answer) if ":" in answer else nurse.say(answer)
        assert nurse.case.standing.status == "in_progress"
        assert nurse.question == "cycles"


class TestPause:
    """Pausing and coming back."""

    def test_a_pause_asks_nothing_and_keeps_the_question(self, desk):
        nurse = Nurse.at(desk, "cycles", KNOWN)
        nurse.say("pause")
        assert nurse.events == ["paused"]
        assert nurse.question is None
        nurse.say("I'm back")
        assert nurse.question == "cycles"
        assert nurse.case.standing.status == "in_progress"

    def test_coming_back_without_a_pause_just_goes_on(self, desk):
        nurse = Nurse.at(desk, "cycles", KNOWN)
        nurse.say("continue")
        assert nurse.question == "cycles"

    def test_going_on_after_same_day_words_can_be_said_in_words(self, desk):
        nurse = Nurse.at(desk, "symptoms_now", {"pregnant_now": "yes", "gestation_weeks": 8})
        nurse.tap("symptoms_now:bleeding")
        nurse.say("go on")
        assert nurse.question == "pads_per_hour"

    def test_a_pause_after_same_day_words_is_later(self, desk):
        nurse = Nurse.at(desk, "symptoms_now", {"pregnant_now": "yes", "gestation_weeks": 8})
        nurse.tap("symptoms_now:bleeding")
        nurse.say("pause")
        assert nurse.case.standing.status == "paused"
        nurse.say("continue")
        assert nurse.question == "pads_per_hour"


class TestFeelings:
    """How she feels comes first."""

    def test_comfort_does_not_repeat_itself(self, desk):
        nurse = Nurse.at(desk, "cycles", KNOWN)
        nurse.say("i can't stop crying")
        first = nurse.last.messages[0].text
        nurse.say("i can't stop crying")
        assert nurse.last.messages[0].text != first
        assert nurse.question == "cycles"

    @pytest.mark.parametrize(
        "words",
        [
            "is this my fault?",
            "did I do something wrong?",
            "was it something I did",
            "I blame myself",
            "I killed my baby",
        ],
    )
    def test_whether_it_was_her_fault_is_answered_honestly_and_kindly(self, desk, words):
        nurse = Nurse.at(desk, "losses_count", KNOWN)
        nurse.say(words)
        assert "aren't caused by anything you did" in nurse.text
        assert nurse.question == "losses_count"

    def test_a_feeling_told_with_an_answer_is_met_and_the_answer_is_taken(self, desk, reader):
        reader.teach("34, and I'm so scared", "distress", told("age", 34))
        nurse = Nurse.at(desk, "age", {"pregnant_now": "no"})
        nurse.say("34, and I'm so scared")
        assert nurse.flat["age"] == 34
        assert "I'm so sorry" in nurse.last.messages[0].text
