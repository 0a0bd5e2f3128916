"""Whatever is answered: an interview ends, asks nothing twice, and keeps to the order of its sections."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.interviews import answered, play, protocol
from yarrow.clinical import interview
from yarrow.clinical.fact import Status
from yarrow.clinical.history import History
from yarrow.clinical.question import Question

ORDER = ["opening", "safety", "about", "losses", "autoimmune", "gut", "wellbeing", "closing"]


def random_answer(question: Question, data: st.DataObject) -> object:
    if data.draw(st.integers(0, 9)) == 0 and question.skippable:
        return data.draw(st.sampled_from([Status.DECLINED, Status.UNKNOWN]))
    if question.kind == "number":
        most = 3 if question.id == "losses_count" else question.maximum
        return data.draw(st.integers(int(question.minimum or 0), int(most or 100)))
    if question.kind == "multi_choice":
        values = [option.value for option in question.options if not option.none]
        ticked = data.draw(st.lists(st.sampled_from(values), max_size=4, unique=True))
        return ticked or [option.value for option in question.options if option.none]
    if question.options:
        return data.draw(st.sampled_from([option.value for option in question.options]))
    return "words of the patient"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_an_interview_ends_and_asks_nothing_twice(data: st.DataObject) -> None:
    played = play(lambda question: random_answer(question, data))
    assert len(played.asked) == len(set(played.asked))
    assert played.asked[0] == "consent"
    assert played.asked[-1] == "confirm_summary"


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_sections_come_in_their_order(data: st.DataObject) -> None:
    told, passed, seen = History(), set[str](), []
    while question := interview.next_question(protocol(), told, passed=passed):
        seen.append(question.section)
        told = answered(told, question, random_answer(question, data))
        passed.add(question.id)
    assert list(dict.fromkeys(seen)) == [section for section in ORDER if section in seen]
    assert seen == sorted(seen, key=ORDER.index)
