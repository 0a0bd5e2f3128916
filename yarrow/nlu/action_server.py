"""Start the action server: `python -m yarrow.nlu.action_server`. Loopback only; its errors never hold the request.

rasa_sdk's own command listens on every address, and its 500 answers with the whole request (rasa_sdk/endpoint.py:140).
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

from rasa_sdk.endpoint import create_app
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from yarrow.bootstrap.bot import desk
from yarrow.nlu import logs
from yarrow.nlu.memory import give_back

ROOT = Path(__file__).resolve().parents[2]
logger = logging.getLogger("yarrow.action_server")


def make_app() -> Sanic:
    """The action server's app with every action of `actions/`, a readiness route, and errors without content."""
    app = create_app("actions", cors_origins=[])
    app.error_handler.add(Exception, _failed)
    version = desk().protocol.version

    @app.get("/ready")
    async def ready(request: Request) -> HTTPResponse:
        return json({"status": "ready", "protocol": version})

    return app


def _failed(request: Request, error: Exception) -> HTTPResponse:
    status = error.status_code if isinstance(error, SanicException) else 500
    if status >= 500:
        logger.error("%s %s failed: %s", request.method, request.path, type(error).__name__)
    return json({"error": type(error).__name__}, status=status)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m yarrow.nlu.action_server", description="Start the action server.")
    parser.add_argument("--port", type=int, default=8082)
    given = parser.parse_args()
    os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    formatter = logs.set_up()
    app = make_app()
    formatter.closed = True
    give_back()
    logger.info("ready on 127.0.0.1:%d", given.port)
    app.run("127.0.0.1", given.port, workers=1, access_log=False)


if __name__ == "__main__":
    main()
