"""What was seen of a message before it is judged as an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yarrow.language.losses import LossReading
from yarrow.language.mention import Mention
from yarrow.language.second_ear import Hunch
from yarrow.language.text import Sentence
from yarrow.language.understanding import ReadFact


@dataclass(frozen=True)
class Seen:
    """Its sentences, mended; what they mention and state, over which characters; what the second ear heard."""

    sentences: list[Sentence]
    mentions: list[Mention]
    losses: LossReading
    facts: list[ReadFact]
    span: tuple[int, int]
    hunches: tuple[Hunch, ...] = ()

    @property
    def names_medicine(self) -> bool:
        """Whether any medicine is spoken of."""
        return any(mention.kind == "medicine" for mention in self.mentions)

    def alone(self, sentences: list[Sentence]) -> Seen:
        """Only what was seen in these sentences of it, which follow one another."""
        first, last = sentences[0].tokens[0].start, sentences[-1].tokens[-1].end
        start = self.sentences.index(sentences[0])
        return Seen(
            sentences,
            [
                replace(one, sentence=one.sentence - start)
                for one in self.mentions
                if start <= one.sentence < start + len(sentences)
            ],
            LossReading(),
            [fact for fact in self.facts if first <= fact.start < last],
            (first, last),
        )
