"""A code of a terminology, with how sure we are of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """A code of a terminology. Source: clinical.md §3.2.

    `seen`: met with the right name in public lists only, so to be checked against a release. `certain`: the source
    marks no doubt about it. `name`: what it stands for, where that is not quite the condition itself.
    """

    system: str
    code: str
    seen: bool = False
    certain: bool = True
    name: str = ""
