"""What is told of each loss: kind, completed weeks, how it was confirmed (reference coding manual, Losses)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from yarrow.language.gestation import Gestation, gestations
from yarrow.language.loss_events import LossEvent
from yarrow.language.loss_parts import Part, listed_weeks, parts
from yarrow.language.numbers import ordinal
from yarrow.language.text import Sentence, Token

PRONOUNS = frozenset({"one", "another", "other", "last", "latest", "next"})
ALL = frozenset({"both", "all", "each"})
NOT_A_LOSS = frozenset({
    "trimester", "week", "weeks", "time", "scan", "pregnancy", "baby", "child", "month", "day", "of", "year", "line",
    "son", "daughter", "test", "appointment", "hour", "side", "ovary", "tube", "cycle", "night", "years", "months",
    "round", "transfer", "degree",
})  # fmt: skip
CONFIRMED = {
    "histology": {"histology", "pathology", "histopathology", "microscope", "lab"},
    "scan": {"scan", "scans", "scanned", "ultrasound", "us", "uss", "sonographer", "sonogram", "tvs", "transvaginal"},
    "blood": {"blood", "bloods", "hcg", "beta", "betas"},
    "urine": {"urine", "hpt", "hpts", "peestick"},
}
NOT_BLOOD = frozenset({"clots", "clot", "loss", "heavy", "lots", "losing", "everywhere"})
MEASURED = frozenset({"measured", "measuring", "measure", "size", "stopped", "growing", "found", "dated", "scan"})
DEFAULT = "unknown_loss"
# How a loss showed, which is no further loss: `the first was at 9 weeks, there was no heartbeat`.
SIGNS = frozenset({"heartbeat", "heart", "growing"})


@dataclass(frozen=True)
class LossItem:
    """One loss as told. `place`: its ordinal ('second' → 2) or None. `event`: the words it comes from, if any."""

    kind: str
    weeks: int | None = None
    confirmed: str | None = None
    place: int | None = None
    event: LossEvent | None = None
    said_kind: bool = False


@dataclass
class Marker:
    """Tokens that begin to tell of `count` losses in one sentence; what follows, up to the next, is told of them."""

    sentence: int
    start: int
    end: int
    count: int
    place: int | None = None
    event: LossEvent | None = None
    whole: bool = False


def loss_items(sentences: Sequence[Sentence], events: Sequence[LossEvent], *, about_losses: bool) -> list[LossItem]:
    """Each loss told of, in order; a plain number of losses of one kind gives one item for each."""
    spelt = {id(event): some for event in events if (some := parts(sentences, event, events))}
    markers = _markers(sentences, events, spelt)
    if not about_losses and sum(marker.place is not None for marker in markers) < 2:
        return []
    if not markers:
        return _alone(sentences)
    items = [LossItem(DEFAULT, weeks) for weeks in _listed_before(sentences, markers)]
    shared: list[LossItem] = []
    for position, marker in enumerate(markers):
        told = _told(sentences, markers, position)
        (shared if marker.whole and marker.event is None else items).extend(told)
    return _spread([_kinded(item) for item in _without_umbrellas(items, spelt)], shared)


def _alone(sentences: Sequence[Sentence]) -> list[LossItem]:
    """`8 weeks, they saw it on a scan`: the one loss that is spoken of."""
    tokens = [token for sentence in sentences for token in sentence.tokens]
    listed = listed_weeks(tokens)
    if listed:
        return [_kinded(LossItem(DEFAULT, some)) for some in listed]
    weeks = [some.weeks for some in gestations(tokens) if not some.bound]
    confirmed = _confirmed(tokens)
    if not weeks and not confirmed:
        return []
    return [_kinded(LossItem(DEFAULT, _one(tokens, 0, len(tokens), weeks), confirmed))]


def _listed_before(sentences: Sequence[Sentence], markers: Sequence[Marker]) -> list[int]:
    """`8 weeks, 6 weeks, 11 weeks and one was a chemical`: the weeks of the losses listed before the first word."""
    first = markers[0]
    return [] if first.place or first.whole else listed_weeks(sentences[first.sentence].tokens[: first.start])


def _markers(
    sentences: Sequence[Sentence], events: Sequence[LossEvent], spelt: Mapping[int, list[Part]]
) -> list[Marker]:
    markers: list[Marker] = []
    for number, sentence in enumerate(sentences):
        mine = [event for event in events if event.sentence == number and event.how != "none" and event.count != 0]
        taken = {place for event in mine for place in range(event.start, event.end)}
        loose = [part for event in mine for part in spelt.get(id(event), ()) if part.event is None]
        taken |= {place for part in loose for place in range(part.start, part.end)}
        found = [Marker(number, event.start, event.end, event.count or 0, _place(event), event) for event in mine]
        found += [Marker(number, part.start, part.end, part.count) for part in loose]
        found += _pronouns(number, sentence.tokens, taken)
        markers.extend(_joined(sentence.tokens, sorted(found, key=lambda marker: marker.start)))
    return markers


def _place(event: LossEvent) -> int | None:
    return event.count if event.how == "ordinal" else None


def _pronouns(number: int, tokens: Sequence[Token], taken: set[int]) -> list[Marker]:
    """`the first`, `second one`, `one`, `another`, `both`, where no loss word follows at once."""
    found: list[Marker] = []
    for at, token in enumerate(tokens):
        if at in taken:
            continue
        place = ordinal(tokens, at)
        end = place[1] if place else at + 1
        after = tokens[end].norm if end < len(tokens) else ""
        if token.norm in ALL and after not in NOT_A_LOSS:
            found.append(Marker(number, at, end, 0, whole=True))
        elif (place or token.norm in PRONOUNS) and after not in NOT_A_LOSS and end not in taken:
            found.append(Marker(number, at, end, 1, place[0] if place else None))
        elif (place or token.norm in PRONOUNS) and after in ("pregnancy", "baby", "time"):
            found.append(Marker(number, at, end + 1, 1, place[0] if place else None))
    return [marker for position, marker in enumerate(found) if not _is_tail(tokens, found, position)]


def _is_tail(tokens: Sequence[Token], found: list[Marker], position: int) -> bool:
    """The `one` of `second one`, or of `one of them`, `the last one`."""
    marker = found[position]
    before = tokens[marker.start - 1].norm if marker.start else ""
    return (position > 0 and found[position - 1].end == marker.start) or before in (
        "no",
        "any",
        "this",
        "that",
        "which",
    )


def _joined(tokens: Sequence[Token], markers: list[Marker]) -> list[Marker]:
    """`one was a chemical`: the pronoun and the loss word tell of the same loss."""
    joined: list[Marker] = []
    for marker in markers:
        last = joined[-1] if joined else None
        if last and last.count <= 1 and not last.whole and _is_sign(tokens, marker):
            joined[-1] = last if last.event else replace_marker(last, marker)
            continue
        if last and _is_loose(last) and marker.event and marker.event.count == 1:
            between = [token.norm for token in tokens[last.end : marker.start]]
            parted = {",", "and", "then"} & set(between[:-1]) or between[-1:] == ["and"]
            if not parted or not gestations(tokens[last.end : marker.start]):
                joined[-1] = replace_marker(last, marker)
                continue
        joined.append(marker)
    return joined


def _is_loose(marker: Marker) -> bool:
    """Whether it is one loss that no word of a loss belongs to yet."""
    return marker.event is None and not marker.whole and marker.count <= 1


def _is_sign(tokens: Sequence[Token], marker: Marker) -> bool:
    mention = marker.event.mention if marker.event else None
    return mention is not None and any(token.norm in SIGNS for token in tokens[mention.start : mention.end])


def replace_marker(pronoun: Marker, named: Marker) -> Marker:
    """One marker from the pronoun's start on, of the named loss."""
    return Marker(pronoun.sentence, pronoun.start, named.end, 1, pronoun.place or named.place, named.event)


def _told(sentences: Sequence[Sentence], markers: list[Marker], position: int) -> list[LossItem]:
    """The items of one marker, with the weeks and confirmation said between it and the next."""
    marker = markers[position]
    tokens = sentences[marker.sentence].tokens
    here = [other for other in markers if other.sentence == marker.sentence]
    index = here.index(marker)
    stop = here[index + 1].start if index + 1 < len(here) else len(tokens)
    listed = index == 0 and bool(listed_weeks(tokens[: marker.start]))
    begin = 0 if index == 0 and not listed else marker.start
    weeks = _weeks(tokens, begin, stop, marker)
    confirmed = _confirmed(tokens[begin:stop])
    kind = marker.event.kind if marker.event else DEFAULT
    item = LossItem(kind, None, confirmed, marker.place, marker.event, said_kind=marker.event is not None)
    if marker.whole and marker.event is None:
        return [replace(item, weeks=weeks[0] if len(set(weeks)) == 1 else None)]
    count = 1 if marker.place else max(marker.count, 1)
    if count > 1 and len(weeks) == count:
        return [replace(item, weeks=some) for some in weeks]
    if count == 1 and _one_each(tokens, marker, weeks, begin, stop):
        return [replace(item, weeks=some) for some in weeks]
    single = _one(tokens, begin, stop, weeks) if count == 1 else None
    if count == 1 and single is None and weeks:
        single = weeks[-1]
    return [replace(item, weeks=single)] * count


def _one_each(tokens: Sequence[Token], marker: Marker, weeks: list[int], begin: int, stop: int) -> bool:
    """`miscarried at 6 weeks, then 9 weeks`: a loss for each number of weeks, unless one is a size on scan."""
    said = marker.event is not None and marker.event.how == "said"
    sizes = any(some.scan for some in gestations(tokens[begin:stop]))
    words = {token.norm for token in tokens[marker.end : stop]}
    return (
        said and len(weeks) > 1 and not sizes and bool(words & {"then", "and", "&", "again"}) and not words & MEASURED
    )


def _weeks(tokens: Sequence[Token], begin: int, stop: int, marker: Marker) -> list[int]:
    """The weeks said in the stretch, a list without units included (`at 6, 8 and 10 weeks`)."""
    found: list[int] = []
    for gestation in gestations(tokens):
        if not begin <= gestation.start < stop or gestation.bound:
            continue
        found.extend(_listed(tokens, gestation, begin))
        found.append(gestation.weeks)
    return found


def _listed(tokens: Sequence[Token], gestation: Gestation, begin: int) -> list[int]:
    """Numbers joined to this one by commas or `and`, which share its unit."""
    found: list[int] = []
    at = gestation.start - 1
    while at - 1 >= begin and tokens[at].norm in (",", "and", "&", "at") and at:
        if tokens[at].norm == "at" or tokens[at - 1].norm in (",", "at"):
            at -= 1
            continue
        if not tokens[at - 1].norm.isdecimal() or tokens[at - 2].norm == "+":
            break
        found.insert(0, int(tokens[at - 1].norm))
        at -= 2
    return found


def _one(tokens: Sequence[Token], begin: int, stop: int, weeks: list[int]) -> int | None:
    """Of several weeks told of one loss the size on scan counts (coding manual); else the only one told."""
    scans = [some.weeks for some in gestations(tokens) if some.scan and begin <= some.start < stop]
    if scans:
        return scans[-1]
    return weeks[0] if weeks else None


def _confirmed(tokens: Sequence[Token]) -> str | None:
    words = [token.norm for token in tokens]
    for name, names in CONFIRMED.items():
        for at, word in enumerate(words):
            after = words[at + 1] if at + 1 < len(words) else ""
            if (
                word in names
                and not (word.startswith("blood") and after in NOT_BLOOD)
                and not _is_pronoun_us(words, at)
            ):
                return name
    return None


def _is_pronoun_us(words: list[str], at: int) -> bool:
    return words[at] == "us" and (at == 0 or words[at - 1] not in ("by", "on", "an", "the"))


def _without_umbrellas(items: list[LossItem], spelt: Mapping[int, list[Part]]) -> list[LossItem]:
    """Items without those of a plain number that later items spell out. `spelt`: the parts, by event."""
    events = {id(item.event): item.event for item in items if item.event and item.event.how == "number"}
    named = {id(part.event) for some in spelt.values() for part in some if part.event}
    for event in events.values():
        if id(event) in named or (event.count or 0) < 2:
            continue
        rest = [item for item in items if item.event is not event]
        told = [item for item in rest if item.event is None or event.kind == DEFAULT or item.place]
        bare = all(item.weeks is None and item.confirmed is None for item in items if item.event is event)
        if bare and told and len(told) <= (event.count or 0):
            items = [replace(item, kind=event.kind) if item.event is None else item for item in rest]
    return items


def _kinded(item: LossItem) -> LossItem:
    """Her own word first; `lost` with weeks or a scan is a miscarriage, from 24 weeks on a stillbirth."""
    if item.kind != DEFAULT:
        return item
    if item.weeks is not None and item.weeks >= 24:
        return replace(item, kind="stillbirth")
    return replace(item, kind="miscarriage_clinical") if item.weeks is not None or item.confirmed == "scan" else item


def _spread(items: list[LossItem], shared: list[LossItem]) -> list[LossItem]:
    """What is said of all of them (`both at 7 weeks, on scan`) goes to each that lacks it."""
    for common in shared:
        items = [
            _kinded(replace(item, weeks=item.weeks if item.weeks is not None else common.weeks,
                            confirmed=item.confirmed or common.confirmed))
            for item in items
        ]  # fmt: skip
    return items
