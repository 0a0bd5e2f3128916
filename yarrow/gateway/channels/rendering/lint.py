"""Whether every question of a protocol can be put on every platform, before anybody is asked it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yarrow.clinical.fact import Fact
from yarrow.clinical.fields import fields_of
from yarrow.clinical.history import History
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.wording import say
from yarrow.gateway.channels.piece import Limits
from yarrow.gateway.channels.rendering.gsm import BASIC, EXTENDED, plain
from yarrow.gateway.channels.rendering.options import ANSWERED_BY_NUMBER
from yarrow.gateway.channels.rendering.phrases import Phrases
from yarrow.gateway.channels.rendering.platforms import BY_NAME
from yarrow.gateway.channels.rendering.put import Put
from yarrow.gateway.channels.rendering.render import Rendered, render
from yarrow.gateway.channels.rendering.variants import Variant, variants
from yarrow.intake.turn import Message

# Any id does: only its length matters, and that is always the same.
ID = "00000000-0000-0000-0000-000000000000"
URGENT = ("safety.t0", "safety.t1", "safety.t2")
Platforms = Mapping[str, Limits]


@dataclass(frozen=True)
class Finding:
    """What does not fit. `place`: the question's id, or the wording's key; `sentence`: what it is and what to do."""

    place: str
    platform: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place} on {self.platform}: {self.sentence}"


def lint(protocol: Protocol, platforms: Platforms = BY_NAME) -> list[Finding]:
    """Everything that does not fit, each once; empty if all is well."""
    phrases = Phrases.of(protocol)
    found: dict[Finding, None] = {}
    for variant in variants(protocol):
        for name, limits in platforms.items():
            rendered = render(put_of(variant), limits, phrases)
            found.update((Finding(variant.question, name, s), None) for s in _wrong(variant, rendered, limits))
    for key, text in _urgent(protocol):
        put = Put(Message(text, level=key.split(".")[1].upper()), ID, is_urgent=True)
        for name, limits in platforms.items():
            found.update((Finding(key, name, s), None) for s in _wrong_words(render(put, limits, phrases), limits))
    return list(found)


def put_of(variant: Variant) -> Put:
    """The variant as it would go out, at its longest: with the hint that is said once."""
    return Put(variant.message, ID, is_sensitive=variant.is_sensitive, hint="ways")


def _wrong(variant: Variant, rendered: Rendered, limits: Limits) -> Iterator[str]:
    choices = variant.message.choices
    if choices and len(rendered.pieces) > 1 and not variant.is_grown:
        yield "the question and its answers do not fit into one message. Make them shorter, or fewer."
    if choices and rendered.pieces[-1].form == "none" and rendered.menu is None:
        yield "its answers can neither be tapped nor typed."
    for choice in choices:
        if not _is_whole(choice.label, rendered, limits):
            yield f"the answer “{choice.label}” is not shown whole on one line. Make it shorter."
    kind = (variant.message.question or {}).get("kind")
    if kind in ANSWERED_BY_NUMBER and rendered.menu is not None and rendered.menu.signs != "letters":
        yield "it has more answers than there are letters, and a number could be the answer itself. Offer fewer."
    yield from _outside_alphabet(rendered, limits)


def _is_whole(label: str, rendered: Rendered, limits: Limits) -> bool:
    last = rendered.pieces[-1]
    if any(label in (option.label, option.detail) for option in last.options):
        return True
    shown = plain(label) if limits.alphabet == "gsm" else label
    lines = (line for piece in rendered.pieces for line in piece.text.split("\n"))
    return any(line.partition(". ")[2] == shown for line in lines)


def _wrong_words(rendered: Rendered, limits: Limits) -> Iterator[str]:
    if len(rendered.pieces) > 1:
        yield "urgent words must fit into one message. Say them in fewer."
    yield from _outside_alphabet(rendered, limits)


def _outside_alphabet(rendered: Rendered, limits: Limits) -> Iterator[str]:
    if limits.alphabet == "gsm":
        text = "".join(piece.text for piece in rendered.pieces)
        signs = sorted({sign for sign in text if sign not in BASIC and sign not in EXTENDED})
        if signs:
            yield f"{' '.join(signs)} is no sign of a text message, which then holds less than half. Use another."


def _urgent(protocol: Protocol) -> Iterator[tuple[str, str]]:
    """The words that cannot wait, by key, with the numbers of each country."""
    for name in protocol.locales:
        fields = fields_of(protocol, History((Fact("locale", value=name),)))
        for key in protocol.wording:
            if key.startswith(URGENT):
                yield key, say(protocol, key, **fields)
