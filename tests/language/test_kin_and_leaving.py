"""Relatives named after an illness, medicines that are to be stopped, and the words around both, each with a miss."""

from __future__ import annotations

from datetime import date

import pytest

from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_lexicon())


def stood(reader: Reader, text: str) -> set[tuple[str, str]]:
    found = reader.read(text, today=date(2026, 3, 1)).findings
    return {(one.id, one.status) for one in found if one.kind in ("condition", "medicine")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("type 1 diabetes (brother and nephew)", {("t1d", "family")}),
        ("vitiligo - my mum", {("vitiligo", "family")}),
        ("lupus (mum), RA (nan), nothing for me", {("sle", "family"), ("ra", "family")}),
        ("I have lupus, mum and dad are well", {("sle", "present")}),
        ("lupus, my mother-in-law drives me there", {("sle", "present")}),
        ("mother coeliac father UC me hashimotos",
         {("coeliac", "family"), ("uc", "family"), ("hashimoto", "present")}),
        ("my elder sister also has graves", {("graves", "family")}),
        ("my colleague just found out she has lupus", set()),
        ("my bhabhi has lupus", set()),
        ("my nani had lupus", {("sle", "family")}),
        ("psoriasis is my brother's", {("psoriasis", "family")}),
        ("psoriasis is my worst enemy", {("psoriasis", "present")}),
        ("not me but my dad has RA", {("ra", "denied"), ("ra", "family")}),
    ],
)  # fmt: skip
def test_whose_an_illness_is(reader, text, wanted):
    """A relative in brackets or behind a dash has it; one who only comes next in the sentence does not."""
    assert stood(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("should I stop my azathioprine before we try", {("azathioprine", "present")}),
        ("should I start azathioprine before we try", {("azathioprine", "hypothetical")}),
        ("they said not to stop my hydroxychloroquine", {("hydroxychloroquine", "present")}),
        ("they said not to take ibuprofen", {("ibuprofen", "denied")}),
        ("doctor plans to change me from carbimazole to PTU", {("carbimazole", "present"), ("ptu", "hypothetical")}),
        ("has anyone stopped aspirin at 12 weeks?", {("aspirin", "hypothetical")}),
        ("LDN is what the clinic wants me on", {("ldn", "hypothetical")}),
        ("LDN is what I take", {("ldn", "present")}),
        ("told to take folic acid so I do", {("folic_acid", "present")}),
        ("told to take folic acid so I will", {("folic_acid", "hypothetical")}),
        ("used to inject insulin", {("insulin", "past")}),
        ("still have to inject insulin", {("insulin", "present")}),
        ("eliquis (clot on the lung in 2020)", {("doac", "present"), ("vte", "present")}),
        ("clexane, but that was in 2020", {("heparin", "past")}),
        ("conceived on clomid", {("clomifene", "past")}),
        ("been off my methotrexate since May", {("methotrexate", "past")}),
        ("started me off on methotrexate in May", {("methotrexate", "present")}),
        ("ectopic in 2020, one shot of methotrexate", {("mtx_for_ectopic", "present")}),
    ],
)
def test_a_medicine_to_be_stopped_is_taken_now(reader, text, wanted):
    """Asked whether to stop, told to go on, or about to change: taken now; what comes instead is not yet."""
    assert stood(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("endo ruled out graves", {("graves", "denied")}),
        ("they found endo on my bowel", {("endometriosis", "present")}),
        ("my endo is lovely", set()),
        ("my endo is worse on the left", {("endometriosis", "present")}),
        ("I don't have coeliac, it's IBS", {("coeliac", "denied"), ("ibs", "present")}),
        ("PCOS they reckon", {("pcos", "suspected")}),
        ("wondering if I have PCOS", {("pcos", "suspected")}),
        ("never been tested for coeliac", set()),
        ("do I have OHSS?", set()),
        ("we carry a balanced translocation", {("genetic_carrier", "present")}),
        ("our baby had trisomy 18", {("baby_with_anomaly", "present")}),
        ("a thyroid that's under, so levothyroxine for me", {("hashimoto", "present"), ("levothyroxine", "present")}),
        ("I have PCOS. My husband wants to stop and I don't.", {("pcos", "present")}),
    ],
)
def test_how_an_illness_stands(reader, text, wanted):
    """Doctors called like an illness, an illness given up for another, and what is only thought."""
    assert stood(reader, text) == wanted


def test_a_swollen_belly_is_heard_beside_the_question(reader):
    """`Do I have OHSS?` alone is a worry; with the sign told, the sign is heard."""
    assert "rapid_abdominal_swelling" in reader.read("do I have OHSS? my tummy is getting bigger by the hour").red_flags
    assert reader.read("do I have OHSS?").ask is None
    assert reader.read("I have OHSS").red_flags == ("rapid_abdominal_swelling",)
