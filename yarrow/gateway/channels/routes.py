"""The addresses that messaging apps call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

if TYPE_CHECKING:
    from yarrow.gateway.channels.messaging import Messaging


def channel_routes(messaging: Messaging) -> APIRouter:
    """One address for each app; some ask with GET whether we are there. Not part of the chat API's description."""
    router = APIRouter(include_in_schema=False)

    @router.api_route("/channels/{name}", methods=["GET", "POST"])
    async def take(request: Request, name: str) -> Response:
        """Keep what an app brings, and answer at once."""
        return await messaging.door.take(request, name)

    return router
