"""What a command says when it cannot go on."""

from __future__ import annotations


class CommandError(Exception):
    """One clear sentence for the person at the terminal; `status` is the exit code."""

    def __init__(self, sentence: str, *, status: int = 1) -> None:
        super().__init__(sentence)
        self.status = status
