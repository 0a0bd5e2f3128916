"""Words that are not understood: each time a little more help, and not the very same words twice."""

from tests.intake.nurse import Nurse

NONSENSE = ("purple", "cheese", "a boat", "green hats")


def test_the_fourth_time_it_is_said_that_what_she_writes_is_kept(desk):
    nurse = Nurse.at(desk, "cycles", {"age": 34, "pregnant_now": "no"})
    said = []
    for words in NONSENSE:
        nurse.say(words)
        said.append(nurse.text)
    assert "didn't understand" in said[0]
    assert 'You can say "skip"' in said[2]
    assert "clinic's staff can read it" in said[3]
    assert not any("staff can read it" in text for text in said[:3])


def test_where_danger_hangs_on_the_answer_the_number_to_call_stays_with_it(desk):
    nurse = Nurse.at(desk, "symptoms_now", {"age": 34, "pregnant_now": "yes"})
    for words in NONSENSE:
        nurse.say(words)
    assert "If you feel very unwell, please call" in nurse.text
