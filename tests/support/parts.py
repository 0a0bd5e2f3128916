"""A part for the supervisor's tests: a process that answers on a port, and can be told to misbehave."""

import http.server
import os
import signal
import sys
import time
from pathlib import Path


class Handler(http.server.BaseHTTPRequestHandler):
    """200 on every path, but 503 as long as the file `not-ready` stands in the working folder."""

    def do_GET(self):
        self.send_response(503 if Path("not-ready").exists() else 200)
        self.end_headers()

    def log_message(self, *_):
        """Quiet."""


def main(port, *wishes):
    """Serve until SIGTERM; `fail`: end at once; `deaf`: ignore SIGTERM; `slow`: take a while to end."""
    print(f"starting, secret {os.environ.get('PART_SECRET')}", flush=True)
    if "fail" in wishes:
        print("no such model", flush=True)
        sys.exit(3)

    def end(*_):
        time.sleep(0.4 if "slow" in wishes else 0)
        print("ended as asked", flush=True)
        os._exit(0)

    signal.signal(signal.SIGTERM, signal.SIG_IGN if "deaf" in wishes else end)
    http.server.HTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
