"""What is sent in one go, in the same words for all platforms, and what a platform allows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

# `buttons`: under the message; `rows`: a list that opens; `ticks`: several, then sent; `none`: words only.
Form = Literal["none", "buttons", "rows", "ticks"]
# GSM: a text message with any sign outside that alphabet holds less than half as much.
Alphabet = Literal["unicode", "gsm"]


@dataclass(frozen=True)
class Option:
    """An answer to tap. `label` is short enough for the platform; `detail`: the whole label, where `label` is short
    for it; `token`: what comes back when it is tapped, at most 32 bytes; `is_on`: ticked already.
    """

    label: str
    token: str
    detail: str | None = None
    is_on: bool = False


@dataclass(frozen=True)
class Piece:
    """One message of a platform.

    `preview`: what a lock screen may show instead of the text, where the platform lets us say (Slack, Telegram);
    None: the text itself. `menu`: the label of the button that opens `rows` or sends `ticks`. `link`: an address to
    open, offered as a button where there is one (it stands in the text, too). `edits`: the platform's own id of a
    message of ours that this piece replaces (ticks that changed). `by_staff`: a person wrote it (some platforms let
    people answer for longer than programs). `asks_back`: sent when the window is over: where the platform has an
    approved form for that (`Limits.asks_back`), it goes in place of the text. `extras`: ways past the question (skip,
    why), shown after its answers. `done`: the token of the button that sends `ticks`.
    """

    text: str
    form: Form = "none"
    options: tuple[Option, ...] = ()
    menu: str | None = None
    preview: str | None = None
    link: tuple[str, str] | None = None
    is_urgent: bool = False
    edits: dict[str, str | int] | None = None
    by_staff: bool = False
    asks_back: bool = False
    extras: tuple[Option, ...] = ()
    done: str | None = None


@dataclass(frozen=True)
class Limits:
    """What a platform allows; lengths in characters. Source: reference/peers.md §5 and each platform's own pages.

    `text`: of a message without anything to tap; `with_options`: of one with. `buttons`: how many at most, and
    `button` how long each; `rows`, `row`, `row_detail`: of a list. `ticks`: how many can be ticked in one list (0: it
    has no such thing). `hides_previews`: what a lock screen shows can be another text. `window_hours`: how long after
    the person's last message we may write freely; None: always. `a_second`: messages a second in all; `pause`: seconds
    between two to the same person. `opens_links`: whether its servers open addresses to show what is behind them.
    `extras`: how many ways past a question may stand after its answers. `buttons_stay`: what can be tapped is still
    there when another message has followed.
    `staff_window_hours`: the same as `window_hours` for what a person of the clinic writes; None: no different.
    `asks_back`: once the window is over, an approved form may ask the person to write (`Piece.asks_back`).
    `tells_back`: the platform says, under our own name of a message, what became of it.
    `webhook_bytes`: how long a call of the platform may be; some gather hundreds of things in one.
    `changes_hands_days`: silent for so many days, a person's number may be somebody else's; None: it never is.
    """

    text: int
    with_options: int
    buttons: int = 0
    button: int = 0
    rows: int = 0
    row: int = 0
    row_detail: int = 0
    menu: int = 20
    ticks: int = 0
    tick: int = 0
    alphabet: Alphabet = "unicode"
    hides_previews: bool = False
    window_hours: int | None = None
    a_second: float = 20.0
    pause: float = 1.0
    opens_links: bool = True
    keeps_order: bool = field(default=False)
    extras: int = 0
    buttons_stay: bool = True
    staff_window_hours: int | None = None
    asks_back: bool = False
    tells_back: bool = False
    webhook_bytes: int = 256_000
    changes_hands_days: int | None = None
