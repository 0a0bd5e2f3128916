"""A symptom a patient may tell of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Symptom:
    """A symptom with the words a patient would use for it. Source: clinical.md §6.3."""

    id: str
    label: str
    groups: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
