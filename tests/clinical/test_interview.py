"""What is asked next: only what matters, only what is not known, and never twice."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from tests.support.interviews import answered, asks, due, history, play, protocol, with_losses
from yarrow.clinical import interview
from yarrow.clinical.criterion import Equals
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History
from yarrow.clinical.question import Question

ORDER = ["opening", "safety", "about", "losses", "autoimmune", "gut", "wellbeing", "closing"]


def test_the_first_question_asks_for_consent() -> None:
    question = interview.next_question(protocol(), History())
    assert question is not None
    assert question.id == "consent"


def test_the_same_history_gives_the_same_question() -> None:
    told = history(consent=True, for_whom="self", locale="UK")
    first, again = (interview.next_question(protocol(), told) for _ in range(2))
    assert first == again


def test_an_answered_question_is_not_asked_whatever_the_answer() -> None:
    for status in Status:
        assert not asks("age", history(age=status) if status is not Status.PRESENT else history(age=31))


def test_a_question_passed_over_is_not_asked_again() -> None:
    assert "age" not in due(History(), passed=["age"])
    assert "age" in due(History())


def test_everything_told_at_once_leaves_only_what_is_missing() -> None:
    told = with_losses(
        history(
            consent=True, for_whom="self", locale="UK", pregnant_now="no", age=33, planning=True, trying_months=8,
            cycles="regular", losses_count=2, conditions__hashimoto=True, medicines__levothyroxine=True,
            symptoms__bloating=True, bowel_symptom_weeks=10, bloating_days_per_month=20, live_births=0,
        ),
        {"type": "miscarriage_clinical", "weeks": 8, "confirmed": "scan"},
        {"type": "biochemical"},
    )  # fmt: skip
    left = due(told)
    known = ("age", "planning", "trying_months", "cycles", "losses_count", "losses[0]", "losses[1]", "conditions")
    known += ("condition_treatment.hashimoto", "medicines", "gut_symptoms", "bowel_symptom_weeks", "live_births")
    assert not set(known) & set(left)
    assert {"symptoms_now", "ivf", "preferred_term", "days_since_loss", "gut_alarm", "phq2_interest"} <= set(left)


def test_a_bleeding_told_by_the_way_leaves_the_other_danger_signs_to_ask() -> None:
    assert asks("symptoms_now", history(symptoms__bleeding=True))


def test_what_was_told_is_not_offered_again_and_not_denied_by_not_being_ticked() -> None:
    told = history(symptoms__bleeding=True)
    question = interview.find(protocol(), told, "symptoms_now")
    assert question is not None
    assert "bleeding" not in [option.value for option in question.options]
    after = answered(told, question, ["none"])
    assert after.status("symptoms.bleeding") is Status.PRESENT
    assert after.status("symptoms.faint") is Status.DENIED
    assert not asks("symptoms_now", after)


def test_an_answer_that_is_changed_is_offered_whole() -> None:
    question = interview.find(protocol(), History(), "symptoms_now")
    assert question is not None
    again = interview.find(protocol(), answered(History(), question, ["bleeding"]), "symptoms_now")
    assert again is not None
    assert again.options == question.options


def test_danger_signs_are_known_only_when_each_is() -> None:
    question = interview.find(protocol(), History(), "symptoms_now")
    assert question is not None
    none_of_them = answered(History(), question, ["none"])
    assert not asks("symptoms_now", none_of_them)
    assert none_of_them.status("symptoms.chest_pain") is Status.DENIED


def test_a_question_can_be_asked_of_one_section_only() -> None:
    question = interview.next_question(protocol(), History(), section="gut")
    assert question is not None
    assert question.id == "gut_symptoms"
    over = history(confirm_summary="right", asks=Status.DENIED, contact=Status.DENIED)
    assert interview.next_question(protocol(), over,
                                   section="closing") is None  # fmt: skip


def test_open_sections_close_one_by_one() -> None:
    told = history(consent=True, for_whom="self", locale="UK")
    sections = interview.open_sections(protocol(), told)
    assert list(sections) == ORDER
    assert not sections["opening"]
    assert sections["safety"]
    assert sections["closing"]


def test_progress_grows_with_each_answer_and_never_passes_its_end() -> None:
    none_done, of = interview.progress(protocol(), History())
    done, now_of = interview.progress(protocol(), history(consent=True, age=31))
    assert (none_done, done) == (0, 2)
    assert done < now_of
    assert of > 15


def test_progress_counts_what_was_passed_over_as_done() -> None:
    assert interview.progress(protocol(), History(), passed=["age", "consent"])[0] == 2


@pytest.mark.parametrize("question_id", ["losses[7].weeks", "condition_treatment.sle", "can_you_get_help", "age"])
def test_every_public_id_finds_its_question(question_id: str) -> None:
    question = interview.find(protocol(), History(), question_id)
    assert question is not None
    assert question.id == question_id


def test_the_bare_id_of_a_repeated_question_finds_the_first_to_ask() -> None:
    told = history(losses_count=1, conditions__sle=True).adding([Fact("losses[0]", value={"type": "ectopic"})])
    for given, found in (("losses", "losses[1]"), ("condition_treatment", "condition_treatment.sle")):
        question = interview.find(protocol(), told, given)
        assert question is not None
        assert question.id == found
        assert interview.find(protocol(), History(), given) is None


def test_conditions_told_in_her_own_words_are_an_answer() -> None:
    assert not asks("conditions", history(conditions_other="something rare"))


def test_an_answer_that_cannot_apply_is_not_offered_in_any_list() -> None:
    age = next(question for question in protocol().questions if question.id == "locale")
    offered = (replace(age.options[0], when=Equals("age", (30,))), *age.options[1:])
    small = replace(protocol(), questions=(replace(age, options=offered),))
    for years, count in ((30, len(offered)), (31, len(offered) - 1)):
        question = interview.next_question(small, history(age=years))
        assert question is not None
        assert len(question.options) == count


@pytest.mark.parametrize("question_id", ["nothing", "losses[x]", "losses[0].colour", ""])
def test_an_id_that_is_none_finds_nothing(question_id: str) -> None:
    assert interview.find(protocol(), History(), question_id) is None


def test_minors_are_asked_red_flags_and_nothing_of_losses_or_conditions() -> None:
    left = due(history(age=16))
    assert {"symptoms_now", "pregnant_now", "confirm_summary"} <= set(left)
    assert not {"losses_count", "conditions", "planning", "phq2_interest", "asks", "contact"} & set(left)
    assert "bloody_stools_per_day" in due(history(age=16, symptoms__rectal_bleeding=True))


def test_ivf_is_asked_at_once_when_its_dangers_show() -> None:
    told = history(
        consent=True, for_whom="self", locale="UK", pregnant_now="no", symptoms__rapid_abdominal_swelling=True
    )
    ivf = next(q for q in _all_due(told) if q.id == "ivf")
    assert ivf.section == "safety"
    assert due(told).index("ivf") < due(told).index("age")
    calm = history(consent=True, pregnant_now="no", planning=True)
    assert next(q for q in _all_due(calm) if q.id == "ivf").section == "about"


def _all_due(told: History) -> list[Question]:
    found, passed = [], set[str]()
    while question := interview.next_question(protocol(), told, passed=passed):
        found.append(question)
        passed.add(question.id)
    return found


def test_the_next_question_is_found_without_a_noticeable_wait() -> None:
    # A guard against accidental quadratic work, far above what it takes (DESIGN §8 keeps times out of tests).
    told = play(lambda question: "none" if question.kind == "text" else _first(question)).history
    start = time.perf_counter()
    for _ in range(20):
        interview.next_question(protocol(), told)
    assert (time.perf_counter() - start) / 20 < 0.05


def _first(question: Question) -> object:
    return question.minimum if question.kind == "number" else question.options[0].value


def test_a_loss_of_another_kind_does_not_reopen_the_danger_signs() -> None:
    told = history(pregnant_now="no").adding([Fact("losses[0]", value={"type": "ectopic"})])
    assert not asks("losses[0]", told)
