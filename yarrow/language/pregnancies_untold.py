"""More pregnancies than children, and not a word of a loss: `this is my sixth pregnancy and I have the one boy`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from yarrow.language.losses import LossReading, pregnancies
from yarrow.language.numbers import ordinal
from yarrow.language.text import Sentence
from yarrow.language.understanding import Ask, ReadFact

LIVING, LOST, PREGNANT = "live_births", "losses_count", "pregnant_now"


def ask_of_untold(
    sentences: Sequence[Sentence], losses: LossReading, facts: Sequence[ReadFact], known: Mapping[str, Any]
) -> Ask | None:
    """The question about losses, where the pregnancies that she counts are more than her children and this one."""
    told = {**known, **{fact.path: fact.value for fact in facts if fact.status == "present"}}
    if losses.count is not None or losses.items or LOST in told or LIVING not in told:
        return None
    ongoing = int(told.get(PREGNANT) == "yes")
    counted = max([0, *pregnancies(sentences).values()]) - ongoing
    before = max(_before_this(sentence) for sentence in sentences)
    return Ask(LOST, LOST) if max(counted, before) > int(told[LIVING]) else None


def _before_this(sentence: Sentence) -> int:
    """Pregnancies before the one she carries: `this is my sixth pregnancy`, `pregnant for the 4th time`; else 0."""
    words = [token.norm for token in sentence.tokens]
    for at in range(len(words)):
        nth = ordinal(sentence.tokens, at)
        if nth is None:
            continue
        after, before = words[nth[1] : nth[1] + 1], words[max(0, at - 4) : at]
        if (after == ["pregnancy"] and {"this", "my"} & set(before)) or (after == ["time"] and "pregnant" in before):
            return nth[0] - 1
    return 0
