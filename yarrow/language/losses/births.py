"""A birth too early to live, told without a word for a loss: `he was born at 20 weeks`, `I delivered her at 19`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.gestation import BORN, gestations
from yarrow.language.losses.head import UNKNOWN, Head
from yarrow.language.text import Sentence

TOO_EARLY = range(12, 23)  # weeks at which no baby lives
BORN_ALIVE = "neonatal_death"
NEVER = frozenset({"never", "not", "didnt", "no", "without", "couldnt"})
NEAR = 5  # words between the birth and its weeks


@dataclass(frozen=True)
class EarlyBirths:
    """Finds births in sentences that tell of no loss by name."""

    breathing: frozenset[str]
    living: frozenset[str]

    def find(self, sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
        """A head for each such birth in a sentence that tells of no loss by name."""
        found: list[Head] = []
        for number, sentence in enumerate(sentences):
            words = [token.norm for token in sentence.tokens]
            if any(head.sentence == number for head in named) or self.living & set(words):
                continue
            for some in gestations(sentence.tokens):
                before = words[max(0, some.start - NEAR) : some.start]
                if some.weeks in TOO_EARLY and BORN & set(before) and not some.bound:
                    at = max(place for place in range(some.start) if words[place] in BORN)
                    near = {token.norm for some in sentences[number : number + 2] for token in some.tokens}
                    kind = BORN_ALIVE if self.breathing & near and not NEVER & near else UNKNOWN
                    found.append(Head(kind, 1, "said", number, at, at + 1))
        return found
