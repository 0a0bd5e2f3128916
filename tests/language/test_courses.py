"""Medicines one after another: put on, changed, stopped, run out of, restarted, and never begun."""

from __future__ import annotations

import pytest


def told(reader, text: str) -> set[str]:
    found = reader.read(text).findings
    return {f"{one.id} {one.status}" for one in found if one.kind == "medicine"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I've had sulfasalazine, then methotrexate, and now azathioprine",
         {"sulfasalazine past", "methotrexate past", "azathioprine present"}),
        ("I take folic acid, then aspirin at night", {"folic_acid present", "aspirin present"}),
        ("he put me on clexane for the next transfer", {"heparin present"}),
        ("he wants to put me on clexane for the next transfer", {"heparin hypothetical"}),
        ("on plaquenil and came off methotrexate 2 years back", {"hydroxychloroquine present", "methotrexate past"}),
        ("came off methotrexate and onto plaquenil", {"methotrexate past", "hydroxychloroquine present"}),
        ("switched me to sulfasalazine from methotrexate", {"sulfasalazine present", "methotrexate past"}),
        ("a script from methotrexate days", {"methotrexate present"}),
        ("azathioprine stays, Humira went", {"azathioprine present", "biologic past"}),
        ("levothyroxine went up to 75", {"levothyroxine present"}),
        ("they stopped my prednisolone and kept the Imuran", {"prednisolone past", "azathioprine present"}),
        ("thyroxine was increased last month", {"levothyroxine present"}),
        ("I'm not taking anything for it, ran out of Synthroid at New Year", {"levothyroxine past"}),
        ("in remission for 4 years on azathioprine", {"azathioprine present"}),
        ("after 4 years on azathioprine I had enough", {"azathioprine past"}),
        ("they gave me iron tablets", {"iron present"}),
        ("gave steroids and it went off", {"prednisolone past"}),
        ("was prescribed Rinvoq but never took a single one", {"jak denied"}),
        ("came off my azathioprine but went back on", {"azathioprine present"}),
    ],
)  # fmt: skip
def test_which_is_taken_now(reader, text, wanted):
    """What took another's place is taken now; what was put up, kept or begun again is no past."""
    assert told(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("i need to come off valproate before babies", {"valproate present"}),
        ("i had to come off valproate before babies", {"valproate past"}),
        ("they want me off the mycophenolate before we try", {"mycophenolate present"}),
        ("I nearly stopped the azathioprine but my nurse said no", {"azathioprine present"}),
        ("ask about my thyroid tablets, levothyroxine 75", {"levothyroxine present"}),
        ("is levothyroxine 75 a lot?", {"levothyroxine hypothetical"}),
    ],
)
def test_what_is_still_to_be_stopped(reader, text, wanted):
    """What she is to stop she takes; what she had to stop she does not."""
    assert told(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("my progesterone was fine", set()),
        ("I was on progesterone and fine", {"progesterone past"}),
        ("vit D deficient", set()),
        ("on vit D", {"vitamin_d present"}),
        ("Met my husband at 25", set()),
        ("on met 500", {"metformin present"}),
        ("biologically three pregnancies", set()),
        ("on a biologic", {"biologic present"}),
    ],
)
def test_what_only_sounds_like_a_medicine(reader, text, wanted):
    """What is measured in the blood, or is another word, is not taken."""
    assert told(reader, text) == wanted
