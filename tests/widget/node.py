"""Node, with which the widget is tested, and what to say where it is missing."""

from __future__ import annotations

import shutil
import subprocess

from tests.support.repository import ROOT

NO_NODE = (
    "Node is missing, so the widget is not tested here: install Node 20 or later (on Debian: apt install nodejs npm)."
)


def is_there(program: str = "node") -> bool:
    return shutil.which(program) is not None


def run(*command: str, seconds: float = 110) -> tuple[int, str]:
    """Run a command in the repository: how it ended, and all it wrote."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=seconds, check=False)
    return done.returncode, done.stdout + done.stderr
