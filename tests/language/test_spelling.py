"""Misspelt words are mended where they name something; ordinary words never are."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("hashimatos", "hashimoto"),
        ("endometriosys", "endometriosis"),
        ("rheumatiod arthritis", "ra"),
        ("psoriassis", "psoriasis"),
        ("vitilgo", "vitiligo"),
        ("antiphosphlipid syndrome", "aps"),
        ("hypothyriodism", "hashimoto"),
        ("sclerodema", "ssc"),
        ("myastenia gravis", "mg"),
        ("ulcerative collitis", "uc"),
        ("methotrexat", "methotrexate"),
        ("levothyroxin", "levothyroxine"),
        ("hydroxychloriqine", "hydroxychloroquine"),
        ("azathiaprine", "azathioprine"),
        ("progesteron", "progesterone"),
        ("diarhoea", "diarrhoea"),
        ("diarreah", "diarrhoea"),
        ("bloatted", "bloating"),
        ("constipatied", "constipation"),
        ("vommitting", "vomiting"),
        ("bleeeeding", "bleeding"),
        ("i feinted", "faint"),
        ("palpatations", "racing_heart"),
        ("suicidaal", "suicidal_thoughts"),
        ("i took an overdoes", "suicidal_plan"),
        ("siezure", "seizure"),
        ("jaundise", "jaundice"),
        ("misscarriage", "miscarriage_clinical"),
        ("miscarrige", "miscarriage_clinical"),
        ("eptopic", "ectopic"),
    ],
)
def test_a_misspelt_word_is_understood(reader, text, id_):
    """One or two slips in a long word do not hide it."""
    assert id_ in {f.id for f in reader.read(text).findings}


@pytest.mark.parametrize(
    "word",
    [
        "breeding",
        "painting",
        "floating",
        "station",
        "static",
        "tables",
        "violet",
        "spitting",
        "sporting",
        "bother",
        "crying",
        "height",
        "grapes",
        "satin",
        "aspiring",
        "loving",
        "mouths",
        "camping",
        "string",
        "threat",
        "dancer",
        "texting",
        "married",
        "spelling",
        "touching",
        "infection",
        "coping",
        "Graham",
        "Martin",
        "Bolton",
        "Simone",
        "Chelsea",
        "station road",
        "lunch",
        "couple",
        "parents",
    ],
)
def test_an_ordinary_word_is_left_alone(reader, word):
    """A word that only looks like one of ours is no finding."""
    assert reader.read(f"the {word} was nice").findings == ()
