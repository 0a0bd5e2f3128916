"""Losses told without a word for one: what was seen, what the body did, a test that faded, how long it lasted."""

from __future__ import annotations

import pytest

from tests.language.test_losses_in_stories import TODAY


def _count(reader, text):
    facts = reader.read(text, today=TODAY).facts
    return next((fact.value for fact in facts if fact.path == "losses_count"), None)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("They scanned me at 9 weeks and the little heart had given up.", 1),
        ("I was 12 weeks, baby measuring 8.", 1),
        ("Flicker at 6 weeks, nothing at 8.", 1),
        ("pregnancy sac with no embryo at 8 weeks", 1),
        ("growth had stopped at 6 weeks", 1),
        ("We saw the heartbeat at 6 weeks. Two weeks later it had stopped.", 1),
        ("got as far as 10 weeks then nothing", 1),
        ("The embryo wasn't alive any more at the 8 week check", 1),
    ],
)
def test_what_a_scan_showed_is_a_loss(reader, text, count):
    """A heart that stopped, an empty sac, a size behind the weeks, no growth."""
    assert _count(reader, text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I passed everything in the shower at about 7 weeks", 1),
        ("bled heavily at 6 weeks, it all came away at home", 1),
        ("my waters went at 17 weeks and that was that", 1),
        ("the baby fall out at two month", 1),
        ("he was born sleeping at 20 weeks", 1),
        ("our little one grew wings at 8 weeks", 1),
        ("God called our baby home at 12 weeks", 1),
        ("we have three little souls in heaven", 3),
        ("Two of our babies are in heaven", 2),
        ("fausse couche à 8 semaines", 1),
    ],
)
def test_what_the_body_did_and_a_farewell_are_losses(reader, text, count):
    """It came away, waters went too early, wings, heaven, another language."""
    assert _count(reader, text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("had a faint line on the Sunday, gone by the Wednesday", 1),
        ("tested positive then came on a week later", 1),
        ("hcg was 54 then 31 then 4", 1),
        ("Pregnant in March, gone by April. Pregnant in July, gone by August.", 2),
        ("only pregnant for a week", 1),
        ("that one was gone by 7 weeks", 1),
        ("never made it past the 8 week mark", 1),
        ("Gone at 8. Gone at 6. Gone at 10.", 3),
        ("8 weeks, gone. 6 weeks, gone.", 2),
        ("we lost Poppy at 16 weeks and Daisy at 9", 2),
    ],
)
def test_a_test_that_faded_and_how_long_it_lasted_are_losses(reader, text, count):
    """Lines that went, hormones that fell, weeks it ended at."""
    assert _count(reader, text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("it stopped growing at 7 weeks and I passed it at 9 weeks", 1),
        ("No heartbeat at 9 weeks. I had the tablets. I bled for two weeks. Then it was all gone.", 1),
        ("2020 sac empty at 7 weeks. 2022 no flicker at 9.", 2),
        ("First it was an empty sac at 7 weeks. Second time the heart stopped at 10 weeks.", 2),
        ("Transfer one stuck, then the heartbeat stopped at 8 weeks, transfer two was just the same", 2),
        ("miscarried at 6 weeks, then the same thing at 8 weeks", 2),
        ("lost it at 7 weeks in May and now pregnant again", 1),
        ("lost it at 7 weeks, same hospital where I was born", 1),
        ("both twins' hearts had stopped at 11 weeks", 1),
        ("both times it came away at 7 weeks", 2),
        ("three times now I've had a line and then it vanished", 3),
        ("every time I get to 6 weeks it comes away", None),
    ],
)
def test_one_told_twice_is_one_and_the_same_again_is_two(reader, text, count):
    """Seen and then passed is one; another pregnancy that went the same way is another."""
    assert _count(reader, text) == count


@pytest.mark.parametrize(
    "text",
    [
        "scan today showed a heartbeat at 8 weeks, so relieved",
        "no heartbeat seen yet at 5 weeks, rescan in ten days",
        "no problems with the heartbeat at 12 weeks",
        "my heart stopped when I saw the letter",
        "our embryos stopped growing on day 3",
        "the nausea stopped at 10 weeks, is that ok, I am 11 weeks",
        "bleeding stopped at 7 weeks and I'm 9 weeks now",
        "my waters broke at 37 weeks and he's three now",
        "it came out of nowhere",
        "the result came down from 8 to 4",
        "ANA positive then negative",
        "LH test positive then negative",
        "hcg 60 then 140 then 300",
        "levels dropped from 8.2 to 2.1 on levothyroxine",
        "my husband left us when I was 30",
        "our transfer didn't stick",
        "I'm 8 weeks gone",
        "my period lasted 8 days",
        "my sister's baby had no heartbeat at 9 weeks",
        "is it normal for a heartbeat to stop at 8 weeks?",
        "my fear is that it will have no heartbeat again",
    ],
)
def test_what_only_sounds_like_an_ending_is_none(reader, text):
    """Living pregnancies, other hearts and tests, what is not known yet, other people's."""
    assert _count(reader, text) is None
