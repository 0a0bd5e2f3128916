"""A question with a count of hers in it: `does pred help after three chemicals?`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.gestation import gestations
from yarrow.language.losses.head import COUNTED, LATE, MOST, norm
from yarrow.language.mention import Mention
from yarrow.language.numbers import every
from yarrow.language.text import Token

AFTER = frozenset({"after", "with", "following", "my", "had", "from", "despite", "our", "these", "those"})
MODALS = frozenset({"can", "could", "do", "will", "would", "is", "does"})
ANYBODY = frozenset({"you", "u", "ye", "it", "a", "there"})
# `Two miscarriages, what now?`: what follows a number of hers.
OPENING = frozenset({",", "-", "and", ":"})
HERS = frozenset({"i", "ive", "my", "we", "weve", "our", "me", "had", "mine", "im"})


@dataclass(frozen=True)
class AskedOf:
    """Knows losses that are asked about, of anybody or of herself."""

    general: frozenset[str]
    beside: frozenset[str]

    def is_counted(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """Whether the losses asked about are counted as hers."""
        if mention.id not in COUNTED or self.general & {token.norm for token in tokens}:
            return False
        at = mention.start
        numbers = {some.end: some for some in every(tokens)}
        while at > 0 and at not in numbers and norm(tokens, at - 1) in self.beside:
            at -= 1
        some = numbers.get(at) or next((one for one in numbers.values() if one.start == mention.start), None)
        plain = some is not None and some.is_settled and 1 < some.whole <= MOST
        return plain and some is not None and norm(tokens, some.start - 1) in AFTER

    def is_own_list(self, tokens: Sequence[Token], mentions: Sequence[Mention]) -> bool:
        """`do two chemicals and a miscarriage at 7 weeks count?`, `two losses, what now?`: of her own."""
        counted = [one for one in mentions if one.kind == "loss" and one.id in COUNTED]
        ends = {some.end for some in every(tokens) if some.is_settled and 1 < some.whole <= MOST}
        first = counted[0] if counted else None
        if first and first.start == 1 and 1 in ends and norm(tokens, first.end) in OPENING:
            return True
        numbered = any({one.start, one.start - 1} & ends for one in counted)
        weeks = any(some.weeks < LATE and not some.bound for some in gestations(tokens))
        return numbered and (weeks or len({one.id for one in counted}) > 1)

    def is_of_anybody(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """`do they test after three losses?`: a rule is asked about, and nobody's losses are told."""
        words = {token.norm for token in tokens}
        general = bool(self.general & words) or (norm(tokens, 0) in MODALS and norm(tokens, 1) in ANYBODY)
        return mention.id in COUNTED and general and not HERS & words
