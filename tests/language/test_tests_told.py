"""What came back of tests, in everyday words."""

from __future__ import annotations

import pytest

TOLD = [
    ("tpo antibodies positive", "tpo positive"),
    ("TSH was high", "tsh high"),
    ("my thyroid bloods were normal", "tsh normal"),
    ("ana 1:160 speckled", "ana positive"),
    ("ttg neg", "coeliac negative"),
    ("tested for the sticky blood thing, all clear", "apl negative"),
    ("AMH low", "amh low"),
    ("thyroid antibodies through the roof", "tpo positive"),
    ("my thyroid antibodies are raised", "tpo positive"),
    ("lupus anticoagulant positive twice", "apl positive"),
    ("anticardiolipin came back positive", "apl positive"),
    ("coeliac screen negative", "coeliac negative"),
    ("coeliac bloods fine", "coeliac negative"),
    ("husband's sperm test was fine", "semen_analysis normal"),
    ("his swimmers are fine", "semen_analysis normal"),
    ("sperm analysis came back poor", "semen_analysis abnormal"),
    ("womb scan was normal", "uterus normal"),
    ("the scan of my womb showed a septum", "uterus abnormal"),
    ("they found a polyp on the hysteroscopy", "uterus abnormal"),
    ("3d scan showed a bicornuate uterus", "uterus abnormal"),
    ("karyotypes both normal", "karyotype normal"),
    ("thyroid fine, sticky blood fine", "tsh normal, apl negative"),
    ("tsh borderline high", "tsh high"),
    ("thyroid level is too low", "tsh low"),
    ("TSH suppressed", "tsh low"),
    ("no thyroid antibodies", "tpo negative"),
    ("negative for lupus anticoagulant", "apl negative"),
    ("ANA neg, TPO pos", "ana negative, tpo positive"),
    ("TPO pos, TSH normal, ANA negative", "tpo positive, tsh normal, ana negative"),
    ("all my bloods came back normal: tsh, ana, coeliac", "tsh normal, ana negative, coeliac negative"),
    ("waiting for my TSH result", ""),
    ("calprotectin was raised", "calprotectin high"),
    ("ferritin low", "ferritin low"),
    ("antiphospholipid antibodies not found", "apl negative"),
    ("thyroid peroxidase antibodies elevated", "tpo positive"),
    ("my tests for coeliac came back positive", "coeliac positive"),
    ("biopsy confirmed coeliac", ""),
    ("my TSH is all over the place", ""),
]


def stood(reader, text):
    """What is read of the tests, as `id status`."""
    return {f"{f.id} {f.value}" for f in reader.read(text).findings if f.kind == "test"}


def wanted(told):
    """The same, as written in the tables here."""
    return {one for one in told.split(", ") if one}


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_what_came_back(reader, text, told):
    """Each test with its result; none that is not back yet."""
    assert stood(reader, text) == wanted(told)
