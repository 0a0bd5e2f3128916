"""What the second ear hears in a saying alone: `a faint line this morning`, `dying of embarrassment`, is no danger.

The rules know the sayings (protocol/lexicon/idioms*.yml) and look past them. The ear does not: what it takes for a
danger counts only if it still hears it once the saying is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yarrow.language.lexicon import Lexicon, Named
from yarrow.language.line import Classes
from yarrow.language.matcher import Matcher
from yarrow.language.second_ear import Ear, Hunch
from yarrow.language.text import Sentence


class Sayings:
    """Knows the sayings of the lexicon."""

    def __init__(self, lexicon: Lexicon, classes: Classes) -> None:
        self._matcher = Matcher(classes)
        self._matcher.add(lexicon.idioms, Named("saying", ()))

    def heard_beside(
        self, ear: Ear, text: str, sentences: Sequence[Sentence], hunches: tuple[Hunch, ...]
    ) -> tuple[Hunch, ...]:
        """The hunches left when the sayings are taken out; nothing is listened to again where there is none."""
        said = [{place for match in self._matcher.find(one.tokens) for place in match.words} for one in sentences]
        if not hunches or not any(said):
            return hunches
        rest, kept = list(text), []
        for sentence, places in zip(sentences, said, strict=True):
            for place in places:
                token = sentence.tokens[place]
                rest[token.start : token.end] = " " * (token.end - token.start)
            tokens = tuple(token for place, token in enumerate(sentence.tokens) if place not in places)
            kept += [replace(sentence, tokens=tokens)] if tokens else []
        again = ear.dangers("".join(rest), kept)
        names = {hunch.id for hunch in again}
        return tuple(hunch for hunch in hunches if hunch.id in names) or again
