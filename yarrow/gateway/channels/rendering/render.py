"""One message of the record as pieces of a platform: whole, in order, within what the platform takes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yarrow.gateway.channels.piece import Limits, Option, Piece
from yarrow.gateway.channels.rendering.composing import composed, instead, is_hidden
from yarrow.gateway.channels.rendering.gsm import plain
from yarrow.gateway.channels.rendering.numbers import Menu
from yarrow.gateway.channels.rendering.options import Offer, offer, typed, ways_past
from yarrow.gateway.channels.rendering.phrases import Phrases
from yarrow.gateway.channels.rendering.put import Put
from yarrow.gateway.channels.rendering.room import room_of
from yarrow.gateway.channels.rendering.split import split
from yarrow.gateway.channels.rendering.tokens import DONE, token

# More parts than urgent words ever have: room is left to say so in each.
MOST_PARTS = 99
PARAGRAPH = "\n\n"


@dataclass(frozen=True)
class Rendered:
    """The pieces in their order, the answers with the last one; `menu`: there if signs may be typed."""

    pieces: tuple[Piece, ...]
    menu: Menu | None = None


def render(put: Put, limits: Limits, phrases: Phrases) -> Rendered:
    """The message for a platform with these limits. Nothing of it is cut, left out or torn."""
    if put.link is not None:
        return _instead(put, put.link, limits, phrases)
    extras = ways_past(put, limits, phrases)
    made = _in_one(offer(put, limits), put, limits, phrases)
    text = composed(put, made, phrases)
    parts = _led(text, put, limits, phrases, is_tapped=bool(made.options or extras))
    hidden = phrases.say("channel_menus.preview") if is_hidden(put) and limits.hides_previews else None
    pieces = [Piece(part, preview=hidden, is_urgent=put.is_urgent, by_staff=put.by is not None) for part in parts]
    pieces[-1] = _answerable(pieces[-1], put, made, extras, phrases)
    return Rendered(tuple(pieces[-1:] if put.edits else pieces), made.menu)


def _in_one(made: Offer, put: Put, limits: Limits, phrases: Phrases) -> Offer:
    """Without what is tapped, where a list can be typed to and stays in one piece only so."""
    if not made.is_listed or made.menu is None or not made.options or limits.with_options >= limits.text:
        return made
    is_torn = len(_led(composed(put, made, phrases), put, limits, phrases, is_tapped=True)) > 1
    return typed(made.menu) if is_torn else made


def _led(text: str, put: Put, limits: Limits, phrases: Phrases, *, is_tapped: bool) -> list[str]:
    """The text in parts, each with what has to stand before it."""
    if is_hidden(put) and not limits.hides_previews:
        lead = phrases.say("channel_menus.lead") + PARAGRAPH
        return [lead + part for part in _in_parts(text, limits, is_tapped=is_tapped, before=lead)]
    parts = _in_parts(text, limits, is_tapped=is_tapped)
    if not put.is_urgent or len(parts) == 1:
        return parts
    longest = phrases.say("channel_menus.part", part=MOST_PARTS, parts=MOST_PARTS, words="")
    parts = _in_parts(text, limits, is_tapped=is_tapped, before=longest)
    return [
        phrases.say("channel_menus.part", part=at, parts=len(parts), words=part) for at, part in enumerate(parts, 1)
    ]


def _in_parts(text: str, limits: Limits, *, is_tapped: bool, before: str = "") -> list[str]:
    """The text in parts, the last short enough for what is tapped under it; `before`: what each leaves room for."""
    text = (plain(text) if limits.alphabet == "gsm" else text).strip()
    last = limits.with_options if is_tapped else limits.text
    measure = room_of(limits.alphabet)

    def room(part: str) -> int:
        return measure(before + part)

    if room(text) <= last:
        return [text]
    tail = split(text, last, room)[-1]
    return [*split(text[: len(text) - len(tail)], limits.text, room), tail]


def _answerable(piece: Piece, put: Put, made: Offer, extras: tuple[Option, ...], phrases: Phrases) -> Piece:
    """The last piece, with what can be tapped under it."""
    menu = None
    if made.form in ("rows", "ticks"):
        menu = phrases.say("channel_menus.choose" if made.form == "rows" else "channel_menus.done")
    done = token(put.id, DONE) if made.form == "ticks" else None
    return replace(piece, form=made.form, options=made.options, menu=menu, done=done, extras=extras, edits=put.edits)


def _instead(put: Put, link: str, limits: Limits, phrases: Phrases) -> Rendered:
    """Neutral words and the link, which the last piece also offers as a button."""
    parts = _in_parts(instead(put, link, phrases), limits, is_tapped=True)
    pieces = [Piece(part) for part in parts]
    at = next((place for place, part in enumerate(parts) if link in part), len(parts) - 1)
    pieces[at] = replace(pieces[at], link=(phrases.say("channel_menus.open"), link))
    return Rendered(tuple(pieces))
