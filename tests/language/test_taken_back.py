"""Illnesses and medicines taken back, given up or another's, in messages of several sentences."""

from __future__ import annotations

import pytest

TOLD = [
    # An illness denied later is not one she has; one that is quiet is.
    ("Told UC in 2015. Then it was Crohn's, never was UC.", "condition crohns present, condition uc denied"),
    ("I was told RA by one doctor. The new one says it's not RA.", "condition ra denied"),
    ("I had a DVT in 2019. No clots since.", "condition vte present"),
    ("I have psoriasis. No psoriasis at the moment though.", "condition psoriasis present"),
    ("I have lupus. No lupus in my family.", "condition sle present"),
    # A medicine given up later is not taken; a change of dose or of advice is none.
    ("I took Coumadin for years. Then they took me off the Coumadin.", "medicine warfarin past"),
    ("On Imuran. Was going to come off the Imuran myself, my nurse said no. Stayed on it.",
     "medicine azathioprine present"),
    ("I take insulin, should I stay on insulin in pregnancy?", "medicine insulin present"),
    ("on sulfasalazine, he said come off it three months before", "medicine sulfasalazine present"),
    ("Remicade every eight weeks, bloods to see if it's stopped working", "medicine biologic present"),
    ("on Plaquenil. Two failed transfers before that.", "medicine hydroxychloroquine present"),
    ("on azathioprine. Had to stop nifedipine.", "medicine azathioprine present"),
    ("I take ramipril, and the HRT patches were stopped", "medicine acei_arb present"),
    ("I take ramipril. It was stopped.", "medicine acei_arb past"),
    ("Mounjaro brought my periods back. Stopped the jab the day I found out.", "medicine glp1 past"),
    ("Clomid for six cycles, no luck", "medicine clomifene past"),
    ("Clomid for six cycles, next scan Monday", "medicine clomifene present"),
    ("was on Gilenya then Tysabri, now nothing", "medicine s1p past, medicine biologic past"),
    ("was put on Plaquenil in March", "medicine hydroxychloroquine present"),
    ("was put on carbimazole, stopped after a year", "medicine carbimazole past"),
    ("I was going to start taking aspirin", "medicine aspirin hypothetical"),
    ("she now suggests prednisone, Lovenox, intralipid",
     "medicine prednisolone hypothetical, medicine heparin hypothetical, medicine intralipid hypothetical"),
    ("ulcers (in the past), colchicine and azathioprine", "medicine azathioprine present"),
    # Whose it is.
    ("I look after my mum who has MS and my dad who has Crohn's", "condition ms family, condition crohns family"),
    ("my 8 yr old was diagnosed with coeliac", "condition coeliac family"),
    ("Rheumatoid nan. Type 1 diabetic sister.", "condition ra family, condition t1d family"),
    ("I have two kids with coeliac", "condition coeliac family"),
    ("I've got three other kids and psoriasis on my scalp", "condition psoriasis present"),
    ("Mum had lupus and lost babies between me and my brother", "condition sle family"),
    ("my nan has the rheumatoid but I don't, just psoriasis",
     "condition ra family, condition ra denied, condition psoriasis present"),
    ("he's the one with the MS, my husband, not me", "condition ms denied"),
    # What is denied, and what is not.
    ("not Sjögren's and not lupus, check in yearly", "condition sjogren denied, condition sle denied"),
    ("they gave me an injection, not for the Crohn's", "condition crohns present"),
    ("no one's tested me for coeliac", ""),
    ("coeliac: never done", ""),
    ("whether the IBS could be why. I ovulate, tubes clear.", "condition ibs hypothetical"),
    ("I had diagnosed myself with Hughes and cried", "condition aps suspected"),
    ("Quick one for the RA folk", ""),
    # Words that only look like an illness.
    ("the placenta was full of clots", ""),
    ("endo says my levels are good", ""),
    ("endo says hello every month, it's agony", "condition endometriosis present"),
    ("intrinsic factor antibody to follow", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_each_stands_as_it_was_left(reader, text, told):
    """What is said last of it counts, and only what is said of it."""
    found = {
        " ".join([one.kind, one.id, one.status])
        for one in reader.read(text).findings if one.kind in ("condition", "medicine")
    }  # fmt: skip
    assert found == {one for one in told.split(", ") if one}
