"""The PDF made by a process of its own at low priority: it is a second of pure computing, and no message waits for it.

In a thread it would hold the interpreter, and a chat beside it would answer three times more slowly; a process can also
be ended when it takes too long. Run as `python -m yarrow.brief.press`: a page in, a PDF out.
"""

from __future__ import annotations

import os
import subprocess
import sys

from yarrow.brief.paper import PaperUnavailableError, paper

SECONDS = 20.0
UNAVAILABLE = 3
NICENESS = 10


def press(html: str, seconds: float = SECONDS) -> bytes:
    """As `paper`, elsewhere. Raises PaperUnavailableError, TimeoutError, or ChildProcessError if the process failed."""
    command = [sys.executable, "-m", "yarrow.brief.press"]
    try:
        ended = subprocess.run(command, input=html.encode(), capture_output=True, timeout=seconds, check=False)  # noqa: S603 - our own interpreter, fixed words
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    if ended.returncode == UNAVAILABLE:
        raise PaperUnavailableError(ended.stderr.decode(errors="replace").strip())
    if ended.returncode != 0:
        # What it printed may hold words of the page: it goes no further.
        raise ChildProcessError(f"The process that makes PDFs ended with {ended.returncode}.")
    return ended.stdout


def main() -> int:
    """Standard input to standard output."""
    os.nice(NICENESS)
    html = sys.stdin.buffer.read().decode()
    try:
        made = paper(html)
    except PaperUnavailableError as missing:
        sys.stderr.write(str(missing))
        return UNAVAILABLE
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
