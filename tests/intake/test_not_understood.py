"""Words that are not understood: each time a little more help, and not the very same words twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.intake.nurse import TODAY, Nurse
from yarrow.clinical.decides import decides_between
from yarrow.clinical.losses import count_losses
from yarrow.intake.case import Standing
from yarrow.intake.courtesy import out_of_scope
from yarrow.intake.fallback import not_understood
from yarrow.intake.turn import Said, Turn, applied
from yarrow.intake.ways import ACTS

KNOWN = {"age": 34, "pregnant_now": "no"}
NONSENSE = ("purple", "cheese", "a boat", "green hats")


def offered(nurse: Nurse) -> list[str]:
    """What could be tapped in the last turn, without the id of its question."""
    return [choice.value.rpartition(":")[2] for message in nurse.last.messages for choice in message.choices]


def labels(nurse: Nurse) -> list[str]:
    return [choice.label for message in nurse.last.messages for choice in message.choices]


def misses(desk, question, times, known=None) -> Nurse:
    nurse = Nurse.at(desk, question, {**KNOWN, **(known or {})})
    for words in NONSENSE[:times]:
        nurse.say(words)
    return nurse


def test_the_fourth_time_it_is_said_that_what_she_writes_is_kept(desk):
    nurse = Nurse.at(desk, "cycles", KNOWN)
    said = []
    for words in NONSENSE:
        nurse.say(words)
        said.append(nurse.text)
    assert "didn't understand" in said[0]
    assert 'You can say "skip"' in said[2]
    assert "clinic's staff can read it" in said[3]
    assert not any("staff can read it" in text for text in said[:3])


def test_where_danger_hangs_on_the_answer_the_number_to_call_stays_with_it(desk):
    nurse = misses(desk, "symptoms_now", 4, {"pregnant_now": "yes"})
    assert "If you feel very unwell, please call" in nurse.text


class TestSomethingElse:
    """Off topic in place of an answer: what Yarrow is for is said once, then there is help as for any other miss."""

    TEXTS = ("what is the best film", "who won the match", "tell me a joke")

    def said(self, nurse: Nurse, text: str) -> Nurse:
        """What the trained model takes for off topic; no rule does."""
        said = Said(f"m{len(nurse.results)}", text)
        result = out_of_scope(nurse.desk, Turn("c", len(nurse.results), said, nurse.case, TODAY), nurse.case)
        return Nurse(nurse.desk, applied(nurse.case, result), [*nurse.results, result])

    def asked(self, desk, times: int) -> Nurse:
        nurse = Nurse.at(desk, "losses_count", KNOWN)
        for text in self.TEXTS[:times]:
            nurse = self.said(nurse, text)
        return nurse

    def test_the_first_is_told_what_this_is_for_and_asked_again(self, desk):
        nurse = self.asked(desk, 1)
        assert "only made to ask about" in nurse.text
        assert (nurse.question, offered(nurse)) == ("losses_count", [])

    def test_the_second_in_a_row_shows_the_answers_and_the_third_a_person(self, desk):
        assert offered(self.asked(desk, 2)) == ["0", "1", "2", "3", "4", "5", "6", "unsure", "skip"]
        assert offered(self.asked(desk, 3))[-1] == "person"

    def test_it_counts_with_words_nobody_could_read(self, desk):
        nurse = self.said(misses(desk, "losses_count", 1), self.TEXTS[0])
        assert "unsure" in offered(nurse)

    def test_an_answer_between_two_begins_anew(self, desk):
        nurse = self.asked(desk, 1)
        nurse.tap("losses_count:2")
        assert "only made to ask about" in self.said(nurse, self.TEXTS[1]).text

    def test_with_nothing_open_it_is_never_a_miss(self, desk):
        nurse = Nurse(desk, replace(self.asked(desk, 0).case, standing=Standing(consent=True, advice=True)))
        for text in self.TEXTS:
            nurse = self.said(nurse, text)
            assert "only made to ask about" in nurse.text


class TestSecond:
    def test_numbers_can_be_tapped_after_two_misses_and_not_after_one(self, desk):
        assert offered(misses(desk, "losses_count", 1)) == []
        nurse = misses(desk, "losses_count", 2)
        assert offered(nurse) == ["0", "1", "2", "3", "4", "5", "6", "unsure", "skip"]
        assert "type a number" in nurse.text

    def test_a_band_is_written_down_as_its_lower_end_in_the_words_tapped(self, desk):
        nurse = misses(desk, "trying_months", 2, {"planning": True})
        nurse.tap("trying_months:12")
        assert nurse.flat["trying_months"] == 12
        origin = nurse.fact("trying_months").provenance
        assert (origin.captured, origin.text) == ("button", "1 to 2 years")

    def test_a_loss_can_be_placed_by_a_band_of_weeks(self, desk):
        known = {"losses_count": 1, "losses": [{"type": "miscarriage_clinical"}]}
        nurse = misses(desk, "losses[0].weeks", 2, known)
        nurse.tap("losses[0].weeks:10")
        assert nurse.flat["losses"] == [{"type": "miscarriage_clinical", "weeks": 10}]

    def test_where_no_values_make_sense_not_sure_and_skip_can_be_tapped(self, desk):
        nurse = misses(desk, "gestation_weeks", 2, {"pregnant_now": "yes"})
        assert offered(nurse) == ["unsure", "skip"]

    def test_not_sure_tapped_is_not_known_and_skip_tapped_is_declined(self, desk):
        for way, status in (("unsure", "unknown"), ("skip", "declined")):
            nurse = misses(desk, "losses_count", 2)
            nurse.tap(f"losses_count:{way}")
            assert nurse.status("losses_count") == status
            assert nurse.question != "losses_count"

    def test_words_that_fit_are_still_read(self, desk):
        nurse = misses(desk, "losses_count", 2)
        nurse.say("4")
        assert nurse.flat["losses_count"] == 4
        assert nurse.question != "losses_count"

    def test_after_an_answer_nothing_of_it_is_offered_at_the_next_question(self, desk):
        nurse = misses(desk, "age", 2, {"age": None})
        nurse.tap("age:36")
        assert not {"unsure", "skip", "person"} & set(offered(nurse)) - {"unsure"}

    def test_a_tap_for_danger_is_heard_by_the_lane(self, desk):
        nurse = misses(desk, "pads_per_hour", 2, {"symptoms": ["bleeding", "faint"], "bleeding_hours": 3})
        nurse.tap("pads_per_hour:3")
        assert nurse.flat["pads_per_hour"] == 3
        assert nurse.question == "can_you_get_help"


class TestThird:
    @pytest.mark.parametrize("question", ["losses_count", "cycles", "symptoms_now"])
    def test_a_person_and_a_skip_can_be_tapped(self, desk, question):
        assert "Ask for a person" not in labels(misses(desk, question, 2))
        found = labels(misses(desk, question, 3))
        assert found[-2:] == ["Skip this question", "Ask for a person"]

    def test_where_nothing_can_be_skipped_a_person_alone_is_offered(self, desk):
        nurse = misses(desk, "losses_count", 2)
        nurse.case = replace(nurse.case, standing=replace(nurse.case.standing, question="confirm_delete"))
        words = not_understood(desk, Turn("c", 9, Said("m9", "purple"), nurse.case, TODAY), nurse.case).messages[-1]
        assert [choice.value.rpartition(":")[2] for choice in words.choices] == ["yes", "no", "person"]

    def test_the_person_tapped_is_asked_for_and_the_question_stays(self, desk):
        nurse = misses(desk, "cycles", 3)
        nurse.tap("cycles:person")
        assert nurse.kinds[-1] == "ask_person"
        assert nurse.events == ["person_wanted"]
        assert nurse.question == "cycles"

    def test_a_danger_list_ticks_nothing_when_the_person_is_asked_for(self, desk):
        nurse = misses(desk, "symptoms_now", 3)
        nurse.tap("symptoms_now:person")
        assert nurse.status("symptoms.bleeding") is None
        assert nurse.status("symptoms_now") is None

    def test_skipping_danger_by_a_tap_is_asked_once_more(self, desk):
        nurse = misses(desk, "symptoms_now", 3)
        nurse.tap("symptoms_now:skip")
        assert nurse.question == "symptoms_now"
        assert "only ask once more" in nurse.text


def test_a_band_of_weeks_never_holds_weeks_that_are_counted_otherwise(protocol):
    weeks = next(question for question in protocol.questions if question.id == "losses.weeks")
    starts = [int(option.value) for option in weeks.offers]
    for start, end in zip(starts, [*starts[1:], 43], strict=True):
        told = [[{"type": "miscarriage_clinical", "confirmed": "scan", "weeks": week}] for week in range(start, end)]
        assert len({count_losses(losses, 1) for losses in told}) == 1, start


def test_the_fifth_miss_leaves_the_question(desk):
    nurse = misses(desk, "cycles", 4)
    nurse.say("still nothing")
    assert nurse.status("cycles") == "unknown"
    assert nurse.question != "cycles"


def test_no_question_has_an_answer_that_is_called_like_a_way_past_it(protocol):
    for question in protocol.questions:
        own = {option.value for option in (*question.options, *question.offers)}
        assert not own & {"skip", "person"}, question.id
    assert set(ACTS) == {"unsure", "skip", "person"}


def test_a_band_never_holds_a_number_at_which_a_rule_decides_otherwise(protocol):
    for question in protocol.questions:
        starts = [float(option.value) for option in question.offers]
        assert starts == sorted(starts), question.id
        ends = [*starts[1:], question.maximum]
        if question.fact in ("age",):
            ends[-1] = starts[-1]  # "50 or over": who is older still types it
        for start, end in zip(starts, ends, strict=True) if starts else ():
            last = end if end in (question.maximum, start) else end - (0.1 if question.id == "temp_c" else 1)
            assert not decides_between(protocol, question.fact, start, max(start, last)), (question.id, start, last)
