"""A concept where it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass

from yarrow.language.assertion import Stand
from yarrow.language.lexicon import Concept, Named


@dataclass(frozen=True)
class Mention:
    """A concept at tokens `start` to `end` of sentence number `sentence`, and how it stands.

    `meaning`: the concept, or a loss's kind, or an unclear name. `first`, `last`: characters of the text.
    """

    meaning: Concept | Named
    kind: str
    id: str
    sentence: int
    start: int
    end: int
    first: int
    last: int
    stands: Stand
