"""Everything in a message that tells of losses, found by one reader after the other, each knowing what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yarrow.language.losses.again import Again
from yarrow.language.losses.births import EarlyBirths
from yarrow.language.losses.dated import Dated
from yarrow.language.losses.dates import listed_dates, with_dates
from yarrow.language.losses.endings import Endings
from yarrow.language.losses.entries import Entries
from yarrow.language.losses.head import NO_PREGNANCY, Head
from yarrow.language.losses.ledger import Ledger
from yarrow.language.losses.managed import Managed
from yarrow.language.losses.mine import Mine
from yarrow.language.losses.named import NamedLosses
from yarrow.language.losses.notation import noted
from yarrow.language.losses.operations import Operations
from yarrow.language.losses.people import told_of
from yarrow.language.losses.relations import Relations
from yarrow.language.losses.rows import next_ones
from yarrow.language.losses.same import SameAgain
from yarrow.language.losses.short import said_short
from yarrow.language.losses.the_word import TheWord
from yarrow.language.losses.twins import Twins
from yarrow.language.losses.unsaid import Unsaid
from yarrow.language.losses.week_rows import WeekRows
from yarrow.language.losses.whose import Whose
from yarrow.language.mention import Mention
from yarrow.language.text import Sentence

MOST_TOLD = 60  # losses told of in one message; a page that repeats itself is not read beyond
Find = Callable[[Sequence[Sentence], list[Head]], list[Head]]


@dataclass(frozen=True)
class Gathered:
    """The heads, and the mentions as hers or another's. `others`: by sentence, the tokens told of somebody else.

    `spoken`: a word for a loss stands somewhere. `closed`: sentences in which a loss is spoken of that is not hers.
    """

    heads: list[Head]
    mentions: list[Mention]
    others: list[frozenset[int]]
    spoken: bool
    closed: frozenset[int]


@dataclass(frozen=True)
class Gathering:
    """Gathers the heads of a message."""

    again: Again
    births: EarlyBirths
    dated: Dated
    endings: Endings
    entries: Entries
    ledger: Ledger
    managed: Managed
    mine: Mine
    named: NamedLosses
    operations: Operations
    relations: Relations
    same_again: SameAgain
    the_word: TheWord
    twins: Twins
    unsaid: Unsaid
    week_rows: WeekRows
    whose: Whose

    def find(self, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> Gathered:
        """What tells of losses in these sentences."""
        people = told_of(sentences, self.relations)
        others = [frozenset(one.others) for one in people]
        told = [self.whose.as_told(one, sentences[one.sentence], people[one.sentence].hers) for one in mentions]
        told = [one for one in told if not self.whose.is_only_a_period(one, sentences)]
        told = [one for one in told if not self.the_word.is_all(one, sentences)]
        heads = self.named.find(sentences, told)[:MOST_TOLD]
        # The order matters: a loss that has a word or an ending of its own is no longer told by its weeks alone.
        worded: tuple[Find, ...] = (
            self.births.find, self.endings.find, self.managed.find, self.again.happened, self.dated.find,
            self.ledger.find, noted, self.week_rows.find, self.again.one_more, self.entries.find,
        )  # fmt: skip
        for find in worded:
            heads += find(sentences, heads)
        heads = with_dates(sentences, heads)
        unworded: tuple[Find, ...] = (
            listed_dates, self.dated.all_early, next_ones, self.unsaid.find, self.same_again.find, self.again.nth_time,
            self.operations.find,
        )  # fmt: skip
        for find in unworded:
            heads += find(sentences, heads)
        spoken = any(one.kind == "loss" and one.id not in ("live_birth", NO_PREGNANCY) for one in told)
        hers = [head for head in heads if head.start not in others[head.sentence]]
        heads += said_short(sentences, hers, spoken=spoken)
        heads += self.twins.lost_together(sentences, heads)
        heads += self.mine.find(sentences, heads, people, spoken=spoken)
        heads = [head for head in heads if head.start not in others[head.sentence]]
        closed = {one.sentence for one in told if one.kind == "loss" and one.id != "live_birth"}
        closed -= {number for number, one in enumerate(people) if one.others and one.hers}
        closed -= {head.sentence for head in heads}  # a fear, a friend's loss: what is told there is not of hers
        return Gathered(heads, told, others, spoken, frozenset(closed))
