"""Start the Rasa server as the launch profile wants it: `python -m yarrow.nlu.server`.

Loopback only, no HTTP API, no CORS, one worker, no telemetry, one channel, and without TensorFlow.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from yarrow import launch
from yarrow.nlu import logs
from yarrow.nlu.without_tensorflow import leave_out_tensorflow
from yarrow.settings import bot_settings, ensure_secret

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m yarrow.nlu.server", description="Start the Rasa server.")
    parser.add_argument("--model", type=Path, default=launch.MODEL, help="the trained model (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--tensorflow", action="store_true", help="load TensorFlow, for a pipeline that needs it")
    given = parser.parse_args()
    if not (ROOT / given.model).exists():
        sys.exit(f"There is no model at {given.model}: run `make train` first.")
    serve(ROOT / given.model, given.port, tensorflow=given.tensorflow)


def serve(model: Path, port: int, *, tensorflow: bool = False) -> None:
    """Serve until stopped."""
    _prepare()
    if not tensorflow:
        leave_out_tensorflow()
    formatter = logs.set_up()
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    from yarrow.nlu.tuning import tune

    tune()
    formatter.closed = True
    serve_application(
        model_path=str(model),
        interface="127.0.0.1",
        port=port,
        credentials=str(ROOT / "credentials.yml"),
        endpoints=AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml")),
        enable_api=False,
    )


def _prepare() -> None:
    settings = bot_settings()
    secret = settings.channel_secret or ensure_secret(settings.home)
    os.environ.update(
        launch.environment(actions_url=settings.actions_url, snapshot_url=settings.snapshot_url, secret=secret)
    )
    # endpoints.yml and credentials.yml name our classes by dotted path.
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))


if __name__ == "__main__":
    main()
