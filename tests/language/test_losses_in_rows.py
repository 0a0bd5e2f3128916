"""Losses told in a row, by their dates, as a score or as the same once more; look-alikes left out."""

import pytest

from tests.language.test_losses_in_stories import told

COUNTED = [
    ("first one went at 6 weeks, second at 10, then the third we learned about at a scan", 3),
    ("We lost the first at 8 weeks. Then there was a second one at 8 weeks too and a third at 7 weeks.", 3),
    ("Nothing holds. The first one since, 6 weeks. The next one, fifteen weeks. The next one, 18 weeks.", 3),
    ("we lost one in 2012, one in 2013, one in 2017, and a fourth in 2020", 4),
    ("I lost one in 2018, one in 2019 and another in 2021", 3),
    ("lost it about 9 weeks in, that was in march, then it happened again in june, think I was 6 weeks", 2),
    ("the tally is miscarriages 4, babies 0", 4),
    ("I am G4 P1 A3", 3),
    ("G2P0A2, aged 30", 2),
    ("G4 P0030", 3),
    ("score so far: 3 misses at 5, 7 and 9 weeks", 3),
    ("I have been pregnant six times. Two are living. Three I miscarried, all before 10 weeks. One I ended.", 3),
    ("February: bfp then af three days late. June: 5+4, natural. October: mmc, crl 8+1.", 3),
    ("one positive in that time that didn't last the week", 1),
    ("We had one positive which lasted four days", 1),
    ("second transfer hcg was 60 then it dropped", 1),
]
LEFT = [
    "I am G4 P1",
    "The first at 9 was my son, the second is a girl",
    "my first scan is at 12 weeks, the second at 20 weeks",
    "my hcg was 84 yesterday, is it going up",
    "It happened again in June, the rash on my arms",
    "March: 6+2, all good. July: 20 weeks, halfway.",
]
ONE = [
    "I had a miscarriage at 8 weeks. my period came back and then it happened again, that rash",
    "I had a miscarriage at 8 weeks and I am scared it happened again",
    "I lost one in 2018, one in 2020 is at school now",
]


@pytest.mark.parametrize(("text", "count"), COUNTED)
def test_each_of_a_row_is_counted(reader, text, count):
    assert told(reader, text)[0] == count


@pytest.mark.parametrize("text", LEFT)
def test_what_is_no_row_of_losses_gives_no_number(reader, text):
    assert told(reader, text)[0] is None


@pytest.mark.parametrize("text", ONE)
def test_what_goes_on_otherwise_is_no_further_loss(reader, text):
    assert told(reader, text)[0] == 1


def test_a_level_is_no_number_of_losses(reader):
    assert told(reader, "beta was 112 and then it fell")[1] == "bio"
