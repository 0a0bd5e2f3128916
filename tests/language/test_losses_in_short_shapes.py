"""Losses told in a set shape: a number with a doubt, a list of dates, `none stayed, six times`, `mine was at 8`."""

import pytest

from tests.language.test_losses_in_stories import told

NUMBERS = [
    ("maybe five? I'd have to ask my husband", 5),
    ("I think it's four? counting the early ones", 4),
    ("all told it's five, though my mum only knows of two", 5),
    ("not counting this one, three", 3),
    ("Losses? Three. Living kids? One.", 3),
    ("both of mine were chemicals", 2),
    ("all three of ours were missed miscarriages", 3),
]
LISTS = [
    ("miscarriages in 2016, 2019 and 2022, then a clot on the lung in 2023", 3),
    ("Miscarriages: 2014, 2016. Daughter born 2018.", 2),
    ("losses at 29, 31 and 33 years old", 3),
    ("DS 2016 👼 7w 2018 👼 10w 2019 👼 6w 2021", 3),
    ("The others I lost, at 19 weeks and at 17.", 2),
    ("I've had two go at 6 weeks and one go at 10", 3),
    ("I have had two that finished around 2 months each", 2),
    ("one son then three early ones, all chemicals", 3),
    ("we had our daughter and then two early ones", 2),
    ("The first I passed at home at 7 weeks, the second needed surgery at 9, the third needed tablets.", 3),
    ("First one came away on its own, second needed a d&c, third I took the tablets", 3),
]
NONE_STAYED = [
    ("I have a son of 3. Since then I've been pregnant three times and none of them stuck, the longest was 9 weeks", 3),
    ("None of them stayed. Five in all, the longest went to 10 weeks.", 5),
    ("never got past 9 weeks. six times.", 6),
    ("I've been expecting three times and all three melted away before 12 weeks", 3),
    ("Four pregnancies, none got beyond 10 weeks", 4),
    ("pregnant twice, both went by 6 weeks, now im 38 and on thyroxine", 2),
]
ASKED = [
    ("was it the sushi? mine was at 8 weeks", 1),
    ("can stress do it? mine was at 6w3d in July", 1),
    ("how long do you wait after a loss? ours was in May at 7 weeks", 1),
    ("two chemicals and a miscarriage at 8 weeks, does that count as recurrent?", 3),
    ("is 3 mcs (6w, 7w, 9w) enough to get referred?", 3),
    ("Two miscarriages, what is a third one called?", 2),
    ("3 miscarriages and no answers, will anyone test me?", 3),
]
SECOND_LANGUAGE = [
    ("I had one abort, not by me, by nature, at two months", 1),
    ("first pregnancy abortion happened by itself at 2 months, second also", 2),
    ("abortion happened automatically at 7 weeks", 1),
    ("abort spontan in week 7", 1),
]
ENDED = [
    ("kids 19 and 17 from my first marriage, new partner, mc at 11 weeks, mc at 6 weeks", 2),
    ("new husband, miscarriage at 7 weeks last June", 1),
    ("it's two for us, both at 8 weeks", 2),
    ("I'm the husband. She's 35 and it's three now, the last on Sunday at 11 weeks.", 3),
    ("my partner's ex had 2 miscarriages with him and I've had two as well", 2),
    ("a miss at 6 weeks and a miss at 8 weeks", 2),
    ("surgery for a missed at 10 weeks", 1),
    ("5 pregnancies, 1 living, the rest spoiled", 4),
    ("one pregnancy, lost on Christmas Eve, 8 weeks", 1),
    ("EDD 12 June. 8+2 when it ended", 1),
    ("One transfer took, pregnant until 7 weeks. The other three never did.", 1),
    ("second transfer positive but at 10 weeks the baby was no more", 1),
    ("3 transfers negative, the fourth took, pregnant 8 weeks then it was gone", 1),
    ("Twin boys, both lost at 22 weeks. Then one at 8.", 2),
    ("It's the third time that it's ended before 8 weeks", 3),
    ("mc at 8 weeks. It's the second time this has happened", 2),
    ("Lost babies at 15 weeks and 17 weeks, both were grand on one scan and gone on the next one.", 2),
    ("doctor thinks thats why the last two pregnancies failed, both around 7 weeks", 2),
    ("can lifting at 7 weeks do it? thats when mine went", 1),
    ("My mum told me to ask how long you wait after a loss. Ours was on the 3rd of this month, at eight weeks.", 1),
    ("January, June and November. all gone by 7 weeks", 3),
    ("Jan 2020, Sept 2020, May 2021, all between 6 and 9 weeks", 3),
]
NOT_SETTLED = [
    "My nausea went at 9 weeks, did it happen to you? mine went yesterday",
    "I had an abortion at 19, my choice",
    "his new partner had a miscarriage at 7 weeks",
    "my ex has a new partner, she had a miscarriage at 7 weeks",
    "I missed a period at 8 weeks",
    "I was 14 weeks when the sickness stopped",
    "Jan 2020, Sept 2020, May 2021 scans were all fine at 20 weeks",
    "scans Jan 2020, Sept 2020, May 2021, all before 12 weeks",
    "are two miscarriages enough for testing?",
    "It's the third time I've been to A&E with this",
    "two of mine were chemicals",
    "does a chemical and a miscarriage count as two?",
    "do they test after 2 miscarriages before 10 weeks?",
    "can you still have a miscarriage after 12 weeks?",
    "when do they do the first scan? mine was at 8 weeks",
    "can periods come late? mine was 6 weeks late",
    "The first was a section, the second was forceps, the third needed tablets for blood pressure",
    "first round of letrozole, the second needed tablets twice",
    "My daughter was born at 38 weeks. I never got past 8 weeks with the pill, three times a day.",
    "never got past 30 minutes on the treadmill, three times",
    "I was pregnant three times, one is at school and none of the others made it",
    "caught a couple of times, none past 8 weeks",
]


@pytest.mark.parametrize(("text", "count"), [*NUMBERS, *LISTS, *NONE_STAYED, *ASKED, *SECOND_LANGUAGE, *ENDED])
def test_a_set_shape_is_counted(reader, text, count):
    assert told(reader, text)[0] == count


@pytest.mark.parametrize("text", NOT_SETTLED)
def test_what_only_looks_like_it_gives_no_number(reader, text):
    assert told(reader, text)[0] is None


@pytest.mark.parametrize("text", ["we've never lost one", "never had one go wrong"])
def test_none_is_none(reader, text):
    assert told(reader, text)[0] == 0
