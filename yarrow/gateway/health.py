"""Whether the gateway is alive, whether each part is ready, and how it is doing."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from yarrow.gateway.metrics import CONTENT_TYPE
from yarrow.gateway.parts import Parts
from yarrow.store.errors import RecordError

CHECK_SECONDS = 2.0


def health_routes(parts: Parts) -> APIRouter:
    """The three addresses for machines."""
    router = APIRouter()

    @router.get("/healthz")
    async def alive() -> Response:
        """The gateway is alive."""
        return JSONResponse({"status": "ok"})

    @router.get("/readyz")
    async def ready() -> Response:
        """Each part; 200 only if all are ready."""
        rasa, record = await asyncio.gather(parts.rasa.is_ready(), _record_is_ready(parts))
        states = {
            "database": "ok" if record else "down",
            "lane": parts.services.front_desk.state(),
            "rasa": "ok" if rasa else "down",
        }
        is_ready = all(state == "ok" for state in states.values())
        if parts.pauses.watches:  # a platform that is left alone keeps nobody from chatting
            states["channels"] = parts.pauses.state()
        return JSONResponse({"ready": is_ready, "parts": states}, 200 if is_ready else 503)

    @router.get("/metrics")
    async def metrics() -> Response:
        """For Prometheus."""
        return Response(parts.metrics.page(), media_type=CONTENT_TYPE)

    return router


async def _record_is_ready(parts: Parts) -> bool:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            await parts.threads.record(parts.record.check)
    except (RecordError, TimeoutError):
        return False
    return True
