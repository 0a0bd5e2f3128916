"""Where a text begins to tell of losses: a word for one, or a pronoun or a number that stands for some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from yarrow.language.mention import Mention
from yarrow.language.text import Sentence, Token

# Clinical.md §1.3: what counts in n_eshre; the other kinds are outcomes of their own.
COUNTED = frozenset({"miscarriage_clinical", "biochemical", "pul_resolved", "unknown_loss"})
UNKNOWN = "unknown_loss"
MISCARRIAGE = "miscarriage_clinical"
STILLBIRTH = "stillbirth"
# How a loss showed, which is no further loss if one was told: what it would make of a loss without a name.
SIGNS = {"no_heartbeat": MISCARRIAGE, "treated": MISCARRIAGE, "few_days": "biochemical"}
NO_PREGNANCY = "no_pregnancy"
LATE = 24  # weeks from which a loss is a stillbirth
MOST = 20  # more than anyone reports; a number above it is read as something else
# After "lost my second" they may be a child of several, the first of whom lives.
CHILDREN = frozenset({
    "baby", "child", "son", "daughter", "pregnancy", "babies", "twin", "one", "trimester", "them", "twins", "these",
    "us", "pregnancies",
})  # fmt: skip
# Outcomes that are told of a child, and who else they could be told of.
OF_A_CHILD = frozenset({"stillbirth", "neonatal_death", "tfmr", "unknown_loss"})
How = Literal["number", "ordinal", "another", "one", "vague", "plural", "said", "none", "more", "whole", "rest"]


@dataclass(frozen=True)
class Head:
    """Losses of one kind told together. `how` their number `count` was said; None if no number was settled.

    `sentence`, `start`, `end`: where, in tokens, the number included. `place`: their ordinal. `definite`: `the`, `my`,
    so perhaps told already. `loose`: without a word for a loss. `exact`: false if said with a doubt. `joined`: after
    `and`.
    """

    kind: str
    count: int | None
    how: How
    sentence: int
    start: int
    end: int
    mention: Mention | None = None
    place: int | None = None
    definite: bool = False
    loose: bool = False
    exact: bool = True
    joined: bool = False

    @property
    def is_plural(self) -> bool:
        """Whether it tells of two or more."""
        return (self.count or 0) > 1 and self.place is None

    @property
    def is_open(self) -> bool:
        """Whether it tells of several without saying how many: `a few losses`, `miscarriages`."""
        return self.how in ("vague", "plural")

    @property
    def is_sign(self) -> bool:
        """Whether it is only how a loss showed: `no heartbeat`."""
        return self.mention is not None and self.mention.id in SIGNS


def norm(tokens: Sequence[Token], at: int) -> str:
    """The word at this place; empty beyond the ends."""
    return tokens[at].norm if 0 <= at < len(tokens) else ""


def words_of(sentence: Sentence) -> list[str]:
    """The words of a sentence."""
    return [token.norm for token in sentence.tokens]
