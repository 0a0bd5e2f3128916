"""One medicine after another: `I've had sulfasalazine, then methotrexate, and now Cimzia`, `put me on Clexane`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.pipeline import Target
from yarrow.language.text import Sentence

TRIED = frozenset({"had", "tried", "been", "was", "started", "through", "given", "began"})
NEXT = frozenset({"then", "now", "followed", "currently", "next", "finally", "after"})
SMALL = NEXT | {
    ",",
    "and",
    "by",
    "im",
    "on",
    "am",
    "i",
    "to",
    "that",
    "with",
    "a",
    "(",
    ")",
    "-",
    "onto",
    "these",
    "days",
}
CHANGED = frozenset({"switched", "swapped", "changed", "moved", "went", "transferred"})
NEAR = 8  # words back within which they were put on the first of several


def is_followed(target: Target, sentence: Sentence, targets: Sequence[Target]) -> bool:
    """Whether another medicine took its place: named behind it after a "then" or "now", or what it was changed to."""
    if target.kind != "medicine":
        return False
    words = [token.norm for token in sentence.tokens]
    if words[max(0, target.start - 1) : target.start] == ["from"] and CHANGED & set(words[: target.start]):
        return True  # `switched me to sulfasalazine from methotrexate`
    later = [one for one in targets if one.kind == "medicine" and one.start >= target.end]
    if not later or not TRIED & set(words[: target.start]):
        return False
    between = set(words[target.end : min(later, key=lambda one: one.start).start])
    return between <= SMALL and bool(between & NEXT)


def is_put_on(target: Target, sentence: Sentence) -> bool:
    """`He put me on Clexane for the next transfer`: begun, whatever it is for; `wants to put me on` is not."""
    if target.kind != "medicine":
        return False
    words = [token.norm for token in sentence.tokens[max(0, target.start - NEAR) : target.start]]
    rows = [" ".join(words[place : place + 3]) for place in range(len(words))]
    begun = any(row in ("put me on", "started me on", "has me on", "got me on") for row in rows)
    return begun and not {"to", "would", "will", "might", "could", "may"} & set(words)
