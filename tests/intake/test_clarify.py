"""What is not clear is asked about, never guessed."""

from __future__ import annotations

from tests.intake.nurse import Nurse
from tests.intake.scripted_reader import asking, told

KNOWN = {"age": 31, "pregnant_now": "no"}


def test_a_few_is_asked_about(desk, reader):
    reader.taught["a few"] = asking("answer", "losses_count", "losses_count")
    nurse = Nurse.at(desk, "losses_count", KNOWN)
    nurse.say("a few")
    assert nurse.question == "losses_count"
    assert "losses_count" not in nurse.flat
    nurse.say("4")
    assert nurse.flat["losses_count"] == 4


def test_a_few_said_twice_is_not_sure_and_the_conversation_goes_on(desk, reader):
    reader.taught["a few"] = asking("answer", "losses_count", "losses_count")
    nurse = Nurse.at(desk, "losses_count", KNOWN)
    nurse.say("a few")
    nurse.say("a few")
    assert nurse.status("losses_count") == "unknown"
    assert nurse.question != "losses_count"


def test_a_number_said_with_doubt_is_kept_and_confirmed_by_a_yes(desk, reader):
    reader.taught["maybe 5?"] = asking("answer", "losses_count", "losses_count", told("losses_count", 5))
    nurse = Nurse.at(desk, "losses_count", KNOWN)
    nurse.say("maybe 5?")
    assert nurse.flat["losses_count"] == 5
    assert nurse.question == "heard_right"
    nurse.say("yes")
    assert nurse.flat["losses_count"] == 5
    assert nurse.question not in ("heard_right", "losses_count")


def test_a_count_that_contradicts_the_one_before_is_asked_about(desk, reader):
    reader.teach("my fourth was last month", "answer", told("losses_count", 4), told("days_since_loss", 30))
    nurse = Nurse.at(desk, "days_since_loss", {**KNOWN, "losses_count": 2})
    nurse.say("my fourth was last month")
    assert nurse.question == "losses_count"
    assert nurse.events == ["conflict"]
    assert nurse.flat["losses_count"] == 2
    assert nurse.flat["days_since_loss"] == 30
    nurse.say("4")
    assert nurse.flat["losses_count"] == 4


def test_a_contradiction_left_open_takes_the_more_careful_word(desk, reader):
    reader.teach("my fourth was last month", "answer", told("losses_count", 4))
    nurse = Nurse.at(desk, "days_since_loss", {**KNOWN, "losses_count": 2})
    nurse.say("my fourth was last month")
    nurse.say("skip")
    assert nurse.flat["losses_count"] == 4


def test_a_second_age_is_asked_about_and_not_taken(desk, reader):
    reader.teach("I'm 43", "answer", told("age", 43))
    nurse = Nurse.at(desk, "cycles", KNOWN)
    nurse.say("I'm 43")
    assert nurse.question == "age"
    assert nurse.flat["age"] == 31
    assert "31" in nurse.text
    assert "43" in nurse.text
    nurse.say("43")
    assert nurse.flat["age"] == 43


def test_pregnant_after_a_no_is_taken_at_once_and_asked_about(desk, reader):
    reader.teach("my test is positive", "answer", told("pregnant_now", "yes"))
    nurse = Nurse.at(desk, "cycles", KNOWN)
    nurse.say("my test is positive")
    assert nurse.flat["pregnant_now"] == "yes"
    assert nurse.question == "pregnant_now"


def test_not_pregnant_after_a_yes_waits_for_the_answer(desk, reader):
    reader.teach("I'm not pregnant", "answer", told("pregnant_now", "no"))
    nurse = Nurse.at(desk, "cycles", {**KNOWN, "pregnant_now": "yes"})
    nurse.say("I'm not pregnant")
    assert nurse.flat["pregnant_now"] == "yes"
    nurse.tap("pregnant_now:no")
    assert nurse.flat["pregnant_now"] == "no"


def test_the_same_word_again_is_no_contradiction(desk, reader):
    reader.teach("I'm 31", "answer", told("age", 31))
    nurse = Nurse.at(desk, "cycles", KNOWN)
    nurse.say("I'm 31")
    assert nurse.question == "cycles"
