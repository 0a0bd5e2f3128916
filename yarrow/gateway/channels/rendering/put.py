"""A message of the record, and how it is to be put to one person now."""

from __future__ import annotations

from dataclasses import dataclass

from yarrow.intake.turn import Message


@dataclass(frozen=True)
class Put:
    """`id`: of the message in the record; `by`: the title of the person of the clinic who wrote it ("Nurse").

    `link`: where to answer instead of here; the question itself then stays unsaid. `ticked`: the values of the choices
    ticked so far. `hint`: the name of what is said once beneath it (a key under `channel_menus.hints`). `edits`: the
    platform's own id of our message that this one replaces; only what holds the choices is made then. `is_numbered`:
    she answers by number, also where she could tap.
    """

    message: Message
    id: str
    by: str | None = None
    is_sensitive: bool = False
    is_urgent: bool = False
    link: str | None = None
    ticked: tuple[str, ...] = ()
    hint: str | None = None
    edits: dict[str, str | int] | None = None
    is_numbered: bool = False
