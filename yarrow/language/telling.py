"""A history told in one go: an answer, whatever its words name by the way; what it asks stands in sentences of its own.

A request in it is one only where its sentence tells nothing: "hang on, I said, I'm trying for a baby" pauses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yarrow.language.act import QUESTIONS, REQUESTS, is_question
from yarrow.language.text import Sentence
from yarrow.language.understanding import Act, Finding, ReadFact

# As in the reviewed stories (coding.md, Act): shorter, a question beside a few facts is what the message is for.
LEAST_WORDS, LEAST_TOLD = 24, 3
LONG_WORDS, LEAST_TOLD_IN_LONG = 36, 2
REPORTING = frozenset({"said", "says", "told", "asked", "saying"})  # "she said hang on" is no request of hers now
CAN_STAND_IN_IT = frozenset({*REQUESTS, *QUESTIONS, "why"})


@dataclass(frozen=True)
class Stated:
    """What a message states: findings that are so or are not so, and facts."""

    findings: Sequence[Finding]
    facts: Sequence[ReadFact]

    @property
    def places(self) -> frozenset[int]:
        """Where in the text something is stated."""
        told = [finding.start for finding in self.findings if finding.status != "hypothetical"]
        return frozenset([*told, *(fact.start for fact in self.facts)])


def is_telling(sentences: Sequence[Sentence], stated: Stated) -> bool:
    """Whether the message is long and tells several things."""
    words = sum(token.kind != "mark" for one in sentences for token in one.tokens)
    told = len(stated.places)
    return (words >= LEAST_WORDS and told >= LEAST_TOLD) or (words >= LONG_WORDS and told >= LEAST_TOLD_IN_LONG)


def asked_in(sentences: Sequence[Sentence], stated: Stated, act_of: Callable[[Sequence[Sentence]], Act]) -> Act | None:
    """The question or request that a sentence of the telling is; the last one counts. `act_of`: of sentences alone."""
    for sentence in reversed(sentences):
        act = act_of([sentence])
        if act not in CAN_STAND_IN_IT or (act not in REQUESTS and not is_question([sentence])):
            continue
        first, last = sentence.tokens[0].start, sentence.tokens[-1].end
        tells = any(first <= place < last for place in stated.places)
        if act in QUESTIONS or not (tells or REPORTING & {token.norm for token in sentence.tokens}):
            return act
    return None
