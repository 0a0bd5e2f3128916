"""Starting the gateway: `python -m yarrow.gateway`, or `uvicorn --factory yarrow.gateway.main:app_factory`."""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType
from typing import Any

import uvicorn
from fastapi import FastAPI

from yarrow.bootstrap.web import services
from yarrow.gateway.app import create_app
from yarrow.settings import SettingsError, web_settings
from yarrow.store.errors import RecordError
from yarrow.web import logs

DRAIN_SECONDS = 15


def app_factory() -> FastAPI:
    """The app, from the environment; logs go through the allow-list from here on."""
    settings = web_settings()
    logs.configure(settings.log_level)
    app = create_app(services(settings))
    _end_streams_on_signal(app)
    return app


def main() -> int:
    """Run the gateway until it is told to stop; it then finishes what it has begun."""
    try:
        settings = web_settings()
        app = app_factory()
        services(settings).check_record()
    except (SettingsError, RecordError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_keep_alive=65,
        timeout_graceful_shutdown=DRAIN_SECONDS,
        h11_max_incomplete_event_size=16_384,
    )
    return 0


def _end_streams_on_signal(app: FastAPI) -> None:
    """Event streams never end by themselves, and the server waits for them before it stops: tell them to end."""
    inner = app.router.lifespan_context

    def begun(app: FastAPI) -> Any:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                _chain(number, app)
        return inner(app)

    app.router.lifespan_context = begun


def _chain(number: signal.Signals, app: FastAPI) -> None:
    before = signal.getsignal(number)

    def told(got: int, frame: FrameType | None) -> None:
        app.state.closing.set()
        if callable(before):
            before(got, frame)

    signal.signal(number, told)
