"""The word for a loss, said as a word and not of a loss: `miscarriage is fine`, `I'd rather say baby loss`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.mention import Mention
from yarrow.language.signs import Signs
from yarrow.language.text import Sentence


@dataclass(frozen=True)
class TheWord:
    """Knows where a loss is named for the sake of its name."""

    signs: Signs

    def is_all(self, mention: Mention, sentences: Sequence[Sentence]) -> bool:
        """Whether the mention is the word alone, which neither tells of a loss nor denies one."""
        if mention.kind != "loss":
            return False
        places = self.signs.in_(sentences[mention.sentence]).get("only_a_word", ())
        return any(place.start <= mention.start < place.end for place in places)
