"""Illnesses, people and answers told side by side: each word speaks of its own item, and no further."""

from __future__ import annotations

import pytest


def told(reader, text: str) -> set[str]:
    found = reader.read(text).findings
    return {f"{one.id} {one.status}" for one in found if one.kind in ("condition", "medicine")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("no illness worth telling, hypothyroid since 2016", {"hashimoto present"}),
        ("no meds, psoriasis bad on the scalp", {"psoriasis present"}),
        ("no other problems, hypothyroid only", {"hashimoto present"}),
        ("my cycle isn't regular, doctor told PCOD", {"pcos present"}),
        ("no asthma, eczema, psoriasis", {"psoriasis denied"}),
        ("no meds, lupus or anything like that", {"sle denied"}),
        ("coeliac, gluten free since school", {"coeliac present"}),
        ("coeliac free", {"coeliac denied"}),
        ("I don't take the levothyroxine any more", {"levothyroxine past"}),
        ("I don't take the levothyroxine with food", {"levothyroxine denied"}),
    ],
)
def test_where_a_negation_is_spent(reader, text, wanted):
    """What is denied before a mark leaves the next item alone, unless it is one list."""
    assert told(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("lupus in my aunt, MS in a cousin", {"sle family", "ms family"}),
        ("I have lupus in my joints", {"sle present"}),
        ("graves me, hashimotos mum", {"graves present", "hashimoto family"}),
        ("RA (mother), UC (brother), hypothyroid (me)", {"ra family", "uc family", "hashimoto present"}),
        ("having a coeliac sister worries me", {"coeliac family"}),
        ("my da's got psoriatic arthritis and his sister's got MS", {"psa family", "ms family"}),
        ("my husband has psoriasis and his sister has MS", set()),
        ("on his side: brother coeliac, father MS. On my side: aunt with lupus", {"sle family"}),
        ("I'm adopted, my adoptive brother is coeliac", set()),
        ("himself has psoriasis", set()),
        ("our lad has type 1", {"t1d family"}),
        ("the lads at work say lupus is rare, but I have lupus", {"sle present"}),
    ],
)
def test_of_whom_it_is_told(reader, text, wanted):
    """The person beside an illness has it; a husband's relatives and adopted ones are no blood relatives."""
    assert told(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("lupus no, sjogrens yes", {"sle denied", "sjogren present"}),
        ("Vitiligo? No. Psoriasis? Yes since school.", {"vitiligo denied", "psoriasis present"}),
        ("Vitiligo? No idea.", {"vitiligo hypothetical"}),
        ("Coeliac? Honestly, I dunno.", {"coeliac hypothetical"}),
        ("Coeliac? Maybe. No idea really.", {"coeliac suspected"}),
        ("psoriasis, no joint trouble", {"psoriasis present"}),
        ("Hashimoto's also yes", {"hashimoto present"}),
        ("my mum has lupus, no idea since when", {"sle family"}),
    ],
)
def test_answered_one_by_one(reader, text, wanted):
    """A yes or no that closes an item answers for it; one that opens the next item does not."""
    assert told(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I was told I had lupus at 19 but my new rheumatologist says it never was", {"sle denied"}),
        ("told coeliac by one doctor, another said no", {"coeliac denied"}),
        ("I've MS. The neurologist says no link.", {"ms present"}),
        ("GP was sure it was coeliac. Bloods said no.", {"coeliac denied"}),
        ("they've crossed MS off", {"ms denied"}),
        ("mum herself had Graves", {"graves family"}),
        ("the GP refused to test for lupus", set()),
        ("they tested my clotting", set()),
        ("had a clot in my leg", {"vte present"}),
        ("told coeliac by one doctor, another said no bread", {"coeliac present"}),
        ("it was Crohn's, now they say ulcerative colitis", {"crohns denied", "uc present"}),
        ("I have Crohn's and now they say ulcers too", {"crohns present"}),
        ("Can Hashimoto's or lupus cause this? Asking because I have both.", {"hashimoto present", "sle present"}),
        ("Dad has Crohn's. Me, no.", {"crohns family", "crohns denied"}),
        ("mum's coeliac. I'm not.", {"coeliac family", "coeliac denied"}),
        ("mum's coeliac. I'm not working today.", {"coeliac family"}),
        ("Lupus: one doctor suspects it, the other doesn't", {"sle suspected"}),
        ("Nobody's tested anything, not thyroid, not APS.", set()),
        ("never tested positive for lupus", {"sle denied"}),
        ("lupus never checked", set()),
        ("my best mate got pregnant and she isn't even coeliac", set()),
        ("my sister in Leeds had losses too and it turned out she's got lupus", {"sle family"}),
        ("a stroke at 28, which is how they found the APS", {"stroke_young present", "aps present"}),
    ],
)
def test_what_is_said_of_it_later(reader, text, wanted):
    """A new label, a doubt, an answer of her own: each settles what was named before, and nothing else."""
    assert told(reader, text) == wanted
