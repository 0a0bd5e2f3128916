"""The bot side's composition root: the desk the use cases work at, built once per process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from yarrow.intake.ports import Desk
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon
from yarrow.protocol.loader import load

PROTOCOL = Path(__file__).resolve().parents[2] / "protocol"


@lru_cache(maxsize=1)
def desk() -> Desk:
    """The protocol and a reader. Raises ProtocolError if the protocol cannot be used."""
    return Desk(load(PROTOCOL), Reader(load_lexicon(PROTOCOL)))
