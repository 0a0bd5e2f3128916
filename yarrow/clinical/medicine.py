"""A medicine a patient may tell of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Medicine:
    """A medicine with its flags (teratogen, keep …); `note`: for the clinician only. Source: clinical.md §3.3."""

    id: str
    name: str
    flags: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()
