"""A repeated question by the id of its template: `losses.type` is asked of the loss being told."""

from __future__ import annotations

from yarrow.clinical.question import Question
from yarrow.clinical.repeated import concrete
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk


def question_of_template(desk: Desk, case: Case, question_id: str | None) -> Question | None:
    """The question of the loss that lacks this detail, or of the first; without a condition, as the template is."""
    template = next((one for one in desk.protocol.questions if one.id == question_id and one.repeat), None)
    if template is None or template.repeat != "losses":
        return template
    told = case.history.flat.get("losses") or ()
    detail = template.id.partition(".")[2]
    lacking = (place for place, loss in enumerate(told) if detail and detail not in loss)
    return concrete(template, str(next(lacking, 0)), desk.protocol, case.history)
