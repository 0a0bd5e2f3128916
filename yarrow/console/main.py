"""Starting the console: `python -m yarrow.console`, or `uvicorn --factory yarrow.console.main:app_factory`."""

from __future__ import annotations

import sys

import uvicorn
from starlette.applications import Starlette

from yarrow.bootstrap.web import services
from yarrow.console.app import create_app
from yarrow.settings import SettingsError, web_settings
from yarrow.store.errors import RecordError
from yarrow.web import logs

DRAIN_SECONDS = 10


def app_factory() -> Starlette:
    """The app, from the environment; logs go through the allow-list from here on."""
    settings = web_settings()
    logs.configure(settings.log_level)
    return create_app(services(settings, reads=False))


def main() -> int:
    """Run the console until it is told to stop; it then finishes what it has begun."""
    try:
        settings = web_settings()
        app = app_factory()
        services(settings).check_record()
    except (SettingsError, RecordError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    uvicorn.run(
        app,
        host=settings.console.host,
        port=settings.console.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=65,
        timeout_graceful_shutdown=DRAIN_SECONDS,
        h11_max_incomplete_event_size=16_384,
    )
    return 0
