"""`make demo-channels`: doubles of all six platforms, Yarrow beside them, and one page to chat on. Ctrl-C stops all."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from types import FrameType

import httpx

from tools.platforms.deployment import Deployment
from tools.platforms.phone import Phone

# The bot's model may have to be trained first.
STARTS_WITHIN = 1200.0
STOPS_WITHIN = 40.0


def main(argv: Sequence[str] | None = None) -> int:
    """Start everything, say where the page is, and wait; 1 if Yarrow did not start or ended by itself."""
    parser = argparse.ArgumentParser(prog="python -m tools.platforms", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="of the page (default: any that is free)")
    arguments = parser.parse_args(argv)
    for one in (signal.SIGINT, signal.SIGTERM):  # said here, as a shell may have switched the first off
        signal.signal(one, _interrupted)
    try:
        with ExitStack() as running:
            home = running.enter_context(tempfile.TemporaryDirectory(prefix="yarrow-demo-"))
            apps = running.enter_context(Deployment())
            return _demo(running, apps, home, arguments.port)
    except KeyboardInterrupt:
        print("\nThe demo has stopped; nothing of it is kept.")
        return 0


def _demo(running: ExitStack, apps: Deployment, home: str, port: int) -> int:
    gateway, console, rasa, actions = (f"http://127.0.0.1:{number}" for number in _free_ports(4))
    apps.calls(gateway)
    settings = {
        **apps.environment(gateway),
        "YARROW_HOME": home,
        "YARROW_PORT": gateway.rpartition(":")[2],
        "YARROW_CONSOLE_PORT": console.rpartition(":")[2],
        "YARROW_RASA_URL": rasa,
        "YARROW_ACTIONS_URL": f"{actions}/webhook",
    }
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("YARROW_")}
    # In a session of its own, so that Ctrl-C comes to this process alone, and everything is stopped in order.
    yarrow = subprocess.Popen(
        [sys.executable, "-m", "yarrow.cli", "serve"], env={**inherited, **settings}, start_new_session=True
    )
    running.callback(_end, yarrow)
    if not _is_ready(yarrow, f"{gateway}/readyz"):
        print("Yarrow did not start; what it said stands above.", file=sys.stderr)
        return 1
    phone = Phone(apps, port)
    phone.start()
    running.callback(phone.stop)
    print(f"\n  chat here  {phone.url}\n  stop       Ctrl-C\n", flush=True)
    yarrow.wait()
    print("Yarrow has ended by itself.", file=sys.stderr)
    return 1


def _is_ready(yarrow: subprocess.Popen[bytes], url: str) -> bool:
    ends = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < ends and yarrow.poll() is None:
        with suppress(httpx.HTTPError):
            if httpx.get(url, trust_env=False, timeout=2).status_code == 200:
                return True
        time.sleep(0.5)
    return False


def _end(yarrow: subprocess.Popen[bytes]) -> None:
    if yarrow.poll() is None:
        yarrow.terminate()
    try:
        yarrow.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        yarrow.kill()
        yarrow.wait()


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def _interrupted(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
