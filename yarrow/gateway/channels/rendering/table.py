"""A table for people: in which form each question comes on each platform."""

from __future__ import annotations

from yarrow.clinical.protocol import Protocol
from yarrow.gateway.channels.rendering.lint import Platforms, put_of
from yarrow.gateway.channels.rendering.phrases import Phrases
from yarrow.gateway.channels.rendering.platforms import BY_NAME
from yarrow.gateway.channels.rendering.render import Rendered, render
from yarrow.gateway.channels.rendering.variants import variants


def table(protocol: Protocol, platforms: Platforms = BY_NAME) -> str:
    """One line a question, one column a platform: the form with every answer, then other forms with fewer of them."""
    phrases = Phrases.of(protocol)
    forms: dict[str, dict[str, dict[str, str]]] = {}
    for variant in variants(protocol):
        line = forms.setdefault(variant.question, {name: {} for name in platforms})
        for name, limits in platforms.items():
            form = form_of(render(put_of(variant), limits, phrases))
            line[name].setdefault(form.partition(" ")[0], form)
    cells = ([question, *(", ".join(one.values()) for one in line.values())] for question, line in forms.items())
    lines = [["question", *platforms], *cells]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def form_of(rendered: Rendered) -> str:
    """In a word or two: `buttons`, `rows 1–4`, `ticks`, `typed 1–12`, `typed A–D`, `words`."""
    form, menu = rendered.pieces[-1].form, rendered.menu
    if menu is None:
        return "words" if form == "none" else form
    signs = f"{menu.signs_shown[0]}–{menu.signs_shown[-1]}" if len(menu.values) > 1 else "".join(menu.signs_shown)
    is_short_cut = form == "buttons" and len(rendered.pieces[-1].options) == 1 and menu.is_many
    return f"{'typed' if form == 'none' or is_short_cut else form} {signs}"
