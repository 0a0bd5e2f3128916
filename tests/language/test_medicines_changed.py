"""A medicine changed for another, planned, or told beside others; tests that are awaited; whose illness it is."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader


def standing(reader: Reader, text: str) -> dict[str, str]:
    """How each thing named stands."""
    return {one.id: one.status for one in reader.read(text).findings if one.kind in ("condition", "medicine")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("methotrexate was swapped for sulfasalazine a year ago", {"methotrexate": "past", "sulfasalazine": "present"}),
        ("cellcept was changed to azathioprine two years back", {"azathioprine": "present"}),
        ("sulfasalazine a year ago", {"sulfasalazine": "past"}),
        ("clinic say heparin from my next positive", {"heparin": "hypothetical"}),
        ("I know it'd be aspirin again", {"aspirin": "hypothetical"}),
        ("clinic say aspirin every day, I take it", {"aspirin": "present"}),
        ("no tablets bar aspirin", {"aspirin": "present"}),
    ],
)
def test_a_medicine_that_took_anothers_place_or_is_only_planned(
    reader: Reader, text: str, wanted: dict[str, str]
) -> None:
    found = standing(reader, text)
    assert {id_: found.get(id_) for id_ in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("bloods on Monday for lupus", {"sle": "suspected"}),
        ("GP's doing coeliac as well", {"coeliac": "suspected"}),
        ("they checked me for lupus and coeliac, both no", {"sle": "denied", "coeliac": "denied"}),
        ("mum got RA, me got psoriasis", {"ra": "family", "psoriasis": "present"}),
        ("my endo has me on a list", {}),
        ("I have adenomyosis", {}),
        ("I have an endometrioma", {"endometriosis": "present"}),
    ],
)
def test_illnesses_looked_for_denied_together_and_hers(reader: Reader, text: str, wanted: dict[str, str]) -> None:
    assert standing(reader, text) == wanted
