"""A condition a patient may tell of."""

from __future__ import annotations

from dataclasses import dataclass

from yarrow.clinical.code import Code
from yarrow.clinical.rule import Add


@dataclass(frozen=True)
class Condition:
    """A condition a patient may tell of. Source: clinical.md §3.2.

    `planning`, `pregnant`: what it adds to the advice. `treatments`: medicines that are its treatment, so that nobody
    is asked twice. `ask`: what matters of this condition, in place of whether it is quiet or active. `note`: what its
    team will look at, for the clinician only.
    """

    id: str
    name: str
    groups: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    planning: tuple[Add, ...] = ()
    pregnant: tuple[Add, ...] = ()
    sources: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()
    ask: str = ""
    note: str = ""
