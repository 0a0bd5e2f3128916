"""How long they have been trying, said as the answer to whether they are: `yes, two years`, `about 14 months`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.duration import MONTHS, durations, in_unit
from yarrow.language.text import Sentence
from yarrow.language.understanding import Act, Asked, ReadFact

PLANNING, TRYING = "planning", "trying_months"
TO_COME = frozenset({"in", "another", "within", "after", "until", "till", "next", "least"})  # "not for another year"
TRIED = frozenset({"took", "tried", "was", "were", "stopped", "gave", "given", "before", "after", "finally"})
BYGONE = frozenset({"ago", "time", "old", "pregnant"})


def tried_for(
    asked: Asked, sentences: Sequence[Sentence], leads: Act | None, stated: Sequence[ReadFact]
) -> list[ReadFact]:
    """That they are trying, and for how many months; nothing where it says no, or the length is of something else."""
    if asked.fact != PLANNING or leads not in (None, "yes") or stated:
        return []
    for sentence in sentences:
        words = [token.norm for token in sentence.tokens]
        for length in durations(sentence.tokens):
            around = {*words[max(0, length.start - 2) : length.start]} & TO_COME
            around |= {*words[length.end : length.end + 1]} & BYGONE
            if length.low is None or around:
                continue
            span = (sentence.tokens[length.start].start, sentence.tokens[length.end - 1].end)
            months = in_unit(length.low, MONTHS)
            return [ReadFact(PLANNING, "present", True, *span), ReadFact(TRYING, "present", months, *span)]
    return []


def planning_told(facts: Sequence[ReadFact], sentences: Sequence[Sentence]) -> list[ReadFact]:
    """That they are trying, where it is told for how long: `trying 11 months`; not `we tried for two`."""
    if any(fact.path == PLANNING for fact in facts):
        return []
    for fact in facts:
        if fact.path == TRYING and fact.status == "present":
            near = {
                token.norm for one in sentences for token in one.tokens
                if one.tokens[0].start <= fact.start < one.tokens[-1].end
            }  # fmt: skip
            return [] if near & TRIED else [ReadFact(PLANNING, "present", True, fact.start, fact.end)]
    return []
