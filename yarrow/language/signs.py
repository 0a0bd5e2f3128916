"""Where the signs of the lexicon stand: words that tell nothing by themselves, but say how the rest is to be read.

`Came home after the section` names no symptom; that it is a birth lately is a sign, found here by its name and weighed
by the module that needs it (yarrow.language.lately, for one). Words are those of the phrase exactly, not inflections.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import cast

from yarrow.language.lexicon import Lexicon
from yarrow.language.line import Classes
from yarrow.language.matcher import Match, Matcher
from yarrow.language.sign_names import SignName
from yarrow.language.text import Sentence

Found = Mapping[SignName, tuple[Match, ...]]


class Signs:
    """Finds all signs of a sentence in one walk; a longer phrase hides a shorter one of the same sign only."""

    def __init__(self, lexicon: Lexicon, classes: Classes) -> None:
        matcher = Matcher(classes, exact=True, hides=lambda longer, inner: longer == inner)
        phrases: dict[str, list[str]] = defaultdict(list)
        for sign in lexicon.signs:  # a sign may have phrases in several files
            phrases[sign.id].extend(sign.phrases)
        for name, some in phrases.items():
            matcher.add(some, name)
        self._find = matcher.find

    def in_(self, sentence: Sentence) -> Found:
        """The signs found, each with its places in the order they are said; a name without any is not there."""
        places: dict[SignName, list[Match]] = {}
        for match in self._find(sentence.tokens):
            places.setdefault(cast(SignName, match.meaning), []).append(match)
        return {name: tuple(some) for name, some in places.items()}

    def any_in(self, sentence: Sentence, *names: SignName) -> bool:
        """Whether one of these signs is in the sentence."""
        return not self.in_(sentence).keys().isdisjoint(names)
