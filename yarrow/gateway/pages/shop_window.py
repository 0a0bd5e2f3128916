"""The pages without a conversation: a clinic's home page for demonstration, and the widget filling a page."""

from __future__ import annotations

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from yarrow.gateway.pages.doors import Desk
from yarrow.gateway.pages.shelves import widget_shelf
from yarrow.gateway.problems import not_found
from yarrow.intake.case import Case, Standing
from yarrow.intake.turn import Message
from yarrow.web.logs import described

log = structlog.get_logger(__name__)


class ShopWindow:
    """What can be looked at before anything is said."""

    def __init__(self, desk: Desk) -> None:
        self._parts, self._sheets, self._channels = desk.doors.parts, desk.sheets, desk.doors.channels
        self._widget = widget_shelf()

    async def home(self, _request: Request) -> Response:
        """An invented clinic's home page with the widget; without demonstration the conversation itself."""
        if not self._sheets.site.demo:
            return RedirectResponse("/talk", 303)
        return self._sheets.page("clinic.html", scripted=True)

    async def talk(self, _request: Request) -> Response:
        """The widget, filling the page."""
        return self._sheets.page("talk.html", scripted=True)

    async def privacy(self, _request: Request) -> Response:
        """What is kept, where, who reads it, for how long, and what she may ask for."""
        apps = sorted({channel.title for channel in self._channels.values()})
        return self._sheets.page("privacy.html", opening=await self._opening(), apps=apps)

    async def _opening(self) -> tuple[Message, ...]:
        """What everybody is told and asked first; none if the protocol cannot be read now."""
        settings, front_desk = self._parts.settings, self._parts.services.front_desk
        standing = Standing(lang=settings.lang, guidance=settings.guidance)
        try:
            opened = await self._parts.threads.record(front_desk.open, standing, Case(standing=standing))
        except Exception as error:
            log.error("opening failed", **described(error))
            return ()
        return opened.messages

    async def integrate(self, request: Request) -> Response:
        """How the widget gets onto a website. Raises Problem 404 where nothing is demonstrated."""
        if not self._sheets.site.demo:
            raise not_found()
        origin = str(request.base_url).rstrip("/")
        return self._sheets.page("integrate.html", scripted=True, origin=origin, files=self._sizes())

    def _sizes(self) -> list[dict[str, str | int]]:
        """How large each file of the widget is, as it lies here and as it is sent."""
        items = [(name, self._widget.item(name)) for name in self._widget.names()]
        return [{"name": name, "plain": len(item.plain), "packed": len(item.packed)} for name, item in items if item]
