"""A loss told first and named after it: `we lost our daughter at 30 weeks, she was stillborn` is one loss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yarrow.language.loss_events import LossEvent
from yarrow.language.text import Sentence

SUBJECTS = frozenset({"he", "she", "it", "they", "who", "which", "baby"})
WAS = frozenset({"was", "were"})
UNNAMED = "unknown_loss"
ONE = ("said", "one", "another", "number")


def named_once(sentences: Sequence[Sentence], events: Sequence[LossEvent]) -> list[LossEvent]:
    """The events without those that only name the loss told just before; that one takes over the name."""
    found: list[LossEvent] = []
    for event in events:
        if found and _names(sentences, found[-1], event):
            found[-1] = replace(found[-1], kind=event.kind)
        else:
            found.append(event)
    return found


def _names(sentences: Sequence[Sentence], told: LossEvent, event: LossEvent) -> bool:
    """Whether this says of one loss without a name what it was: `she was`, in the same sentence or the next."""
    if told.kind != UNNAMED or told.count != 1 or event.count != 1 or not {told.how, event.how} <= set(ONE):
        return False
    before = [token.norm for token in sentences[event.sentence].tokens[: event.start]][-2:]
    is_said_of_it = len(before) == 2 and before[0] in SUBJECTS and before[1] in WAS
    return is_said_of_it and event.sentence - told.sentence <= 1
