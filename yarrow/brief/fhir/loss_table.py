"""The table of losses within the answers: a group for each, with what was asked of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from yarrow.brief.fhir.answers import Answer, why_not
from yarrow.brief.fhir.handover import Handover
from yarrow.brief.fhir.losses import loss_label
from yarrow.brief.fhir.terms import absent, coding
from yarrow.brief.fhir.words import REASONS, told
from yarrow.clinical import interview
from yarrow.clinical.fact import Fact
from yarrow.clinical.question import Question
from yarrow.clinical.told_loss import detail, indexes, to_describe

LOSSES = "losses"
Item = dict[str, Any]


def loss_table(handover: Handover, due: Collection[str]) -> Item | None:
    """All of them, those still to be described included; None if no loss was told of."""
    places = sorted({*indexes(handover.history), *to_describe(handover.history)})
    rows = [_loss(handover, place, due) for place in places]
    return {"linkId": LOSSES, "text": "Each pregnancy that ended", "item": rows} if rows else None


def _loss(handover: Handover, place: int, due: Collection[str]) -> Item:
    base = f"{LOSSES}[{place}]"
    whole = interview.find(handover.protocol, handover.history, base)
    details = [q.id for q in handover.protocol.questions if q.repeat == LOSSES and q.id != LOSSES]
    parts = [interview.find(handover.protocol, handover.history, base + name[len(LOSSES) :]) for name in details]
    rows = [row for part in parts if part and (row := _detail(handover, place, part, due))]
    fact = handover.history.latest.get(base)
    item: Item = {"linkId": base, "text": whole.text if whole else base}
    marks = _marks(fact, is_due=base in due)
    return {**item, **({"extension": marks} if marks else {}), **({"item": rows} if rows else {})}


def _marks(fact: Fact | None, *, is_due: bool) -> list[dict[str, Any]]:
    if fact is None:
        return [absent("not-asked")] if is_due else []
    return [*([absent(REASONS[fact.status])] if fact.status in REASONS else []), told(fact)]


def _detail(handover: Handover, place: int, part: Question, due: Collection[str]) -> Item | None:
    """One detail of one loss; None if it neither was nor would be asked."""
    fact = handover.history.latest.get(part.id)
    given = _answer(handover, place, part.id.rpartition(".")[2])
    if given is None and fact is None and part.id not in due:
        return None
    marks = [*([] if given else why_not(handover, part, due)), *([told(fact)] if fact else [])]
    item: Item = {"linkId": part.id, "text": part.text, **({"extension": marks} if marks else {})}
    return {**item, "answer": [given]} if given else item


def _answer(handover: Handover, place: int, name: str) -> Answer | None:
    value = detail(handover.history, place).get(name)
    if value is None:
        return None
    if isinstance(value, (int, float)):
        return {"valueDecimal": value}
    return {"valueCoding": coding(f"loss-{name}", str(value), loss_label(handover, name, str(value)))}
