"""A pregnancy, birth, operation or loss told by the way beside a danger is heard, and no other is made up."""

from __future__ import annotations

from typing import Any

import pytest

from yarrow.language.reader import Reader

TOLD: list[tuple[str, str, Any]] = [
    ("two pink lines on sunday and a stabbing pain in my left side", "pregnant_now", "yes"),
    ("positive digi this morning, sharp pain low down on the left", "pregnant_now", "yes"),
    ("pregnant, spotting since lunch", "pregnant_now", "yes"),
    ("my dating scan is on the ninth and I'm bleeding", "pregnant_now", "yes"),
    ("we saw a lovely heartbeat on thursday, bleeding tonight", "pregnant_now", "yes"),
    ("baby due in october and I have bright red bleeding", "pregnant_now", "yes"),
    ("second trimester here with red bleeding", "pregnant_now", "yes"),
    ("spotting, my transfer was 8 days ago", "pregnant_now", "unsure"),
    ("betas were 512 yesterday, pain on my right side low down", "pregnant_now", "unsure"),
    ("I'm diabetic and now pregnant and my chest hurts badly", "pregnant_now", "yes"),
    ("soaking through pads, third trimester", "pregnant_now", "yes"),
    ("due in six weeks and there's blood on the sheet", "pregnant_now", "yes"),
    ("7w3d light bleeding and cramps", "gestation_weeks", 7),
    ("9 weeks na, I am bleeding", "gestation_weeks", 9),
    ("31 weeks. we lost our girl at 35 weeks in 2018. he is not moving", "gestation_weeks", 31),
    ("had our little boy 5 days ago, awful headache and flashing lights", "procedure_or_birth_days", 5),
    ("my baby is 11 days old, fever of 38.9 and smelly discharge", "procedure_or_birth_days", 11),
    ("day 4 after my section, fever of 38.4", "procedure_or_birth_days", 4),
    ("our daughter was born on monday, fever of 38.8 and shivering", "recent_event", "birth"),
    ("erpc last week and now I have a fever of 38.4", "recent_event", "procedure"),
    ("had the medical management on sunday, fever of 38.6", "recent_event", "loss"),
    ("they injected me with methotrexate for the ectopic a week ago and I feel faint", "recent_event", "loss"),
    ("3 days post ER and my tummy is bloated", "ivf.days_since_trigger", 3),
    ("she is not moving today", "pregnant_now", "yes"),
]
NOT_TOLD = [
    ("my sister had her baby 4 days ago and I have a splitting headache", "recent_event"),
    ("I'm booked for a d&c next monday and I'm bleeding", "recent_event"),
    ("had a section in 2019, fever of 39", "procedure_or_birth_days"),
    ("the baby came home from hospital yesterday, fever of 39", "recent_event"),
    ("if I ever get two lines on a test I will ring. I'm bleeding", "pregnant_now"),
    ("in 2018 we saw a heartbeat. I'm bleeding", "pregnant_now"),
    ("they found no heartbeat on monday, bleeding today", "pregnant_now"),
    ("my period is due on friday and I have chest pain", "pregnant_now"),
    ("lost it last week. 8 weeks. bleeding heavily", "gestation_weeks"),
    ("6 weeks later and still bleeding", "gestation_weeks"),
    ("my transfer is on friday, cramping low down", "pregnant_now"),
    ("my baby is 3 now and I have bleeding and a bad headache", "pregnant_now"),
    ("pregnant four times, and I have chest pain", "pregnant_now"),
    ("I was pregnant for two years on and off, then pregnant no more. chest pain today", "pregnant_now"),
    ("positive beta 2 glycoprotein antibodies and I have chest pain", "pregnant_now"),
    ("tested positive for covid and I have chest pain", "pregnant_now"),
    ("positive for the lupus antibody and I have chest pain", "pregnant_now"),
]


@pytest.mark.parametrize(("text", "path", "value"), TOLD)
def test_what_a_danger_hangs_on_is_heard_beside_it(reader: Reader, text: str, path: str, value: Any) -> None:
    """A pregnancy now, its weeks, or what happened in the last six weeks."""
    assert (path, value) in [(fact.path, fact.value) for fact in reader.read(text).facts]


@pytest.mark.parametrize(("text", "path"), NOT_TOLD)
def test_what_is_somebody_elses_long_ago_or_to_come_is_not(reader: Reader, text: str, path: str) -> None:
    """Unknown is never no, and never yes either."""
    assert path not in {fact.path for fact in reader.read(text).facts}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("had methotrexate for an ectopic five days ago and now bad pain", "present"),
        ("the jab on tuesday for the one in my tube, awful pain tonight", "present"),
        ("had methotrexate for an ectopic in 2018, sore tummy now", "past"),
        ("had methotrexate for an ectopic nine years ago, sore tummy now", "past"),
    ],
)
def test_an_injection_for_an_ectopic_is_at_work_for_weeks(reader: Reader, text: str, status: str) -> None:
    """Within six weeks of it pain may be a tube that bursts (clinical.md §5, RF26)."""
    assert ("mtx_for_ectopic", status) in {(some.id, some.status) for some in reader.read(text).findings}


def test_pain_anywhere_counts_beside_the_injection_only(reader: Reader) -> None:
    """`Awful pain` says no place: without the injection it is no pain of the tummy."""
    assert "severe_abdominal_pain" in {
        some.id for some in reader.read("methotrexate for my ectopic on friday, awful pain now").findings
    }
    assert not reader.read("awful pain in my knee").findings
