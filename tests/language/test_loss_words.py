"""The word lists by which losses are heard are all there, and all read."""

from dataclasses import replace

import pytest

from yarrow.language.classes import class_lookup
from yarrow.language.losses import Losses, LossWordsError
from yarrow.language.reader import Reader
from yarrow.language.signs import Signs
from yarrow.protocol.lexicon import load_lexicon

LEXICON = load_lexicon()
SIGNS = Signs(LEXICON, class_lookup(LEXICON.classes))


def with_lists(module, **lists):
    kept = {name: words for name, words in {**LEXICON.loss_words[module], **lists}.items() if words is not None}
    return replace(LEXICON, loss_words={**LEXICON.loss_words, module: kept})


@pytest.mark.parametrize("words", [None, frozenset()])
def test_a_list_that_is_needed_is_missed(words):
    with pytest.raises(LossWordsError, match="no words under shown, sacs"):
        Losses.of(with_lists("shown", sacs=words), SIGNS)


def test_a_list_that_nobody_reads_is_refused():
    with pytest.raises(LossWordsError, match="nobody reads under shown, socks"):
        Losses.of(with_lists("shown", socks=frozenset({"socks"})), SIGNS)


def test_lists_of_no_module_are_refused():
    lists = {**LEXICON.loss_words, "drawer": {"socks": frozenset({"socks"})}}
    with pytest.raises(LossWordsError, match="nobody reads under drawer"):
        Losses.of(replace(LEXICON, loss_words=lists), SIGNS)


def test_a_word_that_is_added_is_heard():
    said = "In May the bubble was quite collapsed"
    assert "losses_count" not in {fact.path for fact in Reader(LEXICON).read(said).facts}
    sacs = LEXICON.loss_words["shown"]["sacs"] | {"bubble"}
    told = Reader(with_lists("shown", sacs=sacs)).read(said)
    assert {fact.path: fact.value for fact in told.facts}["losses_count"] == 1


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("Last year our little one slipped away at 10 weeks", 1),
        ("In June the second baby didnt stay either, gone at 9 weeks. The first went at 8", 2),
        ("I was pregnant and my boyfriend left us", None),
        ("The transfer didnt stick", None),
    ],
)
def test_a_child_that_left_is_lost_and_a_man_is_not(said, count):
    told = {fact.path: fact.value for fact in Reader(LEXICON).read(said).facts}
    assert told.get("losses_count") == count
