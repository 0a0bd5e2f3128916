"""How what is told of losses joins what was told before: one entry for each, and a count that agrees with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import LOSS_PATH, History
from yarrow.clinical.told_loss import COUNTED, LOSS, detail, free_index, indexes, merge_loss, to_describe

VIABLE_WEEKS = 24
# Words so general that a more exact one may take their place.
GENERAL = ("unknown_loss", None)
CORRECTABLE = ("unknown_loss", "miscarriage_clinical", "biochemical", None)


@dataclass(frozen=True)
class Agreed:
    """Facts whose count and losses agree; or the two counts (before, now) that do not, to be asked about."""

    facts: tuple[Fact, ...]
    counts: tuple[int, int] | None = None


def entries(history: History) -> dict[int, dict[str, Any]]:
    """The losses described so far, by their place."""
    return {place: told for place in indexes(history) if (told := detail(history, place))}


def counted(losses: Iterable[Mapping[str, Any]]) -> int:
    """How many of the losses belong in `losses_count` (coding.md, Losses)."""
    return sum(1 for loss in losses if loss.get("type") in COUNTED and (loss.get("weeks") or 0) < VIABLE_WEEKS)


def placed(
    history: History, facts: Iterable[Fact], *, asked: int | None = None, correcting: bool = False
) -> tuple[Fact, ...]:
    """The facts with each loss at its place: the one asked about, one already told, or the next free one."""
    taken: set[int] = set()
    result: list[Fact] = []
    ordered = sorted(facts, key=lambda fact: bool(LOSS_PATH.fullmatch(fact.path)))
    for fact in ordered:
        part = LOSS.fullmatch(fact.path)
        if part and part.group(2) and fact.status is Status.PRESENT:
            detail_told = {part.group(2): fact.value}
            result.append(merge_loss(history.adding(result), int(part.group(1)), detail_told, fact.provenance))
            continue
        if not LOSS_PATH.fullmatch(fact.path) or not isinstance(fact.value, dict):
            result.append(fact)
            continue
        now = history.adding(result)
        told = {key: part for key, part in fact.value.items() if part is not None}
        place = asked if asked is not None and asked not in taken else _place(now, told, taken, correcting)
        taken.add(place)
        result.append(replace(fact, path=f"losses[{place}]", value={**detail(now, place), **told}))
    return tuple(result)


def agreed(history: History, facts: Iterable[Fact], *, correcting: bool = False, asked: bool = False) -> Agreed:
    """The facts with a count that agrees with the losses told, or the two counts that do not.

    `correcting`: the patient says that an earlier word was wrong. `asked`: the count itself was the question.
    """
    facts = tuple(facts)
    before, now = history.value("losses_count"), _count_in(facts)
    had, have = (counted(entries(part).values()) for part in (history, history.adding(facts)))
    if now is None:
        return _without_count(facts, before, had, have, correcting)
    if before is not None and now < before and have == had and not (correcting or asked) and _describes(facts):
        # A loss told again says nothing of the others.
        return Agreed(tuple(fact for fact in facts if fact.path != "losses_count"))
    trusted = correcting or asked or before is None or now in (before, before + have - had)
    if now >= have and trusted:
        return Agreed(facts)
    rest = tuple(fact for fact in facts if fact.path != "losses_count")
    return Agreed(rest, (before if before is not None and before != now else have, now))


def _without_count(facts: tuple[Fact, ...], before: Any, had: int, have: int, correcting: bool) -> Agreed:
    if before is None or have == had:
        return Agreed(facts)
    if have <= before and not (correcting and have < had):
        return Agreed(facts)
    if not correcting:
        return Agreed(facts, (before, have))
    changed = before - (had - have) if have < had else have
    origin = next(fact.provenance for fact in facts if LOSS_PATH.fullmatch(fact.path))
    return Agreed((*facts, Fact("losses_count", Status.PRESENT, max(changed, have), origin)))


def _place(history: History, told: Mapping[str, Any], taken: set[int], correcting: bool) -> int:
    known = entries(history)
    free = [place for place in known if place not in taken]
    for fits in (_same, _may_become) if correcting else (_same,):
        found = [place for place in free if fits(known[place], told)]
        if found:
            return found[0]
    if told.get("type") in COUNTED:
        empty = [place for place in to_describe(history) if place not in known and place not in taken]
        if empty:
            return empty[0]
    return max(free_index(history), max(taken, default=-1) + 1)


def _same(known: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """The same loss, told again or more exactly: nothing contradicts, and something new or shared beside the word."""
    if known.get("type") != told.get("type") and known.get("type") not in GENERAL:
        return False
    if known.get("weeks") is None or told.get("weeks") is None:
        return known.get("type") in GENERAL or (known.get("weeks") is None and told.get("weeks") is not None)
    return bool(known["weeks"] == told["weeks"])


def _may_become(known: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    weeks, now = known.get("weeks"), told.get("weeks")
    return known.get("type") in CORRECTABLE and (weeks is None or now is None or weeks == now)


def _describes(facts: Iterable[Fact]) -> bool:
    return any(LOSS_PATH.fullmatch(fact.path) for fact in facts)


def _count_in(facts: Iterable[Fact]) -> int | None:
    counts = [fact.value for fact in facts if fact.path == "losses_count" and fact.status is Status.PRESENT]
    return counts[-1] if counts and isinstance(counts[-1], int) else None
