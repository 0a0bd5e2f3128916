"""What a platform brings, in the same words for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from yarrow.gateway.channels.refused import Reason

# `start`: somebody opened the chat without saying anything (a start button). `tap`: tokens of buttons. `glance`: they
# only look at it, which is the beginning where there is none, and otherwise nothing they have done.
# `picture` to `other`: what cannot be read; `text` then holds its caption, if it had one.
Kind = Literal[
    "text", "tap", "start", "glance",
    "picture", "voice", "video", "file", "sticker", "location", "contact", "reaction", "other",
    "edit", "deletion", "group",
]  # fmt: skip
Standing = Literal["sent", "delivered", "read", "failed"]


@dataclass(frozen=True)
class Incoming:
    """One thing somebody did.

    `event`: the platform's own id of it, the same when it is told again. `who`: the platform's id of the person,
    together with the account they wrote to, so that it is never another's. `to`: what `send` needs to answer, plain
    JSON. `order`: the platform's own place of it in the chat (seconds, or a running number), None if it has none.
    `tokens`: of the buttons tapped. `done`: the list they belong to was finished, not only one more ticked.
    `mark`: what `notice` needs (a callback's id), plain JSON.
    """

    event: str
    who: str
    to: Mapping[str, Any]
    kind: Kind
    text: str | None = None
    tokens: tuple[str, ...] = ()
    done: bool = True
    order: float | None = None
    mark: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "event": self.event,
            "who": self.who,
            "to": dict(self.to),
            "kind": self.kind,
            "text": self.text,
            "tokens": list(self.tokens),
            "done": self.done,
            "order": self.order,
            "mark": dict(self.mark),
        }


@dataclass(frozen=True)
class Receipt:
    """What became of something we sent. `dispatch`: our name of it; `code`: why it failed, as the platform says.

    `reason`: what that means for it, where the adapter knows (`window`: it may go once the person has written again).
    """

    dispatch: str
    standing: Standing
    code: str | None = None
    reason: Reason | None = None


@dataclass(frozen=True)
class Parsed:
    """What one call brings, in its order."""

    incoming: tuple[Incoming, ...] = ()
    receipts: tuple[Receipt, ...] = ()
