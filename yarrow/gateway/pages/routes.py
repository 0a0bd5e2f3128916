"""The addresses of the pages. None of them is part of the API, so none is in its description."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from yarrow.gateway.pages.chat_page import ChatPage
from yarrow.gateway.pages.doors import Desk
from yarrow.gateway.pages.entrance import Entrance
from yarrow.gateway.pages.go_on import GoOn
from yarrow.gateway.pages.mine_page import MinePage
from yarrow.gateway.pages.notices import Notices
from yarrow.gateway.pages.shelves import own_shelf, widget_shelf
from yarrow.gateway.pages.shop_window import ShopWindow
from yarrow.gateway.problems import not_found
from yarrow.web.shelf import Shelf

Door = Callable[..., Awaitable[Response]]


def page_routes(desk: Desk, notices: Notices) -> APIRouter:
    """Every page, and every file a page or a website loads."""
    router = APIRouter(include_in_schema=False)
    _files(router)
    _window(router, ShopWindow(desk))
    _chat(router, ChatPage(desk, notices), Entrance(desk, notices))
    _go_on(router, GoOn(desk))
    _mine(router, MinePage(desk, notices))
    return router


def _window(router: APIRouter, window: ShopWindow) -> None:
    _shown(router, "/", window.home)
    _shown(router, "/talk", window.talk)
    _shown(router, "/privacy", window.privacy)
    _shown(router, "/integrate", window.integrate)


def _chat(router: APIRouter, chat: ChatPage, entrance: Entrance) -> None:
    _shown(router, "/chat", chat.show)
    _posted(router, "/chat/say", chat.say)
    _posted(router, "/chat/read", chat.acknowledge)
    _posted(router, "/chat/begin", entrance.begin)
    _shown(router, "/chat/resume", entrance.ask_code)
    _posted(router, "/chat/resume", entrance.resume)
    _posted(router, "/chat/come-back", entrance.come_back)
    _shown(router, "/leave", entrance.leave)
    _shown(router, "/mine/open/{code}", entrance.open_mine)
    _posted(router, "/mine/open/{code}", entrance.open_mine)


def _go_on(router: APIRouter, go_on: GoOn) -> None:
    _shown(router, "/go/{code}", go_on.look)
    _posted(router, "/go/{code}", go_on.go)
    _posted(router, "/chat/close", go_on.close)


def _mine(router: APIRouter, mine: MinePage) -> None:
    _shown(router, "/mine", mine.show)
    _shown(router, "/mine/summary.{form}", mine.summary)
    _shown(router, "/mine/conversation.{form}", mine.conversation)
    _posted(router, "/mine/code", mine.code)
    _shown(router, "/mine/delete", mine.ask_delete)
    _posted(router, "/mine/delete", mine.delete)
    _shown(router, "/mine/receipt", mine.receipt)


def _shown(router: APIRouter, path: str, door: Door) -> None:
    router.add_api_route(path, door, methods=["GET", "HEAD"])


def _posted(router: APIRouter, path: str, door: Door) -> None:
    router.add_api_route(path, door, methods=["POST"])


def _files(router: APIRouter) -> None:
    widget, own = widget_shelf(), own_shelf()

    async def widget_file(request: Request, name: str) -> Response:
        return _given(widget, request, name)

    async def own_file(request: Request, name: str) -> Response:
        return _given(own, request, name)

    _shown(router, "/widget/{name:path}", widget_file)
    _shown(router, "/pages/{name}", own_file)


def _given(shelf: Shelf, request: Request, name: str) -> Response:
    answer = shelf.give(request, name)
    if answer is None:
        raise not_found()
    return answer
