"""The red-flag lane."""

from __future__ import annotations

import pytest

from tests.intake.nurse import TODAY, Nurse
from tests.intake.scripted_reader import asking, finding, told
from yarrow.intake.screen import is_vital, screen
from yarrow.intake.turn import Said


def levels(nurse):
    return [message.level for message in nurse.last.messages if message.level]


def test_a_quiet_message_leaves_the_standing_as_it_was(desk):
    nurse = Nurse.at(desk, "age", {"pregnant_now": "no"})
    screening = screen(desk, nurse.case, Said("m", "34"), TODAY)
    assert not screening.spoke
    assert screening.standing == nurse.case.standing
    assert screening.facts == ()


def test_an_emergency_stops_the_history_and_asks_for_help(desk, reader):
    reader.teach("I fainted", "answer", told("symptoms.faint"))
    nurse = Nurse.at(desk, "cycles", {"age": 34, "pregnant_now": "yes"})
    nurse.say("I fainted")
    assert "999" in nurse.text
    assert levels(nurse) == ["T0"]
    assert nurse.question == "can_you_get_help"
    assert nurse.case.standing.resume == "cycles"
    assert nurse.case.standing.status == "escalated"
    assert nurse.events == ["safety", "already_said"]
    assert nurse.last.events[0] == {"event": "safety", "level": "T0", "rules": ["E01"]}


def test_the_rest_of_a_message_with_danger_is_written_down_too(desk, reader):
    reader.teach("I fainted, I'm 34", "answer", told("symptoms.faint"), told("age", 34), told("conditions.sle"))
    nurse = Nurse.at(desk, "cycles", {"pregnant_now": "yes"})
    nurse.say("I fainted, I'm 34")
    assert nurse.flat["age"] == 34
    assert nurse.flat["conditions"] == ["sle"]


def test_a_same_day_matter_is_said_at_once_and_going_on_is_offered(desk):
    nurse = Nurse.at(desk, "symptoms_now", {"pregnant_now": "yes", "gestation_weeks": 8})
    nurse.tap("symptoms_now:bleeding")
    assert levels(nurse) == ["T2"]
    assert nurse.question == "go_on"
    nurse.tap("go_on:now")
    assert nurse.question == "pads_per_hour"
    assert nurse.case.standing.status == "in_progress"


def test_later_pauses_with_the_interrupted_question_kept(desk, reader):
    reader.teach("some spotting", "answer", told("symptoms.bleeding"))
    nurse = Nurse.at(desk, "cycles", {"age": 34, "pregnant_now": "yes"})
    nurse.say("some spotting")
    nurse.tap("go_on:later")
    assert nurse.events == ["paused"]
    assert nurse.case.standing.status == "paused"
    assert nurse.case.standing.question == "cycles"


def test_words_once_said_are_not_said_again(desk, reader):
    reader.teach("some spotting", "answer", told("symptoms.bleeding"))
    nurse = Nurse.at(desk, "cycles", {"age": 34, "pregnant_now": "yes"})
    nurse.say("some spotting")
    nurse.tap("go_on:now")
    nurse.say("some spotting")
    assert levels(nurse) == []


def test_when_it_gets_worse_the_lane_speaks_again(desk):
    known = {"pregnant_now": "yes", "gestation_weeks": 8, "symptoms": ["bleeding"], "pads_per_hour": 2}
    nurse = Nurse.at(desk, "bleeding_hours", known, said=("S01",))
    nurse.say("3")
    assert levels(nurse) == ["T1"]
    assert nurse.question == "can_you_get_help"


@pytest.mark.parametrize(("symptom", "rule"), [("suicidal_thoughts", "S05"), ("abuse", "S13")])
def test_matters_of_mind_and_home_stop_the_history_at_t2(desk, reader, symptom, rule):
    reader.teach("it is bad", "answer", told(f"symptoms.{symptom}"))
    nurse = Nurse.at(desk, "cycles", {"age": 34, "pregnant_now": "no"})
    nurse.say("it is bad")
    assert levels(nurse) == ["T2"]
    assert nurse.last.events[0]["rules"] == [rule]
    assert nurse.question == "can_you_get_help"


def test_thoughts_of_dying_are_heard_after_a_more_urgent_matter_too(desk, reader):
    reader.teach("I want to be with my baby", "answer", told("symptoms.suicidal_thoughts"))
    nurse = Nurse.at(desk, "cycles", {"pregnant_now": "yes", "symptoms": ["faint"]}, said=("E01",))
    nurse.say("I want to be with my baby")
    assert "Samaritans" in nurse.text


def test_a_medicine_that_can_harm_is_spoken_of_at_once(desk, reader):
    reader.teach("I take warfarin", "answer", told("medicines.warfarin"))
    nurse = Nurse.at(desk, "cycles", {"age": 34, "pregnant_now": "yes"})
    nurse.say("I take warfarin")
    assert nurse.last.events[0]["rules"] == ["S03"]
    assert nurse.flat["medicines"] == ["warfarin"]


def test_only_vital_facts_are_written_down_by_the_lane(desk, reader):
    reader.teach("I take warfarin", "answer", told("medicines.warfarin"))
    nurse = Nurse.at(desk, "cycles", {"age": 34, "pregnant_now": "yes"})
    assert screen(desk, nurse.case, Said("m", "I take warfarin"), TODAY).facts == ()
    assert is_vital("symptoms.faint")
    assert not is_vital("conditions.sle")


class TestHappeningNow:
    """A danger of another time, or denied in a way that is not clear."""

    @pytest.fixture
    def nurse(self, desk, reader):
        reader.taught["i collapsed last time"] = asking("answer", "faint", "happening_now")
        nurse = Nurse.at(desk, "cycles", {"age": 34, "pregnant_now": "yes"})
        nurse.say("I collapsed last time")
        return nurse

    def test_it_is_asked_about(self, nurse):
        assert nurse.question == "happening_now"
        assert nurse.case.standing.resume == "cycles"
        assert levels(nurse) == []

    def test_a_no_goes_back_to_the_interrupted_question(self, nurse):
        nurse.tap("happening_now:no")
        assert nurse.question == "cycles"
        assert nurse.status("symptoms.faint") == "denied"

    @pytest.mark.parametrize("answer", ["happening_now:yes", "happening_now:unsure"])
    def test_anything_but_a_clear_no_is_taken_as_happening(self, nurse, answer):
        nurse.tap(answer)
        assert levels(nurse) == ["T0"]
        assert nurse.question == "can_you_get_help"
        assert nurse.status("symptoms.faint") == "present"
        assert nurse.case.standing.resume == "cycles"

    def test_words_that_are_no_clear_no_are_taken_as_happening(self, nurse):
        nurse.say("well I don't really know what you mean")
        assert nurse.question == "can_you_get_help"

    def test_that_it_was_years_ago_is_a_no(self, nurse, reader):
        reader.teach("it was in 2019", "answer", findings=(finding("symptom", "faint", "past"),))
        nurse.say("it was in 2019")
        assert nurse.question == "cycles"

    def test_why_is_explained_and_asked_again(self, nurse):
        nurse.say("why?")
        assert nurse.question == "happening_now"
