"""The trained model's intents, asked of a process on the bot side."""

from __future__ import annotations

import json
import subprocess
import sys
from types import TracebackType
from typing import Any

from yarrow import launch
from yarrow.commands.errors import CommandError
from yarrow.supervisor.plan import BOT_PYTHON, ROOT

ENVIRONMENT = {"RASA_TELEMETRY_ENABLED": "false", "LOG_LEVEL": "ERROR", "PYTHONWARNINGS": "ignore"}


class Intents:
    """A process that knows the model; started on entering, ended on leaving."""

    def __enter__(self) -> Intents:
        """Load the model. Raises CommandError if that cannot be done."""
        if not BOT_PYTHON.exists():
            raise CommandError("--intents needs the bot side; run `make install` first.")
        if not (ROOT / launch.MODEL).exists():
            raise CommandError("--intents needs the trained model; run `make train` first.")
        print("yarrow understand: loading the trained model …", file=sys.stderr)
        settings = [f"{name}={value}" for name, value in ENVIRONMENT.items()]
        command = ["/usr/bin/env", *settings, str(BOT_PYTHON), "-m", "yarrow.nlu.intents"]
        self.process = subprocess.Popen(  # noqa: S603 - fixed words
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        if not self._answer().get("ready"):
            raise CommandError("the trained model could not be loaded; `yarrow doctor` says more.")
        return self

    def of(self, entry: dict[str, Any]) -> dict[str, Any]:
        """`intent` and `guess` of an entry, each `{"name", "confidence"}` (yarrow.nlu.intents)."""
        if self.process.stdin is None or self.process.poll() is not None:
            raise CommandError("the trained model's process has ended.")
        self.process.stdin.write(json.dumps(entry) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise CommandError("the trained model's process has ended.")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the process."""
        if self.process.stdin:
            self.process.stdin.close()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
