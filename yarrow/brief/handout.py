"""One brief as the file somebody asked for: a page, a PDF, plain JSON or FHIR."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from yarrow.clinical.brief import Audience, brief
from yarrow.clinical.triage import Triage, assess
from yarrow.intake.case import Case
from yarrow.intake.picture import discreet
from yarrow.intake.ports import Desk

Form = Literal["html", "pdf", "json", "fhir.json"]
FORMS: tuple[Form, ...] = get_args(Form)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
    "fhir.json": "application/fhir+json; fhirVersion=4.0",
}
# Told before the first question about health: nothing to write a brief of.
OPENING = frozenset({"consent", "for_whom", "locale", "lang"})


@dataclass(frozen=True)
class Order:
    """What is wanted, of which conversation, for whom, and when it was asked for (aware)."""

    conversation: str
    form: Form
    audience: Audience
    at: datetime


def handout(desk: Desk, case: Case, order: Order) -> bytes | None:
    """The file; None if nothing was told yet. Abuse is in none of them (DESIGN §4.5).

    Raises PaperUnavailableError if no PDF can be made on this machine, TimeoutError if making it takes too long.
    """
    told = discreet(case.history)
    if all(path in OPENING for path in told.latest):
        return None
    triage = assess(desk.protocol, case.history)
    return _fhir(desk, case, triage, order) if order.form == "fhir.json" else _drawn(desk, case, triage, order)


def _fhir(desk: Desk, case: Case, triage: Triage, order: Order) -> bytes:
    from yarrow.brief.fhir import bundle

    document = bundle(
        desk.protocol,
        case.history,
        triage,
        conversation=order.conversation,
        at=order.at,
        audience=order.audience,
        guidance=case.standing.guidance,
    )
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _drawn(desk: Desk, case: Case, triage: Triage, order: Order) -> bytes:
    # The template engine takes its time to load: only who wants a page waits for it.
    from yarrow.brief.page import page
    from yarrow.brief.press import press

    found = brief(
        desk.protocol,
        case.history,
        triage,
        audience=order.audience,
        today=order.at.date(),
        conversation=order.conversation,
        guidance=case.standing.guidance,
    )
    if order.form == "json":
        return json.dumps(found.to_json(), ensure_ascii=False).encode()
    return press(page(found)) if order.form == "pdf" else page(found).encode()
