"""A loss told and then named is one: `so the doctor said chemical`, `they class it as a late miscarriage`."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader

ONE_LOSS = [
    ("Test was positive, then after 2 days my period came, so the doctor said chemical", 1),
    ("First one ended at 7 weeks by itself, just an ordinary miscarriage they said", 1),
    ("He was born at 19 weeks. It's recorded as a late miscarriage. That's my only loss.", 1),
    ("I lost her at 21 weeks and they wrote it down as a miscarriage", 1),
    ("I lost him at 16 weeks, it was termed a second trimester miscarriage", 1),
    ("I lost one at 8 weeks and had a chemical, doctor said to try again", 2),
    ("lost one at 9 weeks in 2020. 4 May 2022, hcg 40 then 10, called a chemical", 2),
    ("Four since: mc 7w, cp, cp, mc 9w.", 4),
]
NOT_COUNTED = [
    ("Lost one at 9 weeks. Then spina bifida, so we had to end it at 17 weeks, we ended it ourselves", 1),
    ("First baby gone at 8 weeks. Second baby, trisomy 18, we ended it at 14 weeks. Third gone at 7 weeks.", 2),
    ("mc at 6 weeks, and in 2019 an anomaly, we made the awful decision to end it at 20 weeks", 1),
    ("Missed abortion at 8 weeks, then MTP was done at 17 weeks for anencephaly", 1),
    ("She was born at 22 weeks and cried once. Before her I had a miscarriage at 7 weeks", 1),
    ("A woman from church lost three. I have lost one, at 10 weeks", 1),
    ("Nia has just lost hers herself, at 7 weeks. I had two miscarriages before she came", 2),
    ("My wife carried first and she miscarried at 8 weeks. Now I'm carrying. I had a chemical before this", 1),
    ("My sister lost two and she's asking me. I had one miscarriage at 6 weeks", 1),
]


@pytest.mark.parametrize(("text", "count"), ONE_LOSS + NOT_COUNTED)
def test_what_is_counted(reader: Reader, text: str, count: int) -> None:
    """A name given later is no further loss; an ending decided on, a child born alive and others' losses are none."""
    assert next((fact.value for fact in reader.read(text).facts if fact.path == "losses_count"), None) == count
