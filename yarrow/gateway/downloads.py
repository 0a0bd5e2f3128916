"""The brief as a file: made aside, so that no message waits for it, and handed out with safe headers."""

from __future__ import annotations

import asyncio
from datetime import date
from html import escape

import structlog
from starlette.requests import Request
from starlette.responses import Response

from yarrow.brief.handout import AUDIENCES, MEDIA_TYPES, Order
from yarrow.brief.page import SHEET
from yarrow.brief.paper import PaperUnavailableError
from yarrow.clinical.brief import Audience
from yarrow.gateway import words
from yarrow.gateway.parts import Parts
from yarrow.gateway.problems import Fault, Problem
from yarrow.intake.case import Case

log = structlog.get_logger(__name__)
# Forms that take long enough to be made one after the other; the others take some milliseconds.
SLOW = frozenset({"pdf", "fhir.json"})
NOTHING_ELSE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class Downloads:
    """Makes files and answers with them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def made(self, order: Order, case: Case) -> Response:
        """The file. Raises Problem: 409 if nothing was told yet, 503 if it cannot be made now."""
        content = await self.drawn(order, case)
        if content is None:
            raise Problem(409, "nothing-told", words.NOTHING_TOLD)
        return Response(content, headers=headers(order))

    async def drawn(self, order: Order, case: Case) -> bytes | None:
        """What is in the file; None before consent, or if nothing was told yet. Raises Problem 503."""
        if case.standing.consent is not True:
            return None
        threads = self._parts.threads
        aside = threads.paper if order.form in SLOW else threads.record
        try:
            async with asyncio.timeout(self._parts.pace.paper_timeout):
                return await aside(self._parts.services.front_desk.handout, case, order)
        except TimeoutError:
            log.warning("paper late", form=order.form)
            raise Problem(503, "paper-late", words.PAPER_LATE, retry_after=30) from None
        except PaperUnavailableError as missing:
            log.error("no paper", reason=str(missing))
            raise Problem(503, "no-paper", words.NO_PAPER) from None


def headers(order: Order) -> dict[str, str]:
    """What goes with the file: a page is shown, anything else is kept; under a name that tells nothing."""
    way = "inline" if order.form == "html" else "attachment"
    found = {
        "Content-Type": MEDIA_TYPES[order.form],
        "Content-Disposition": f'{way}; filename="{file_name(order, order.at.date())}"',
        "Cache-Control": "no-store",
    }
    policies = SHEET.policy if order.form == "html" else NOTHING_ELSE
    return {**found, "Content-Security-Policy": policies}


def file_name(order: Order, today: date) -> str:
    """`summary-2026-11-22.pdf`: neither what it is about nor of whom."""
    whom = "-for-the-clinic" if order.audience == "clinician" else ""
    return f"summary{whom}-{today.isoformat()}.{order.form}"


def audience_of(request: Request) -> Audience:
    """For whom the copy is (`?for=`), the patient unless told otherwise. Raises Problem 422."""
    given = request.query_params.get("for", "patient")
    for audience in AUDIENCES:
        if given == audience:
            return audience
    raise Problem(422, "wrong-form", words.WRONG_FORM, faults=[Fault("for", f"one of {', '.join(AUDIENCES)}")])


def as_page(problem: Problem) -> Response:
    """The problem's sentence as a page, for who has opened a link in a browser."""
    sentence = escape(problem.sentence)
    content = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Summary</title><main><p>{sentence}</p></main></html>"
    )
    held = {"Content-Security-Policy": NOTHING_ELSE, "Cache-Control": "no-store"}
    return Response(content, problem.status, held, media_type="text/html")
