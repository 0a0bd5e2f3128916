"""How many losses the patient has had, and what she tells of each (reference coding manual, Losses)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from yarrow.language.finder import Mention
from yarrow.language.loss_events import COUNTED, LossEvent, loss_events
from yarrow.language.loss_items import LossItem, loss_items
from yarrow.language.loss_named import named_once
from yarrow.language.loss_parts import listed_weeks, parts, pregnancies
from yarrow.language.numbers import every
from yarrow.language.text import Sentence

MOST_TOLD = 60  # losses told of in one message; a page that repeats itself is not read beyond
MOST = 20  # more than anyone reports; a number above it is read as something else
# What may follow a number that stands on its own.
ALONE = frozenset({
    "", ",", "but", "and", "-", ":", "(", "in", "actually", "sorry", "so", "altogether", "now", "i", "times", "total",
    "unfortunately",
})  # fmt: skip
CORRECTING = frozenset({"actually", "meant", "correction", "mistake"})
MENDING = frozenset({"wait", "sorry", "mean", "meant", "oops"})


@dataclass(frozen=True)
class LossReading:
    """What a text says of losses: the count (None if unsettled), whether to ask about it, each loss told."""

    count: int | None = None
    ask: bool = False
    items: tuple[LossItem, ...] = ()
    start: int = 0
    end: int = 0
    told: bool = False


def read_losses(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], *, asked: str | None, known: dict[str, Any]
) -> LossReading:
    """The losses of a message, given the question open and the facts known."""
    events = named_once(sentences, loss_events(sentences, mentions))[:MOST_TOLD]
    bare = _bare_total(sentences, events, asked, known)
    about_losses = bool(events) or _asks_for_losses(asked) or bare is not None
    items = loss_items(sentences, events, about_losses=about_losses)
    carried = pregnancies(sentences)
    if not events and bare is None and not items:
        return LossReading(ask=True, told=True) if carried and asked == "losses_count" else LossReading()
    count, ask = _count(sentences, events, bare, items, asked)
    if count is None and carried:
        count, ask = _of_pregnancies(sentences, events, list(carried.values()))
    places = [(event.mention.first, event.mention.last) for event in events] or _span(sentences)
    kept = tuple(items) if _tells_more(events, items) else ()
    return LossReading(
        count, ask, kept, min(place[0] for place in places), max(place[1] for place in places), told=True,
    )  # fmt: skip


def _of_pregnancies(
    sentences: Sequence[Sentence], events: Sequence[LossEvent], carried: Sequence[int]
) -> tuple[int | None, bool]:
    """`Pregnant 3 times and lost all of them` is three; where outcomes are untold none, and it is asked."""
    words = {token.norm for event in events for token in sentences[event.sentence].tokens}
    counted = [event for event in events if event.kind in COUNTED and event.how != "none"]
    every_one = bool(counted) and len(counted) == len(events) and bool(words & {"all", "both", "every", "each"})
    return (carried[0], False) if every_one and len(carried) == 1 else (None, True)


def _asks_for_losses(asked: str | None) -> bool:
    """Whether the open question is about losses as a whole, not about one detail of one."""
    return bool(asked) and str(asked).startswith("loss") and "." not in str(asked)


def _span(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    return [(sentences[0].tokens[0].start, sentences[-1].tokens[-1].end)]


def _bare_total(
    sentences: Sequence[Sentence], events: Sequence[LossEvent], asked: str | None, known: dict[str, Any]
) -> int | None:
    """`it was three, one was ectopic`: a number on its own, when losses are what is spoken of."""
    vague = bool(events) and all(event.how == "vague" for event in events)
    if asked != "losses_count" and "losses_count" not in known and not vague:
        return None
    corrected = any(token.norm in CORRECTING for sentence in sentences for token in sentence.tokens)
    if any((event.count or 0) > 1 for event in events) or (not events and asked != "losses_count" and not corrected):
        return None
    found: list[int] = []
    carried = pregnancies(sentences)
    for number, sentence in enumerate(sentences):
        for quantity in () if listed_weeks(sentence.tokens) else every(sentence.tokens):
            after = sentence.tokens[quantity.end].norm if quantity.end < len(sentence.tokens) else ""
            inside = any(event.sentence == number and event.start <= quantity.start < event.end for event in events)
            inside = inside or (number, quantity.start) in carried
            if not inside and quantity.is_settled and after in ALONE and quantity.whole <= MOST:
                found.append(quantity.whole)
    if len(found) > 1 and set(found) == {1}:
        return len(found)
    mended = any(token.norm in MENDING for sentence in sentences for token in sentence.tokens)
    return found[-1 if mended else 0] if found else None


def _count(
    sentences: Sequence[Sentence], events: list[LossEvent], bare: int | None, items: list[LossItem], asked: str | None
) -> tuple[int | None, bool]:
    """The number of her own losses before 24 weeks, and whether it must be asked about."""
    told = [event for event in events if event.how != "none"]
    denied = [event for event in events if event.how == "none" and event.count == 0 and event.kind in COUNTED]
    counted = [event for event in told if event.kind in COUNTED]
    if bare is not None:
        return bare - _excluded([event for event in told if not event.joined]), False
    if not counted:
        if denied and all(event.kind in ("miscarriage_clinical", "unknown_loss") for event in denied[:1]):
            return 0, not all(event.exact for event in denied)
        return _from_items(items, asked)
    whole = _umbrella(sentences, told)
    if whole is not None and whole.count is not None:
        return _below(whole, told, spelt=bool(parts(sentences, whole, told)))
    ordinals = [event.count for event in counted if event.how == "ordinal" and event.count]
    others = [event for event in counted if event.how not in ("ordinal", "more")]
    more = sum(event.count or 0 for event in counted if event.how == "more") + _one_more(sentences, counted)
    if any(event.count is None or event.count > MOST for event in others):
        return (max(ordinals), True) if ordinals else (None, True)
    if all(_is_late(event, items) for event in counted):
        return None, False
    total = sum(event.count or 0 for event in others if not _is_late(event, items))
    if ordinals:
        total = max(max(ordinals), total)
    listed = [item for item in items if item.event is None or item.event.how != "more"]
    total = max(total, sum(1 for item in listed if item.kind in COUNTED and (item.weeks or 0) < 24))
    return total + more, not all(event.exact for event in counted)


def _one_more(sentences: Sequence[Sentence], counted: Sequence[LossEvent]) -> int:
    """`a couple of early miscarriages and one at 13 weeks`: one besides the number."""
    for event in counted:
        words = [token.norm for token in sentences[event.sentence].tokens[event.end :]]
        if (
            event.how == "number"
            and words[:1] in (["and"], ["plus"])
            and words[1:3] in (["one", "at"], ["one", "in"], ["another", "at"])
        ):
            return int(words.count("one") + words.count("another") == 1)
    return 0


def _is_late(event: LossEvent, items: list[LossItem]) -> bool:
    """`lost my baby at 26 weeks` is a stillbirth, which is not in the count."""
    return any(item.event is event and item.kind not in COUNTED for item in items)


def _from_items(items: list[LossItem], asked: str | None) -> tuple[int | None, bool]:
    """`first at 8 weeks, second at 6w2d`: as many as are told."""
    counted = [item for item in items if item.kind in COUNTED]
    if len(counted) < 2 or (asked or "").startswith("losses["):
        return None, False
    return len(counted), False


def _excluded(events: Sequence[LossEvent]) -> int:
    return sum(event.count or 0 for event in events if event.kind not in COUNTED)


def _umbrella(sentences: Sequence[Sentence], told: list[LossEvent]) -> LossEvent | None:
    """The event whose number covers others: `4 losses: two chemicals, …`, `2 mcs and a chemical, so 3 losses`."""
    for event in told:
        if parts(sentences, event, told):
            return event
    generic = [
        event for event in told if event.kind == "unknown_loss" and event.how == "number" and (event.count or 0) > 1
    ]
    for event in generic:
        others = sum(other.count or 0 for other in told if other is not event and not other.joined)
        if others <= (event.count or 0) and len(told) > 1:
            return event
    for event in told:
        if event.how == "number" and (event.count or 0) > 1 and _lists(sentences, event, told):
            return event
    return None


def _lists(sentences: Sequence[Sentence], event: LossEvent, told: list[LossEvent]) -> bool:
    """Whether what follows spells the event out: after a colon or bracket, or `one of them`, `one was`, `including`."""
    tokens = sentences[event.sentence].tokens
    after = tokens[event.end].norm if event.end < len(tokens) else ""
    rest = sum(other.count or 0 for other in told if other is not event)
    if after in (":", "(", "-") and 0 < rest <= (event.count or 0):
        return True
    words = [token.norm for token in tokens[event.end :]]
    nexts = [
        other for other in told if other is not event and (other.sentence, other.start) > (event.sentence, event.start)
    ]
    marked = (
        any(
            pair
            in (
                ("one", "was"),
                ("of", "them"),
                ("of", "which"),
                ("them", "was"),
                ("1", "was"),
                ("of", "those"),
                ("one", "of"),
            )
            for pair in pairwise(words)
        )
        or "including" in words
    )
    return marked and bool(nexts) and rest <= (event.count or 0)


def _below(whole: LossEvent, told: list[LossEvent], *, spelt: bool) -> tuple[int | None, bool]:
    """The umbrella's number without the outcomes that do not count, plus what was added with `and`."""
    later = [event for event in told if event is not whole]
    adds = bool(later) and not spelt and later[0].joined and later[0].start >= whole.end
    first_added = later[0] if adds else None
    added = [first_added] if first_added and (first_added.count or 0) > 0 else []
    inside = [event for event in later if event not in added]
    total = (whole.count or 0) - _excluded(inside)
    total += sum(event.count or 0 for event in added if event.kind in COUNTED)
    return max(total, 0), not whole.exact


def _tells_more(events: Sequence[LossEvent], items: Sequence[LossItem]) -> bool:
    """A bare number gives no entries; kinds, weeks or a single loss do."""
    if any(item.weeks is not None or item.confirmed or item.kind not in COUNTED for item in items):
        return True
    told = [event for event in events if event.how != "none"]
    single = len(told) == 1 and (told[0].count or 0) == 1
    return single or len({event.kind for event in told}) > 1 or (bool(items) and not events)
