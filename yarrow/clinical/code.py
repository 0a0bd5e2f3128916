"""A code of a terminology, with how sure we are of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """A code of a terminology; `seen`: met with the right name in public lists only (clinical.md §3.2)."""

    system: str
    code: str
    seen: bool = False
