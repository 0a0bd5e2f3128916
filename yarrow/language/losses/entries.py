"""Losses told beside others by little more than when and at how many weeks: `Then a singleton at 6 weeks`, `2023 at 8`.

Also `an 11 weeker`, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.losses.anew import is_date
from yarrow.language.losses.head import COUNTED, LATE, UNKNOWN, Head, norm
from yarrow.language.losses.weeks import Week, weeks_of
from yarrow.language.text import Sentence, Token

MARKS = frozenset({"", ",", "(", ")", "-", ":", "/"})
ONE = frozenset({"a", "an", "one", "another", "then"})
LEAST = 2  # entries that make a list where no loss is told by a word


@dataclass(frozen=True)
class Entries:
    """Finds losses told by little more than their time, beside others or in a list of such."""

    opening: frozenset[str]
    leading: frozenset[str]
    behind: frozenset[str]
    other: frozenset[str]
    over: frozenset[str]

    def find(self, sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
        """A head for each `11 weeker`, and for each sentence that is such an entry."""
        weekers = [head for number, some in enumerate(sentences) for head in self._weekers(number, some, named)]
        told = [head for head in [*named, *weekers] if head.count and head.kind in COUNTED]
        taken = {head.sentence for head in [*named, *weekers]}
        entries = [
            (number, week)
            for number, some in enumerate(sentences)
            if number not in taken and not some.question and (week := self._entry(some.tokens))
        ]
        dated = [number for number, _ in entries if any(is_date(token.norm) for token in sentences[number].tokens)]
        ended = any(self.over & {token.norm for token in sentences[number].tokens} for number in dated)
        if not told and not (len(dated) >= LEAST and ended):
            return weekers
        return weekers + [Head(UNKNOWN, 1, "said", number, week.start - 1, week.start) for number, week in entries]

    def _weekers(self, number: int, sentence: Sentence, named: Sequence[Head]) -> list[Head]:
        """`a 7 weeker`, `another 20-weeker`: not `the 16 weeker`, which was told before."""
        tokens = sentence.tokens
        words = {token.norm for token in tokens}
        if not {"weeker", "wker"} & words or sentence.question or words & self.other:
            return []
        ended = [head for head in named if head.sentence == number]
        return [
            Head(UNKNOWN, 1, "one", number, week.start - 1, week.start)
            for week in weeks_of(tokens)
            if norm(tokens, week.end - 1) in ("weeker", "wker") and week.weeks < LATE
            and norm(tokens, week.start - 1) in ONE
            and not any(head.start <= week.end + 1 and week.start <= head.end + 1 for head in ended)
        ]  # fmt: skip

    def _entry(self, tokens: Sequence[Token]) -> Week | None:
        """The weeks of a sentence that opens with when it was, has them next, and tells of nothing else."""
        first = norm(tokens, 0)
        if not (first in self.opening | self.leading or is_date(first) or first.isdecimal()):
            return None
        weeks = [week for week in weeks_of(tokens, bare=True) if week.weeks < LATE]
        if len(weeks) != 1 or not weeks[0].start or weeks[0].visit:
            return None
        week = weeks[0]
        lead = [token for token in tokens[: week.start]]
        plain = all(
            token.norm in self.opening | self.leading | MARKS or is_date(token.norm) or token.kind == "number"
            for token in lead
        )
        opened = any(token.norm in self.opening or is_date(token.norm) for token in lead)
        told_of = self.other & {token.norm for token in tokens}
        follows = norm(tokens, week.end) in self.behind | MARKS or is_date(norm(tokens, week.end))
        return week if plain and opened and follows and not told_of else None
