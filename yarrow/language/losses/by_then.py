"""The end of a pregnancy told after its time: `at 9 weeks it went`, `and by seven weeks it had all ended`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yarrow.language.losses.head import norm
from yarrow.language.losses.time import far_along
from yarrow.language.text import Sentence, Token

Span = tuple[int, int]

LEADS = frozenset({
    "at", "by", "around", "about", "in", "nearly", "only", "just", "barely", "before", "after", "my",
    "the", "our",
})  # fmt: skip
FILLER = frozenset({
    ",", "just", "then", "suddenly", "sadly", "and", "already", "naturally", "all", "simply", "of", "pregnancy", "so",
    "like", "had", "has", "was", "is", "have", "been", "came", "to", "an",
})  # fmt: skip
# What may follow: the ending is told, and nothing goes on.
BEHIND = frozenset({
    "", ",", "and", "but", "too", "again", "away", "wrong", "just", "without", "with", "overnight", "naturally", "on",
    "in", "so", "-", "(", "before", "growing", "beating", "developing", "by", "itself", "like", "either", "same",
    "end", "as", "because", "there", "completely", "for", "now", "the", "down", "out", "one", "at", "that", "last",
})  # fmt: skip
REACH = 7  # words between the time and the ending
NEAR = 12  # words before it in its own sentence that may
BEFORE = 2  # sentences before it that may tell of what ended
STAYS = frozenset({"went", "go"})
# "it went on", "it went down": nothing ended there.
WENT_ON = frozenset({"on", "down", "out", "in", "for", "at", "the", "by", "as", "with"})
STOPPED = frozenset({"stopped", "stop"})
STOPPED_ELSE = frozenset({"for", "in", "on", "the", "by", "out", "down", "now"})


@dataclass(frozen=True)
class ByThen:
    """Finds the end of a pregnancy told after its time."""

    pregnant: frozenset[str]
    subjects: frozenset[str]
    ended: frozenset[str]
    other_things: frozenset[str]
    going_on: frozenset[str]

    def find(self, sentences: Sequence[Sentence], number: int) -> list[Span]:
        """Where this sentence tells so of an end; none where what went may be something else that was spoken of."""
        tokens = sentences[number].tokens
        words = {token.norm for token in tokens}
        if not words & self.ended or words & self.going_on:
            return []
        before = {token.norm for one in sentences[max(0, number - BEFORE) : number] for token in one.tokens}
        return [] if before & self.other_things else list(self._ends(tokens))

    def _ends(self, tokens: Sequence[Token]) -> Iterator[Span]:
        end = 0
        for at in range(len(tokens)):
            if at < end or norm(tokens, at - 1) not in LEADS:
                continue
            time = far_along(tokens, at)
            if not time or self._is_of_another(tokens, at):
                continue
            place = self._ending(tokens, time)
            if place:
                end = place + 1
                yield at, end

    def _is_of_another(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether something else that may be over was spoken of shortly before, and no pregnancy since."""
        words = [token.norm for token in tokens[max(0, at - NEAR) : at]]
        begin = max((place for place, word in enumerate(words) if word in self.pregnant), default=0)
        return bool(self.other_things & set(words[begin:]))

    def _ending(self, tokens: Sequence[Token], start: int) -> int:
        """Where the word for the ending of `it` stands after its time; 0 if there is none."""
        subject = False
        for at in range(start, min(start + REACH, len(tokens))):
            word = tokens[at].norm
            if subject and word in self.ended:
                after = norm(tokens, at + 1)
                shut = (WENT_ON if word in STAYS else STOPPED_ELSE if word in STOPPED else frozenset()) | {"well"}
                by_hand = word in STOPPED and norm(tokens, at - 1) in ("was", "been")
                return at if after in BEHIND and after not in shut and not by_hand else 0
            if word in self.subjects:
                subject = True
            elif word not in FILLER:
                return 0
        return 0
