"""A message did not go out."""

from __future__ import annotations

from typing import Literal

# `later`: try again (the platform is busy, or away). `never`: this message to this person will not go (blocked, no such
# number). `window`: only once the person has written again. `stopped`: the person has told the platform to stop.
# `ours`: our own token or settings are wrong, so nothing at all goes out until somebody mends it.
# Nobody waits longer for a platform, whatever it asks for.
LONGEST = 86_400.0
Reason = Literal["later", "never", "window", "stopped", "ours"]


class Refused(Exception):
    """Why, as a short code that quotes nobody (`http 429`, `131047`); staff see it in the list of what did not go out.

    `after`: seconds the platform wants us to wait. `unsure`: it may have gone out all the same (the answer was lost).
    """

    def __init__(self, reason: Reason, code: str, *, after: float | None = None, unsure: bool = False) -> None:
        super().__init__(code)
        self.reason: Reason = reason
        self.code = code[:40]
        self.after = min(after, LONGEST) if after is not None and after > 0 else None
        self.unsure = unsure
