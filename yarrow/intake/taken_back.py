"""What a changed answer takes back of what was told before, beside what it says itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.clinical.history import LIST_FAMILIES, LOSS_PATH, History
from yarrow.clinical.question import Question
from yarrow.clinical.told_loss import LOSS, NEXT_LOSS, detail, indexes, is_counted
from yarrow.intake.ports import Desk
from yarrow.intake.taking import DETAILS, Heard, whole
from yarrow.intake.turn import Said


def taken_back(desk: Desk, history: History, question: Question, heard: Heard, said: Said) -> tuple[Fact, ...]:
    """Losses that were none after all, outcomes left out of their list, details another kind of loss has not."""
    origin = heard.facts[0].provenance if heard.facts else whole(said)
    if question.id == "losses_count":
        return tuple(_no_losses(history, heard, origin))
    if _outcomes(question):
        return tuple(_other_outcomes(history, question, heard, origin))
    return tuple(_idle_details(desk, history, question, heard, origin))


def without_known_outcomes(history: History, question: Question, heard: Heard) -> Heard:
    """What was heard without outcomes ticked again: they are there already, and would be counted twice."""
    if not _outcomes(question):
        return heard
    known = {detail(history, place).get("type") for place in indexes(history)} - {None}
    return replace(heard, facts=tuple(fact for fact in heard.facts if _type(fact) not in known))


def told_by(history: History, question: Question) -> list[str]:
    """The paths on which something was told that an answer to this question can say."""
    paths = {setting.path for option in question.options for setting in option.sets}
    family = question.fact if question.fact in LIST_FAMILIES else None
    return [
        path
        for path, fact in history.latest.items()
        if fact.status is Status.PRESENT and (path in paths or (family and path.partition(".")[0] == family))
    ]


def _no_losses(history: History, heard: Heard, origin: Provenance) -> Iterator[Fact]:
    if any(fact.path == "losses_count" and fact.value == 0 for fact in heard.facts):
        described = (place for place in indexes(history) if detail(history, place) and is_counted(history, place))
        yield from (Fact(f"losses[{place}]", Status.DENIED, None, origin) for place in described)


def _outcomes(question: Question) -> dict[str, str]:
    """The kinds of loss that the list's answers tell, by the answer."""
    return {
        option.value: str(setting.value["type"])
        for option in question.options
        for setting in option.sets
        if setting.path == NEXT_LOSS and isinstance(setting.value, dict)
    }


def _other_outcomes(history: History, question: Question, heard: Heard, origin: Provenance) -> Iterator[Fact]:
    kinds = _outcomes(question)
    kept = {kinds.get(value) for value in heard.chosen} | {_type(fact) for fact in heard.facts}
    if not heard.chosen:
        return
    for place in indexes(history):
        kind = detail(history, place).get("type")
        if kind in kinds.values() and kind not in kept:
            yield Fact(f"losses[{place}]", Status.DENIED, None, origin)


def _idle_details(desk: Desk, history: History, question: Question, heard: Heard, origin: Provenance) -> Iterator[Fact]:
    """The loss without the details that are not asked of the kind it is now said to be."""
    found = LOSS.fullmatch(question.fact or "")
    kind = next((_type(fact) for fact in heard.facts if _type(fact)), None)
    if not found or kind is None:
        return
    before = detail(history, int(found.group(1)))
    idle = {part for part in DETAILS if before.get(part) is not None and kind not in _asked_of(desk, part)}
    if idle and before.get("type") != kind:
        kept: dict[str, Any] = {key: part for key, part in before.items() if key not in idle}
        yield Fact(f"losses[{found.group(1)}]", Status.PRESENT, kept, origin)


def _asked_of(desk: Desk, part: str) -> tuple[str, ...]:
    return next((one.only for one in desk.protocol.questions if one.id == f"losses.{part}"), ())


def _type(fact: Fact) -> Any:
    return fact.value.get("type") if LOSS_PATH.fullmatch(fact.path) and isinstance(fact.value, dict) else None
