"""Losses told in a row, by their dates, as a score or as the same once more; look-alikes left out."""

import pytest

from tests.language.test_losses_in_stories import told

COUNTED = [
    ("The first ended at 6 weeks, the second at 10 and the third in spring", 3),
    ("We lost the first at 9 weeks, in Leeds. A second at 6 weeks, a third at 7 weeks.", 3),
    ("The first after our wedding, 6 weeks. The next at 12 weeks. The next one at 9 weeks.", 3),
    ("we lost one in 2012, another in 2013, a third last spring", 3),
    ("I lost one in 2018, one in 2019 and another in 2021", 3),
    ("Miscarried at 9 weeks before Christmas. It happened again this June at 6 weeks.", 2),
    ("Children 1, miscarriages 4.", 4),
    ("I am G4 P1 A3", 3),
    ("G2P0A2, aged 30", 2),
    ("G4 P0030", 3),
    ("referred after 3 misses at 5, 7 and 9 weeks", 3),
    ("pregnant five times: two girls at home, three we lost", 3),
    ("2019: missed miscarriage at 8 weeks. 2021: 6+1, natural. 2022: 9 weeks, mva.", 3),
    ("a faint line in May which never lasted past the weekend", 1),
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
