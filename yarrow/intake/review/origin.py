"""How a fact came to the record, as staff are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yarrow.clinical.fact import Provenance

# `given`: set when the conversation was begun, such as the country of the page; no message told it.
How = Literal["typed", "chosen", "changed", "worked_out", "staff", "given"]


@dataclass(frozen=True)
class Origin:
    """`words`: her own, or the label she chose. `message`: where they stand; `marked`: they are a part of its text."""

    how: How
    words: str | None = None
    message: str | None = None
    marked: bool = False
    at: str | None = None

    @property
    def is_hers(self) -> bool:
        """Whether `words` are in her own words."""
        return self.words is not None and self.marked


def origin_of(provenance: Provenance) -> Origin:
    """The origin of a fact."""
    p = provenance
    marked = p.message is not None and p.start is not None and p.end is not None
    return Origin(_how(p), " ".join(p.text.split()) if p.text else None, p.message, marked, p.at)


def _how(provenance: Provenance) -> How:
    if provenance.captured == "staff":
        return "staff"
    if provenance.is_derived:
        return "worked_out"
    if provenance.captured == "edited":
        return "changed"
    if provenance.captured == "button":
        return "chosen"
    return "typed" if provenance.message is not None else "given"
