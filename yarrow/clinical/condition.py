"""A condition a patient may tell of."""

from __future__ import annotations

from dataclasses import dataclass

from yarrow.clinical.code import Code
from yarrow.clinical.rule import Add


@dataclass(frozen=True)
class Condition:
    """A condition a patient may tell of; `planning`, `pregnant`: what it adds to the advice (clinical.md §3.2)."""

    id: str
    name: str
    groups: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    planning: tuple[Add, ...] = ()
    pregnant: tuple[Add, ...] = ()
    sources: tuple[str, ...] = ()
