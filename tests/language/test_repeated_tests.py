"""Tests that were repeated, asked for or not done, and what stands beside them in one breath."""

from __future__ import annotations

import pytest

TOLD = [
    # Repeated: the later counts.
    ("my lupus anticoagulant was positive in May. Repeated in August, negative.", "apl negative"),
    ("anticardiolipin positive first time, negative on repeat", "apl negative"),
    ("TSH was high in January. It's normal now.", "tsh normal"),
    ("TSH normal in March, TSH high now", "tsh high"),
    ("ANA weak positive, now negative", "ana negative"),
    ("prolactin high on the first, normal on the repeat", "prolactin normal"),
    ("the repeat lupus anticoagulant was negative", "apl negative"),
    # Not of a repeat of this test.
    ("coeliac bloods positive. Stool sample repeated and was negative", "coeliac positive"),
    ("TSH was high, now on thyroxine and feel normal", "tsh high"),
    ("lupus anticoagulant positive on two occasions", "apl positive"),
    # Of several antibodies the one that was found.
    ("anticardiolipin negative, lupus anticoagulant positive", "apl positive"),
    # Not done.
    ("calprotectin not done", ""),
    ("no antiphospholipid done, they only looked at hormones", ""),
    ("coeliac: never checked", ""),
    ("TPO negative, ANA not done", "tpo negative"),
    # Whose result it is.
    ("raised anti TPO, thyroid normal", "tpo positive, tsh normal"),
    ("TSH normal TPO positive", "tsh normal, tpo positive"),
    ("TPO 1300, TSH fine", "tpo 1300, tsh normal"),
    ("they checked antiphospholipid (negative) and thyroid (normal)", "apl negative, tsh normal"),
    ("TSH raised but antibodies negative", "tsh high, tpo negative"),
    ("TSH raised but the adrenal antibodies negative", "tsh high"),
    ("everything else normal, TSH, karyotypes, womb scan", "tsh normal, karyotype normal, uterus normal"),
    ("all my bloods came back normal, thyroid is next week", ""),
    ("baby looked normal on the scan) and my doctor ran the APS panel", ""),
    ("antiphospholipids not found, ANA neg", "apl negative, ana negative"),
    # How it is said.
    ("TSH 2.1 which they're happy with", "tsh normal"),
    ("tTG came back ten times over the upper limit", "coeliac positive"),
    ("your calprotectin result is abnormal", "calprotectin high"),
    ("rheumatoid factor not raised", "rheumatoid_factor negative"),
    ("b2 glycoprotein barely positive", "apl positive"),
    ("HSG showed both tubes open", "tubes normal"),
    ("one tube blocked on the HSG", "tubes abnormal"),
    ("husband report normal", "semen_analysis normal"),
    ("his sperm count came back rubbish", "semen_analysis abnormal"),
    ("womb tilted but normal", "uterus normal"),
    ("free T4 normal", ""),
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_what_came_back(reader, text, told):
    """Each test with the result that counts; none that was not done."""
    found = {f"{f.id} {f.value}" for f in reader.read(text).findings if f.kind == "test"}
    assert found == {one for one in told.split(", ") if one}
