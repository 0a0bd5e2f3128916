"""The addresses of the pages. None of them is part of the API, so none is in its description."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from yarrow.gateway.pages.sheet import Sheets
from yarrow.gateway.pages.shelf import own_shelf, widget_shelf
from yarrow.gateway.pages.shop_window import ShopWindow
from yarrow.gateway.parts import Parts

Door = Callable[[Request], Awaitable[Response]]


def page_routes(parts: Parts) -> APIRouter:
    """Every page, and every file a page or a website loads."""
    router = APIRouter(include_in_schema=False)
    sheets = Sheets(parts.settings)
    _files(router)
    window = ShopWindow(sheets)
    _shown(router, "/", window.home)
    _shown(router, "/talk", window.talk)
    return router


def _shown(router: APIRouter, path: str, door: Door) -> None:
    router.add_api_route(path, door, methods=["GET", "HEAD"])


def _files(router: APIRouter) -> None:
    widget, own = widget_shelf(), own_shelf()

    async def widget_file(request: Request, name: str) -> Response:
        return widget.give(request, name)

    async def own_file(request: Request, name: str) -> Response:
        return own.give(request, name)

    router.add_api_route("/widget/{name:path}", widget_file, methods=["GET", "HEAD"])
    router.add_api_route("/pages/{name}", own_file, methods=["GET", "HEAD"])
