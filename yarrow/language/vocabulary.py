"""Which words are right as they are, and which long ones are worth recognising when misspelt."""

from __future__ import annotations

import re

from yarrow.language.calendar import MONTH_NAMES
from yarrow.language.duration import DAYS, WEEKDAYS
from yarrow.language.lexicon import Lexicon, Named
from yarrow.language.numbers import NUMBER_WORDS, ORDINALS, OTHER, VAGUE
from yarrow.language.stem import stem

NAMING = ("condition", "medicine")
WORD = re.compile(r"[a-z]+")


def wanted_words(lexicon: Lexicon) -> set[str]:
    """Names of conditions, medicines and losses, and the words listed as worth mending.

    Not every word of every phrase: ordinary words have too many neighbours ("table" is no misspelt "tablet").
    """
    phrases = [phrase for concept in lexicon.concepts if concept.kind in NAMING for phrase in concept.phrases]
    phrases += [phrase for named in lexicon.losses for phrase in named.phrases]
    return (_words(phrases) - lexicon.plain_words) | lexicon.mended


def known_words(lexicon: Lexicon) -> set[str]:
    """Every word of the lexicon and its stem, number words, and real words close to them."""
    phrases = [phrase for concept in lexicon.concepts for phrase in concept.phrases]
    phrases += [phrase for named in _named(lexicon) for phrase in named.phrases]
    phrases += [phrase for cue in lexicon.cues for phrase in cue.phrases]
    phrases += [phrase for quantity in lexicon.quantities for phrase in quantity.phrases]
    phrases += [phrase for hint in lexicon.hints for phrase in hint.phrases]
    phrases += [*lexicon.idioms, *lexicon.fillers]
    words = _words(phrases) | {word for words in lexicon.classes.values() for word in words}
    words |= {*DAYS, *MONTH_NAMES, *WEEKDAYS, *NUMBER_WORDS, *ORDINALS, *OTHER, *VAGUE}
    return words | {stem(word) for word in words} | lexicon.real_words


def _named(lexicon: Lexicon) -> tuple[Named, ...]:
    some = (*lexicon.losses, *lexicon.unclear, *lexicon.acts, *lexicon.asks, *lexicon.signs)
    answers = (named for said in lexicon.answers.values() for named in said)
    return (*some, *lexicon.topics, *lexicon.worries, *lexicon.results, *lexicon.states, *answers)


def _words(phrases: list[str]) -> set[str]:
    return {word for phrase in phrases for word in WORD.findall(phrase.replace("'", ""))}
