"""Whether what is told can be of a loss that was told before."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.losses.anew import is_date
from yarrow.language.losses.detail import Detail
from yarrow.language.losses.head import COUNTED, MISCARRIAGE, UNKNOWN, Head
from yarrow.language.losses.loss import Group, Loss
from yarrow.language.losses.weeks import Week

ADDED = frozenset({"and", "plus", "&", "+", "then", "with", "also", "n"})
STOPPED = frozenset({"stopped", "measured", "measuring", "stop", "died"})
MOST_SMALLER = 6  # weeks that a scan may find it smaller than by dates
FIRST_TRIMESTER = 10  # weeks: hardly any is ended for medical reasons before
WILLED = frozenset({"termination", "tfmr"})


def is_treated(loss: Loss, head: Head) -> bool:
    """`a molar pregnancy, d&c at 11 weeks`: what was done for another outcome is no loss beside it."""
    done = head.mention is not None and head.mention.id == "treated"
    return done and loss.head is not None and loss.head.sentence == head.sentence and loss.kind not in COUNTED


def is_the_other(head: Head, between: Sequence[str], words: Sequence[str], last: Sequence[Loss | Group]) -> bool:
    """`2 losses, not 3, the other was an ectopic`: none of those that the number counts. `last`: what was told last."""
    alone = any(isinstance(part, Group) and not part.parts for part in last)
    split = {"one", "two", "1", "2"} & set(
        between[_after_comma(between) :]
    )  # "three losses, two early ones and the other …" tells of its parts
    return alone and not split and head.kind not in COUNTED and list(words[:1]) == ["other"]


def _after_comma(words: Sequence[str]) -> int:
    return max((at + 1 for at, word in enumerate(words) if word == ","), default=0)


def shows(loss: Loss, told: Detail) -> bool:
    """Whether a sign can be of this loss: a size on scan differs from the weeks by dates."""
    return agree(loss, UNKNOWN, told) or any(week.scan for week in told.weeks)


def agree(loss: Loss, kind: str, told: Detail) -> bool:
    """Whether nothing told contradicts that it is this loss."""
    alike = loss.kind == kind or UNKNOWN in (loss.kind, kind)
    weeks: Sequence[Week] = told.weeks
    same = loss.weeks is None or not weeks or loss.weeks in {week.weeks for week in weeks}
    return alike and (same or loss.visit or told.visit)


def is_named_at_last(loss: Loss, head: Head) -> bool:
    """`couldn't find anything, and the scan said complete mole`, `said goodbye to him, we ended it`: no miscarriage."""
    if loss.head is None or loss.head.sentence != head.sentence or head.joined or head.how not in ("one", "said"):
        return False
    unnamed = loss.head.mention is None or loss.head.is_sign
    return loss.kind in (UNKNOWN, MISCARRIAGE) and (
        (head.kind == "molar" and unnamed) or (head.kind in WILLED and head.definite and loss.kind == UNKNOWN)
    )


def is_named_next(loss: Loss, head: Head) -> bool:
    """`We lost our girl at 22 weeks. TFMR, she had no kidneys`: the next sentence opens with what it was."""
    told = loss.head
    if told is None or head.kind not in WILLED or head.how != "said" or head.start:
        return False
    return head.sentence == told.sentence + 1 and loss.kind == UNKNOWN and (loss.weeks or 0) >= FIRST_TRIMESTER


def wills(kind: str, named: str) -> bool:
    """Whether both are endings of a pregnancy that was decided on, so that one may be the other's name."""
    return {kind, named} <= WILLED


def is_named_after(last: Loss, head: Head, told: Detail, between: Sequence[str]) -> bool:
    """`one loss so far, a missed miscarriage at 9 weeks`, `period a week later (CP)`: the same loss, named."""
    first = last.head
    if first is None:
        return False
    one = (first.how == "number" and first.count == 1) or last.place is not None
    counted = one and last.kind == UNKNOWN and last.weeks is None
    alone = head.how in ("one", "said") and not set(between) & {*ADDED, "another"}
    unnamed = first.mention is None and last.kind == UNKNOWN and between[:1] != ["of"]
    aside = between[-1:] == ["("] and head.how == "said"
    # "the miscarriage in May was at 10 weeks, a missed one"
    aside = aside or (alone and first.definite and between[-1:] == [","] and not told.weeks)
    parted = any(is_date(word) for word in between)
    said = head.how == "said" and head.kind in (UNKNOWN, MISCARRIAGE) and last.kind in (UNKNOWN, MISCARRIAGE)
    # "a missed miscarriage, ultrasound showed baby stopped at 8 weeks"
    aside = aside or (alone and said and last.weeks is None and bool(told.weeks) and not parted)
    same = (alone and (counted or (unnamed and not told.weeks))) or aside
    return same and agree(last, head.kind, told)


def is_measured(last: Loss, head: Head, told: Detail, between: Sequence[str], words: Sequence[str]) -> bool:
    """`miscarried at 12 weeks, baby stopped at 10`: the size of the loss just told. `words`: those of the head."""
    size, dates = told.one, last.weeks
    if head.how != "said" or size is None or dates is None or not dates - MOST_SMALLER <= size < dates:
        return False
    return bool(STOPPED & set(words)) and not ADDED & set(between) and not any(is_date(word) for word in between)
