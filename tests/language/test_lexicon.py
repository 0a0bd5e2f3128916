"""The lexicon is well formed, names what the protocol knows, and says what is wrong with a bad file."""

from __future__ import annotations

import pytest

from yarrow.language.phrase import Choice, parse
from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.lexicon import load_lexicon
from yarrow.protocol.loader import load

LEXICON = load_lexicon()
# Words too common to mean anything by themselves.
EMPTY = frozenset({
    "a", "an", "the", "my", "i", "im", "is", "are", "it", "he", "she", "not", "no", "and", "of", "to", "in", "on",
    "for", "with", "have", "has", "had", "been", "be", "was", "me", "hav",
})  # fmt: skip


def shortest(row) -> list[str]:
    """The fewest written pieces that match the phrase."""
    pieces: list[str] = []
    for piece in row:
        if isinstance(piece, Choice):
            pieces += [] if piece.optional else min((shortest(way) for way in piece.ways), key=len)
        elif piece not in ("..", "...", "_", "^", "$"):
            pieces.append(piece)
    return pieces


def test_no_phrase_matches_mere_function_words():
    """Each phrase of a concept needs a word of its own, whatever else may be left out."""
    phrases = [phrase for some in (*LEXICON.concepts, *LEXICON.losses, *LEXICON.unclear) for phrase in some.phrases]
    assert [phrase for phrase in phrases if set(shortest(parse(phrase))) <= EMPTY] == []


def test_every_symptom_of_the_protocol_has_words():
    """A symptom the rules use can be told in words; the cluster is put together from answers, not said."""
    said = {concept.id for concept in LEXICON.concepts if concept.kind == "symptom"}
    assert set(load().symptoms) - said == {"ctd_cluster"}


@pytest.mark.parametrize("kind", ["condition", "medicine", "symptom"])
def test_every_concept_is_known_to_the_protocol(kind):
    """An id the reader finds is one the rules and the record know."""
    protocol = load()
    known = {"condition": protocol.conditions, "medicine": protocol.medicines, "symptom": protocol.symptoms}[kind]
    assert {concept.id for concept in LEXICON.concepts if concept.kind == kind} <= set(known)


def test_every_evidence_topic_can_be_asked_about():
    """A topic with an answer has words, of its own or as a medicine."""
    named = {topic.id for topic in LEXICON.topics} | {some.id for some in LEXICON.concepts if some.kind == "medicine"}
    assert set(load().evidence) <= named


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("source: x\nsymptoms: {bleeding: {say: 'bleeding', colour: red}}", "colour"),
        ("source: x\nsymptoms: {bleeding: {say: 'bleeding (heavy'}}", "bracket"),
        ("source: x\nsymptoms: {bleeding: {say: [bleeding]}}", "list"),
        ("source: x\nsymptom: {}", "symptom"),
        ("symptoms: {bleeding: bleeding}", "source"),
        ("source: x\nquantities: [{path: age, unit: miles, say: 'miles'}]", "miles"),
        ("- a\n- b", "list"),
        ("a: [", "YAML"),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong(tmp_path, text, found):
    """The error names the file and what was found."""
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "bad.yml").write_text(text)
    with pytest.raises(ProtocolError, match=r"lexicon/bad\.yml") as error:
        load_lexicon(tmp_path)
    assert found in str(error.value)


def test_an_empty_folder_is_an_error(tmp_path):
    """No lexicon at all is an error, not an empty reader."""
    with pytest.raises(ProtocolError, match="lexicon"):
        load_lexicon(tmp_path)
