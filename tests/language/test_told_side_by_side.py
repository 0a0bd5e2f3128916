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
