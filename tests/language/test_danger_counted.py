"""Danger is heard where it is counted or measured: minutes, kicks, centimetres, spoons; not where all is as it was."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader

HEARD = [
    ("saturating one whisper ultra every forty minutes since evening", "bleeding"),
    ("about a tablespoon of bright red this evening", "bleeding"),
    ("smidgen of light pink on the liner", "bleeding"),
    ("brown spots seen on my undergarment", "bleeding"),
    ("water ran down into my socks at the bus stop", "waters"),
    ("felt a pop and now my tights are drenched", "waters"),
    ("wet all my salwar, not urine", "waters"),
    ("tightness coming every 10 minutes with backache", "waters"),
    ("stomach is becoming tight tight, every five minutes", "waters"),
    ("BH that are regular, like clockwork", "waters"),
    ("some jelly with blood came", "waters"),
    ("my bump is hard and won't soften", "rigid_abdomen"),
    ("uterus won't relax", "rigid_abdomen"),
    ("my womb's tight constantly", "rigid_abdomen"),
    ("only three kicks from breakfast to bedtime", "reduced_movements"),
    ("normally I get ten kicks by lunch, today got four", "reduced_movements"),
    ("zero movement in the last nine hours", "reduced_movements"),
    ("left calf measures 42, right one 38", "leg_swelling_one"),
    ("one calf is 4 cm bigger than the other", "leg_swelling_one"),
    ("my left thigh is clearly fatter than the right", "leg_swelling_one"),
    ("hcg was meant to be nil by now but it's 180", "positive_test_persisting"),
    ("four weeks since the miscarriage and my hcg is still 300", "positive_test_persisting"),
    ("the strip is darker than the control", "positive_test_persisting"),
    ("motions are jet and gluey", "black_stool"),
    ("can only count to nine in one breath", "breathless"),
    ("can't get to the end of a sentence without stopping", "breathless"),
    ("gasping when I lie down", "breathless"),
]
NOT_HEARD = [
    ("my belly is tight as a drum every evening after dinner", "rigid_abdomen"),
    ("I have had one only, a blighted ovum", "reduced_movements"),
    ("braxton hicks now and then, nothing regular", "waters"),
    ("ten kicks in half an hour, lively as ever", "reduced_movements"),
    ("my whole life I was told I'd never carry", "one_sided_pelvic_pain"),
    ("my stools are normal", "black_stool"),
    ("my calves are the same size", "leg_swelling_one"),
]


@pytest.mark.parametrize(("text", "danger"), HEARD)
def test_is_heard(reader: Reader, text: str, danger: str) -> None:
    assert danger in reader.read(text, context={"pregnant_now": "yes"}).red_flags


@pytest.mark.parametrize(("text", "danger"), NOT_HEARD)
def test_only_sounds_like_it(reader: Reader, text: str, danger: str) -> None:
    assert danger not in reader.read(text).red_flags
