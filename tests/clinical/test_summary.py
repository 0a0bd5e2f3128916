"""The summary: what was told, denied and left open, in the patient's own terms; abuse nowhere."""

from __future__ import annotations

import random

import pytest

from tests.support.interviews import answered, history, play, protocol, with_losses
from yarrow.clinical import interview
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History
from yarrow.clinical.question import Question
from yarrow.clinical.summary import summarise


def lines(told: History) -> list[str]:
    return [line.text for part in summarise(protocol(), told).sections for line in part.lines]


def section(told: History, section_id: str) -> list[str]:
    parts = [part for part in summarise(protocol(), told).sections if part.id == section_id]
    return [line.text for part in parts for line in part.lines]


def test_nothing_told_gives_nothing() -> None:
    assert summarise(protocol(), History()).sections == ()
    assert summarise(protocol(), History()).text == ""


def test_sections_stand_in_their_order_and_only_if_something_was_told() -> None:
    told = history(symptoms__bloating=True, age=31, pregnant_now="no")
    assert [part.id for part in summarise(protocol(), told).sections] == ["safety", "about", "gut"]


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ({"age": 31}, "Age: 31 years"),
        ({"trying_months": 1}, "Trying for: 1 month"),
        ({"temp_c": 38.5}, "Temperature: 38.5 °C"),
        ({"planning": False}, "Trying, or hoping to in the next 12 months: No"),
        ({"cycles": "irregular"}, "Periods: No, they are irregular or all over the place"),
        ({"age": Status.DECLINED}, "Age: left out"),
        ({"gestation_weeks": Status.UNKNOWN}, "Weeks pregnant: not sure"),
        ({"losses_count": 0}, "Losses before 24 weeks: 0 losses"),
        ({"losses_count": 1}, "Losses before 24 weeks: 1 loss"),
        ({"losses_count": 3, "preferred_term": "miscarriage"}, "Losses before 24 weeks: 3 miscarriages"),
        ({"losses_count": 2, "preferred_term": "baby"}, "Losses before 24 weeks: 2"),
        ({"conditions__sle": True, "conditions__hashimoto": Status.SUSPECTED},
         "Conditions: underactive thyroid, or Hashimoto's (not confirmed), lupus (SLE)"),
        ({"conditions__vitiligo": True}, "Conditions: vitiligo"),
        ({"conditions_other": "Behçet's"}, "Conditions: Behçet's"),
        ({"conditions__sle": Status.DENIED}, "Conditions: not lupus (SLE)"),
        ({"conditions": Status.DENIED}, "Conditions: none"),
        ({"conditions": Status.UNKNOWN}, "Conditions: not sure"),
        ({"medicines__levothyroxine": True, "medicines_other": "iron"}, "Medicines: levothyroxine, iron"),
        ({"condition_treatment.sle": "plaquenil"}, "Treatment for lupus: plaquenil"),
        ({"condition_treatment.sle": Status.DECLINED}, "Treatment for lupus: left out"),
        ({"family_history__coeliac": True}, "In the family: coeliac disease"),
        ({"family_history__weak_heart": True}, "In the family: weak heart"),
        ({"test_still_positive": True}, "Test still positive: yes"),
        ({"ctd_symptoms": "rash, joints"}, "For some weeks: a rash after being in the sun, swollen joints"),
        ({"tests.tpo": "positive"}, "Tests so far: thyroid antibodies (TPO): found"),
        ({"symptoms__clammy": True}, "Happening now: feeling cold and clammy"),
        ({"phq2_mood": 3}, "Feeling down: Nearly every day"),
        ({"days_since_loss": 13}, "Time since the most recent loss: 13 days"),
        ({"days_since_loss": 14}, "Time since the most recent loss: about 2 weeks"),
        ({"days_since_loss": 240}, "Time since the most recent loss: about 8 months"),
        ({"days_since_loss": 1500}, "Time since the most recent loss: about 4 years"),
        ({"pads_per_hour": 1}, "Pads in an hour: 1 pad an hour"),
        ({"contact": Status.DENIED}, "How to reach you: none given"),
        ({"contact": "07700 900123"}, "How to reach you: 07700 900123"),
        ({"symptoms__bleeding": True, "symptoms__movements_never_felt": True},
         "Happening now: bleeding from the vagina, no movements of the baby felt yet"),
        ({"asks": Status.DENIED}, "You asked about: none"),
        ({"medicines": Status.DENIED}, "Medicines: none"),
        ({"family_history": Status.UNKNOWN}, "In the family: not sure"),
        ({"conditions__sle": Status.DECLINED}, "Conditions, left out: lupus (SLE)"),
        ({"conditions__sle": Status.FAMILY}, "Conditions: lupus (SLE) (in the family)"),
        ({"tests.karyotype": "normal"}, "Tests so far: Chromosome test: normal"),
        ({"asks__nk_cells": True}, "You asked about: natural killer (NK) cells"),
        ({"asks__metformin": True}, "You asked about: metformin"),
    ],
)  # fmt: skip
def test_an_answer_reads_as_the_patient_gave_it(told: dict[str, object], line: str) -> None:
    assert line in lines(history(**told))


def test_present_denied_and_unknown_stand_apart() -> None:
    told = history(symptoms__bloating=True, symptoms__diarrhoea=Status.DENIED, symptoms__constipation=Status.UNKNOWN)
    assert section(told, "gut") == [
        "Tummy and bowels: bloating",
        "Tummy and bowels, but not: loose or frequent poo",
        "Tummy and bowels, not sure about: constipation",
    ]


def test_a_loss_of_which_nothing_more_is_known_is_in_the_count_only() -> None:
    told = with_losses(history(losses_count=1), {"type": "unknown_loss"})
    assert section(told, "losses") == ["Losses before 24 weeks: 1 loss"]


def test_a_page_of_noes_is_said_in_one_line() -> None:
    question = interview.find(protocol(), History(), "symptoms_now")
    assert question is not None
    some = answered(History(), question, ["bleeding"])
    none = answered(History(), question, ["none"])
    assert section(some, "safety") == [
        "Happening now: bleeding from the vagina",
        "Happening now: none of the other things I asked about",
    ]
    assert section(none, "safety") == ["Happening now: none"]


def test_each_loss_is_named_in_her_word() -> None:
    told = with_losses(
        history(losses_count=2, preferred_term="miscarriage"),
        {"type": "miscarriage_clinical", "weeks": 8, "confirmed": "scan"},
        {"type": "biochemical"},
        {"type": "ectopic", "weeks": 6},
    )
    assert section(told, "losses") == [
        "Losses before 24 weeks: 2 miscarriages",
        "Your word for it: miscarriage",
        "Your first miscarriage: 8 weeks, seen on a scan",
        "Your second miscarriage: very early",
        "Ectopic, 6 weeks",
    ]


@pytest.mark.parametrize("path", ["symptoms.abuse", "symptoms.danger_now"])
def test_abuse_appears_nowhere(path: str) -> None:
    told = history(age=31, symptoms__bloating=True)
    assert summarise(protocol(), told.adding([Fact(path)])) == summarise(protocol(), told)


def test_the_later_word_holds() -> None:
    assert section(history(age=31).adding([Fact("age", value=32)]), "about") == ["Age: 32 years"]


def test_the_text_has_a_heading_and_a_line_for_each_answer() -> None:
    assert summarise(protocol(), history(age=31)).text == "About you\n- Age: 31 years"


@pytest.mark.parametrize("seed", range(30))
def test_any_interview_can_be_summed_up(seed: int) -> None:
    draw = random.Random(seed)

    def answer(question: Question) -> object:
        if question.kind == "number":
            return draw.randint(
                int(question.minimum or 0), 3 if question.id == "losses_count" else int(question.maximum or 9)
            )
        return draw.choice(question.options).value if question.options else "words"

    told = play(answer).history
    said = lines(told)
    assert len(said) == len(set(said))
    assert all(line.strip() and "{" not in line for line in said)
