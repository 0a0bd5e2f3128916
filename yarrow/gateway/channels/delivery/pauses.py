"""Which platforms are left alone for now, because they do not take our own token or settings."""

from __future__ import annotations

import time


class Pauses:
    """Until when each channel pauses, by name; in this process only, as each finds out for itself."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}
        self.watches = False  # whether any channel is set up

    def pause(self, channel: str, seconds: float) -> bool:
        """Leave it alone from now on for so long; False if it pauses already."""
        is_new = not self.left(channel)
        self._until[channel] = time.monotonic() + seconds
        return is_new

    def left(self, channel: str) -> float:
        """How many seconds it is still to be left alone; 0 if it is not."""
        return max(0.0, self._until.get(channel, 0.0) - time.monotonic())

    def over(self, channel: str) -> None:
        """Something went out: whatever was wrong is mended."""
        self._until.pop(channel, None)

    def state(self) -> str:
        """As /readyz says it: `ok`, or `paused:` and the names."""
        names = sorted(name for name in self._until if self.left(name))
        return f"paused:{','.join(names)}" if names else "ok"
