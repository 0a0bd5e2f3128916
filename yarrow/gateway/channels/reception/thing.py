"""One thing that came in over a line, while it is worked on."""

from __future__ import annotations

from dataclasses import dataclass

from yarrow.gateway.channels.incoming import Incoming
from yarrow.gateway.channels.reception.control_words import ControlWord, control_word
from yarrow.gateway.channels.reception.joining import read_code
from yarrow.gateway.channels.reception.kept import incoming_of
from yarrow.store.line_values import Delivery, Line
from yarrow.web.text import stored_form

EVENT_SIGNS = 40


@dataclass(frozen=True)
class Thing:
    """`text`: in the form it is stored in, empty if there is none."""

    line: Line
    delivery: Delivery
    incoming: Incoming
    text: str

    @property
    def id(self) -> str:
        """Of the message it becomes: the same each time, and telling over which line it came."""
        return f"{self.line.id}:{self.name}"

    @property
    def name(self) -> str:
        """Of the thing itself, short enough to be part of other names."""
        return self.delivery.event[:EVENT_SIGNS]

    @property
    def word(self) -> ControlWord | None:
        """The control word it is, if it is one; the button that opens a chat is one, too."""
        is_opening = self.incoming.kind in ("start", "glance")
        return "start" if is_opening else control_word(self.text) if self.is_text else None

    @property
    def is_nothing_new(self) -> bool:
        """Whether nothing follows from it: a reaction, or a look at a chat that has begun, or was stopped."""
        has_begun = self.line.conversation is not None or self.line.stopped_at is not None
        return self.incoming.kind == "reaction" or (self.incoming.kind == "glance" and has_begun)

    @property
    def code(self) -> str | None:
        """The code it is, if it is one; a link that opens the chat may bring it."""
        return read_code(self.text) if self.is_text or self.incoming.kind == "start" else None

    @property
    def is_text(self) -> bool:
        """Whether it is words and nothing else."""
        return self.incoming.kind == "text"


def thing_of(line: Line, delivery: Delivery) -> Thing:
    """What was delivered, to be worked on."""
    incoming = incoming_of(delivery)
    return Thing(line, delivery, incoming, stored_form(incoming.text or ""))
