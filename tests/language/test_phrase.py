"""The compact syntax of phrases: wide gaps, either order, parts that phrases share, dictated marks."""

from __future__ import annotations

from shutil import copytree

import pytest

from yarrow.language.matcher import Matcher
from yarrow.language.phrase import PhraseError, parse
from yarrow.language.text import sentences
from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.lexicon import ROOT, load_lexicon


def found(phrase: str, text: str) -> bool:
    """Whether the phrase is in the text's first sentence."""
    matcher = Matcher(lambda word: ())
    matcher.add([phrase], "it")
    return bool(matcher.find(sentences(text)[0].tokens))


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("pain all along the bottom of my left side", True),
        ("pain, and a lot, on my side", True),
        ("pain but none at all on the side", False),
        ("pain that comes and goes when I walk to the side", False),
    ],
)
def test_a_wide_gap_passes_and_and_commas_up_to_seven_words(text, is_there):
    assert found("pain ... side", text) is is_there


@pytest.mark.parametrize("text", ["my calf is so swollen", "swollen it is, the calf"])
def test_either_may_come_first(text):
    assert found("calf ~ swollen", text)


@pytest.mark.parametrize("phrase", ["~ calf", "calf ~", "(calf ~)"])
def test_something_stands_on_both_sides_of_near(phrase):
    with pytest.raises(PhraseError, match="before or after"):
        parse(phrase)


def test_a_part_stands_wherever_it_is_named(tmp_path):
    copytree(ROOT / "lexicon", tmp_path / "lexicon")
    (tmp_path / "lexicon" / "a.yml").write_text(
        "source: x\nparts:\n  raging: |\n    raging\n    on fire\nsymptoms:\n  mouth_ulcers: |\n    <raging> mouth\n"
    )
    assert load_lexicon(tmp_path).concepts[0].phrases == ("(raging|on fire) mouth",)


def test_a_part_nobody_wrote_is_named(tmp_path):
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "a.yml").write_text("source: x\nsymptoms:\n  mouth_ulcers: <soar> mouth\n")
    with pytest.raises(ProtocolError, match="soar"):
        load_lexicon(tmp_path)


def test_dictated_marks_are_marks_and_leave_places_alone():
    text = "my head is sore comma really full stop I feel sick"
    first, second = sentences(text)
    assert [token.norm for token in first.tokens] == ["my", "head", "is", "sore", ",", "really"]
    assert text[second.tokens[0].start :] == "I feel sick"
