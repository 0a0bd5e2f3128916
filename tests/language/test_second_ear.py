"""The second ear: what it hears, what it may do with it, and what it may never do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from yarrow.language.ear_heads import DANGER, NO_DANGER, Bar, EarError, EarHeads, Head, believed, load_heads
from yarrow.language.ear_windows import LONGEST, MOST, windows
from yarrow.language.reader import Reader
from yarrow.language.second_ear import SecondEar
from yarrow.language.text import sentences
from yarrow.language.understanding import Ask
from yarrow.protocol.lexicon import load_lexicon

# Words of no language, so that the rules have never heard of them; what each is to the ear.
SIGNS = {"zorbed": (6.0, 0.0), "flimmed": (0.0, 6.0), "zorbish": (2.5, 0.0)}


class Words:
    """An encoder that knows a few words, and counts what it is given."""

    def __init__(self):
        self.given = []

    def encode(self, texts: Sequence[str]):
        self.given.extend(texts)
        known = [np.array([SIGNS.get(word.strip(".,"), (0, 0)) for word in text.split()]) for text in texts]
        return np.stack([rows.max(axis=0, initial=0.0).astype(np.float32) for rows in known])


def heads(ask_from=0.9, raise_from=0.99) -> EarHeads:
    danger = Head((DANGER, NO_DANGER), np.array([[2.0, 2.0], [0.0, 0.0]]), np.array([0.0, 4.0]))
    symptoms = Head(("faint", "chest_pain"), np.array([[3.0, 0.0], [0.0, 3.0]]), np.zeros(2))
    acts = Head(("answer", "skip"), np.array([[2.0, 0.0], [0.0, 2.0]]), np.zeros(2))
    return EarHeads(danger, symptoms, Bar(ask_from, raise_from), acts, 0.9, "the encoder's hash", "the examples' hash")


def ear(**bars) -> SecondEar:
    return SecondEar(Words(), heads(**bars))


@pytest.fixture(scope="module")
def hearing() -> Reader:
    return Reader(load_lexicon(), ear())


def asks(reader, text, **known):
    return reader.read(text, None, known).ask


def test_danger_in_words_nobody_listed_is_asked_about(hearing, reader):
    text = "this morning I zorbed by the sink"
    assert asks(reader, text) is None
    assert asks(hearing, text) == Ask("faint", "happening_now", 0, len(text))


def test_what_is_not_likely_enough_is_not_asked_about(hearing):
    assert asks(hearing, "this morning I zorbish by the sink") is None


def test_words_alone_never_become_a_level(hearing):
    told = hearing.read("this morning I zorbed by the sink")
    assert told.red_flags == ()
    assert not [fact for fact in told.facts if fact.path.startswith("symptoms.")]


def test_a_doubt_of_the_rules_is_settled_where_the_ear_is_sure(hearing, reader):
    text = "a bit dizzy then zorbed"
    assert reader.read(text).red_flags == ()
    assert hearing.read(text).red_flags == ("faint",)
    assert "symptoms.faint" in {fact.path for fact in hearing.read(text).facts if fact.status == "present"}


def test_a_doubt_stays_a_question_where_the_ear_is_not_sure():
    unsure = Reader(load_lexicon(), ear(raise_from=1.1)).read("a bit dizzy then zorbed")
    assert unsure.red_flags == ()
    assert unsure.ask is not None
    assert unsure.ask.to_json() == {"about": "faint", "question": "happening_now"}


def test_a_doubt_about_something_else_is_not_settled(hearing):
    assert hearing.read("a bit dizzy then flimmed").red_flags == ()


def test_what_the_rules_heard_denied_is_left_to_them(hearing, reader):
    text = "no I have not fainted or zorbed"
    assert asks(hearing, text) == asks(reader, text)


def test_what_is_known_already_is_not_asked_again(hearing):
    assert asks(hearing, "this morning I zorbed by the sink", symptoms=["faint"]) is None


def test_the_rules_question_comes_first(hearing):
    text = "last year I had chest pain. this morning I zorbed by the sink"
    assert asks(hearing, text).about == "chest_pain"


def test_the_likeliest_of_two_dangers_is_asked_about():
    both = ear(ask_from=0.2)
    found = both.dangers("I zorbish here", sentences("I zorbish here"))
    assert [hunch.id for hunch in found] == ["faint"]
    text = "she zorbish at the bus stop again. later he properly flimmed at the door"
    assert asks(Reader(load_lexicon(), both), text).about == "chest_pain"


def test_a_hunch_says_where_it_was_heard():
    text = "nothing to see in the garden today. this morning I zorbed by the sink"
    (hunch,) = ear().dangers(text, sentences(text))
    assert "zorbed" in text[hunch.start : hunch.end]
    assert 0.9 <= hunch.probability <= 1


@pytest.mark.parametrize("text", ["7", "34", "6 weeks", "about 2 years ago", "yes", "no", "", "...", "twice", "skip"])
def test_bare_amounts_and_single_words_are_not_listened_to(text):
    listening = ear()
    assert listening.dangers(text, sentences(text)) == ()
    assert listening._encoder.given == []


@pytest.mark.parametrize("text", ["cant breathe", "I fell over", "blood everywhere", "6 weeks and fainting now"])
def test_a_few_words_that_say_something_are_listened_to(text):
    listening = ear()
    listening.dangers(text, sentences(text))
    assert listening._encoder.given


def test_a_long_message_is_heard_in_a_bounded_number_of_parts_its_ends_among_them():
    text = (
        "I zorbed just now here. "
        + "We walked to the shops and back for some bread today. " * 400
        + "He flimmed as well."
    )
    listening = ear()
    found = listening.dangers(text, sentences(text))
    assert len(listening._encoder.given) <= MOST
    assert [hunch.id for hunch in found] == ["faint", "chest_pain"]


def test_a_message_of_middling_length_is_heard_whole():
    words = [f"{one}{two}" for one in "bcdfghjklm" for two in ("a", "e", "i", "o", "u", "ay", "ee", "oy", "ow", "ar")]
    text = " ".join(words)
    heard = " ".join(text[window.start : window.end] for window in windows(sentences(text)))
    assert all(word in heard.split() for word in words)


def test_parts_of_a_long_sentence_overlap_and_are_short():
    text = " ".join(f"word{number}" for number in range(100))
    parts = [text[window.start : window.end].split() for window in windows(sentences(text))]
    assert len(parts) > 2
    assert all(len(part) <= LONGEST for part in parts)
    assert set(parts[0]) & set(parts[1])


def test_a_short_sentence_is_heard_with_its_neighbour():
    text = "I was at work on the late shift. Then this. I went home after that with my sister."
    assert not [window for window in windows(sentences(text)) if text[window.start : window.end] == "Then this"]


def test_a_message_is_encoded_once_however_often_it_is_read():
    listening = ear()
    text = "this morning I zorbed by the sink"
    for _ in range(3):
        listening.dangers(text, sentences(text))
        listening.act(text, sentences(text))
    assert listening._encoder.given == [text]


def test_an_act_is_heard_only_where_it_is_likely():
    listening = ear()
    text = "I zorbed and that was that"
    assert listening.act(text, sentences(text)).id == "answer"
    assert listening.act("that was that", sentences("that was that")) is None


def test_danger_that_can_hardly_be_named_is_hardly_believed():
    assert believed(0.9, 1.0) == pytest.approx(0.9)
    assert believed(0.9, 0.1) < 0.5
    assert believed(1.0, 0.5) <= 1.0


def test_heads_are_kept_without_pickle_and_come_back_the_same(tmp_path):
    path = tmp_path / "ear.npz"
    heads().save(path)
    first = path.read_bytes()
    heads().save(path)
    back = load_heads(path)
    assert path.read_bytes() == first
    assert (back.bar, back.act_from, back.encoder, back.taught_on) == (
        heads().bar, 0.9, "the encoder's hash", "the examples' hash"
    )  # fmt: skip
    text = "this morning I zorbed by the sink"
    assert SecondEar(Words(), back).dangers(text, sentences(text)) == ear().dangers(text, sentences(text))


def test_heads_that_are_not_there_say_what_to_do(tmp_path):
    with pytest.raises(EarError, match="has not been trained yet: run `make train`"):
        load_heads(tmp_path / "ear.npz")


@pytest.mark.parametrize("cut", [0, 40, 900])
def test_a_file_cut_short_says_what_to_do(tmp_path, cut):
    path = tmp_path / "ear.npz"
    heads().save(path)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(EarError, match="cannot be read: run `yarrow train --force`"):
        load_heads(path)
