"""The pages without a conversation: a clinic's home page for demonstration, and the widget filling a page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from yarrow.gateway.pages.sheet import Sheets
from yarrow.gateway.problems import not_found


class ShopWindow:
    """What can be looked at before anything is said."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets = sheets

    async def home(self, _request: Request) -> Response:
        """An invented clinic's home page with the widget; without demonstration the conversation itself."""
        if not self._sheets.site.demo:
            return RedirectResponse("/talk", 303)
        return self._sheets.page("clinic.html", scripted=True)

    async def talk(self, _request: Request) -> Response:
        """The widget, filling the page."""
        return self._sheets.page("talk.html", scripted=True)

    async def integrate(self, _request: Request) -> Response:
        """How the widget gets onto a website. Raises Problem 404 where nothing is demonstrated."""
        if not self._sheets.site.demo:
            raise not_found()
        return self._sheets.page("integrate.html", scripted=True)
