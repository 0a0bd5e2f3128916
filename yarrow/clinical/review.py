"""Who has looked at an item of the protocol: its version, its sign-off, and how sure its sources are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

# The confidence marks of clinical.md §0: [C12] a source that was read, [C12*] its abstract only, [K] from knowledge,
# [K?] less sure, [P] a product rule, which is never shown as "the guideline says".
MARK = re.compile(r"\[(C\d+[a-z]?\*?|K\??|P)\]")


@dataclass(frozen=True)
class Review:
    """The state of one item.

    `version`: a whole number, raised with each change of meaning; None if it is missing. `reviewed_on`: the day a
    registered clinician signed this version off; None until then. `marks`: as written, without brackets, each once.
    """

    version: int | None
    reviewed_on: date | None
    marks: tuple[str, ...]
    sources: tuple[str, ...] = ()

    @property
    def is_reviewed(self) -> bool:
        """Whether a clinician has signed this item off."""
        return self.reviewed_on is not None

    @property
    def is_product_rule(self) -> bool:
        """Whether no guideline stands behind it: a choice made here, never shown as "the guideline says"."""
        return set(self.marks) == {"P"}


@lru_cache(maxsize=1024)
def marks_of(sources: tuple[str, ...]) -> tuple[str, ...]:
    """The confidence marks in these sources, in order, each once."""
    return tuple(dict.fromkeys(mark for source in sources for mark in MARK.findall(source)))
