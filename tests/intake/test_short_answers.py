"""Short answers that say more than was asked, or say it in other words."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from yarrow.bootstrap.bot import desk

ONE_LOSS = {"pregnant_now": "no", "losses_count": 1, "losses": [{"type": "miscarriage_clinical"}]}


@pytest.mark.parametrize("words", ["6 weeks, scan", "about 6 weeks, they saw it on the scan", "6 weeks on a scan"])
def test_weeks_told_with_the_scan_answer_how_it_was_confirmed_too(words: str) -> None:
    nurse = Nurse.at(desk(), "losses[0].weeks", ONE_LOSS)
    nurse.say(words)
    assert nurse.flat["losses"] == [{"type": "miscarriage_clinical", "weeks": 6, "confirmed": "scan"}]
    assert nurse.question != "losses[0].confirmed"


def test_weeks_alone_leave_the_confirmation_to_be_asked() -> None:
    nurse = Nurse.at(desk(), "losses[0].weeks", ONE_LOSS)
    nurse.say("6 weeks")
    assert "confirmed" not in nurse.flat["losses"][0]


def test_what_was_confirmed_already_is_not_changed_by_the_way() -> None:
    known = {**ONE_LOSS, "losses": [{"type": "miscarriage_clinical", "confirmed": "histology"}]}
    nurse = Nurse.at(desk(), "losses[0].weeks", known)
    nurse.say("6 weeks, scan")
    assert nurse.flat["losses"][0]["confirmed"] == "histology"


@pytest.mark.parametrize(
    ("words", "cycles"),
    [
        ("all over the place", "irregular"),
        ("they are all over the place", "irregular"),
        ("irregular", "irregular"),
        ("no, irregular", "irregular"),
        ("regular", "regular"),
    ],
)
def test_periods_are_read_in_the_words_people_use(words: str, cycles: str) -> None:
    nurse = Nurse.at(desk(), "cycles", {"pregnant_now": "no", "age": 30})
    nurse.say(words)
    assert nurse.flat["cycles"] == cycles


GUT = {
    "pregnant_now": "no", "age": 44, "symptoms": ["diarrhoea", "abdominal_pain", "rectal_bleeding"],
    "bowel_symptom_weeks": 9, "gluten_free": True, "coeliac_tested": True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("question", "words", "path", "value"),
    [
        ("rectal_blood", "a little bright red on the paper", "gut.rectal_blood", "paper"),
        ("rectal_blood", "mixed in", "gut.rectal_blood", "mixed"),
        ("gut_pain", "after eating and low down", "gut.pain_with_meals", True),
        ("gut_pain", "around my periods", "gut.cyclical", True),
        ("pain_score", "6 out of 10", "gut.pain_score", 6),
        ("stools_per_day", "about 6 times", "gut.stools_per_day", 6),
        ("gut_more", "joint pain", "gut.joints", True),
        ("gut_more", "some foods set it off", "gut.food_triggers", True),
        ("gluten_free_months", "2 years", "gut.gluten_free_months", 24),
        ("coeliac_result", "it was normal", "tests.coeliac", "negative"),
        ("hb_status", "no", "hb_status", "ok"),
        ("weight_loss_told", "6 kg in 3 months", "gut.weight_loss_told", "6 kg in 3 months"),
        ("genetic", "my partner and I are cousins", "conditions.related_partner", True),
        ("cycles", "yes", "cycles", "regular"),
        ("cycles", "no", "cycles", "irregular"),
    ],
)
def test_the_new_questions_are_answered_in_words_too(question: str, words: str, path: str, value: object) -> None:
    nurse = Nurse.at(desk(), question, {**GUT, "symptoms": [*GUT["symptoms"], "weight_loss"]})
    nurse.say(words)
    fact = nurse.fact(path)
    assert fact is not None
    assert fact.value == value
    assert "bleeding" not in nurse.flat["symptoms"]
    assert "offensive_discharge" not in nurse.flat["symptoms"]


@pytest.mark.parametrize(
    ("question", "words", "rule"),
    [("rectal_blood", "a lot in the bowl", "D09"), ("pain_score", "9", "D04"), ("pain_score", "10 out of 10", "D04")],
)
def test_danger_in_a_gut_answer_is_heard_at_once_and_written_down(question: str, words: str, rule: str) -> None:
    nurse = Nurse.at(desk(), question, GUT)
    nurse.say(words)
    assert rule in nurse.case.standing.said
    assert nurse.question == "can_you_get_help"
    assert nurse.fact("gut.rectal_blood" if question == "rectal_blood" else "gut.pain_score") is not None


@pytest.mark.parametrize("words", ["I think so", "i guess so", "probably", "probably not", "I suppose so"])
def test_a_half_answer_about_a_pregnancy_is_not_sure(words: str) -> None:
    nurse = Nurse.at(desk(), "pregnant_now", {"age": 34})
    nurse.say(words)
    assert nurse.flat["pregnant_now"] == "unsure"


@pytest.mark.parametrize(("words", "answer"), [("yes I think so", "yes"), ("I don't think so", "no")])
def test_a_whole_one_is_not(words: str, answer: str) -> None:
    nurse = Nurse.at(desk(), "pregnant_now", {"age": 34})
    nurse.say(words)
    assert nurse.flat["pregnant_now"] == answer


@pytest.mark.parametrize("words", ["I think so", "probably"])
def test_half_a_yes_to_whether_danger_is_now_is_no_clear_no(words: str) -> None:
    pending = {"about": "bleeding", "symptoms": ["bleeding"]}
    nurse = Nurse.at(desk(), "happening_now", {"age": 34, "pregnant_now": "yes"}, pending=pending)
    nurse.say(words)
    assert nurse.status("symptoms.bleeding") == "present"
