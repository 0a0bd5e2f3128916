"""What a form on the pages sends; what is wrong with it becomes a problem that is told in words."""

from __future__ import annotations

from starlette.requests import Request

from yarrow.gateway import words
from yarrow.gateway.problems import Problem
from yarrow.web import form
from yarrow.web.form import Form, FormRefused

SENTENCES = {"other-site": words.OTHER_SITE, "too-slow": words.TOO_SLOW}


async def read(request: Request) -> Form:
    """The form. Raises Problem: 403 from another site, 415 if it is no form, 400 or 408 if it did not come whole."""
    try:
        return await form.read(request)
    except FormRefused as refused:
        raise _told(refused) from None


def check_site(request: Request) -> None:
    """Raise Problem 403 if another site sent this form."""
    try:
        form.check_site(request)
    except FormRefused as refused:
        raise _told(refused) from None


def _told(refused: FormRefused) -> Problem:
    return Problem(refused.status, refused.kind, SENTENCES.get(refused.kind, words.WRONG_FORM))
