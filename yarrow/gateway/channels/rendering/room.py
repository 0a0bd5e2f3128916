"""How much room a text takes on a platform."""

from __future__ import annotations

from yarrow.gateway.channels.piece import Alphabet
from yarrow.gateway.channels.rendering.gsm import septets
from yarrow.gateway.channels.rendering.split import Measure


def room_of(alphabet: Alphabet) -> Measure:
    """How a platform with this alphabet counts."""
    return septets if alphabet == "gsm" else signs


def signs(text: str) -> int:
    """The signs of a text as platforms count them: one beyond the first 65,536 of Unicode (an emoji) is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
