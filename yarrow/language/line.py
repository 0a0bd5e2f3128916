"""A sentence as phrases are looked for in it: what each token answers to, and how a phrase may go on there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from yarrow.language.numbers import NUMBER_WORDS
from yarrow.language.once import once
from yarrow.language.text import Token, TokenKind

YEAR = re.compile(r"19[5-9]\d|20[0-4]\d")  # answers to {year}
KNOWN_WORDS = 4_000  # whose keys are kept: ordinary talk has fewer
LEXICONS = 4  # whose words are kept at a time: there is one, but in tests
# Words besides marks that a clause may start after, or end before: the phrase signs ^ and $.
OPENING = frozenset({
    "and", "but", "so", "also", "then", "ok", "or", "please", "hi", "hello", "just", "wondering", "well", "question",
    "hey", "like", "now",
})  # fmt: skip
CLOSING = frozenset({"but", "and", "so", "though", "thankfully", "luckily", "anyway", "cos", "because", "just", "or"})
ALWAYS = ("..", "...")
Classes = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True)
class Line:
    """At each token and behind the last: the keys it answers to (`edges`), what a phrase may go on by besides (`free`).

    `follow`: both at each place; `keys`: both at any place; `opens`: the places at which a clause starts.
    """

    tokens: Sequence[Token]
    edges: Sequence[tuple[str, ...]]
    free: Sequence[tuple[str, ...]]
    follow: Sequence[tuple[str, ...]]
    keys: frozenset[str]
    opens: frozenset[int]


@lru_cache(maxsize=2 * LEXICONS)
def lines(classes: Classes, exact: bool) -> Callable[[Sequence[Token]], Line]:
    """The one way to read tokens as a line that all matchers of these classes share. `exact`: no inflections."""
    kept = lru_cache(maxsize=KNOWN_WORDS)(lambda norm, stem, kind: _keys(classes, exact, norm, stem, kind))

    def read(tokens: Sequence[Token]) -> list[Line]:
        edges = [*(kept(token.norm, token.stem, token.kind) for token in tokens), ()]
        free = [*map(_free, tokens), ("$", *ALWAYS)]
        follow = [some + more for some, more in zip(edges, free, strict=False)]
        opens = frozenset(at for at in range(len(tokens)) if at == 0 or _opens_after(tokens[at - 1]))
        return [Line(tokens, edges, free, follow, frozenset().union(*follow), opens)]

    read_once = once(read)
    return lambda tokens: read_once(tokens)[0]


def _keys(classes: Classes, exact: bool, norm: str, stem: str, kind: TokenKind) -> tuple[str, ...]:
    """What a token answers to."""
    if kind == "number":
        year = ("{year}",) if YEAR.fullmatch(norm) else ()
        return (norm, "#", *year, *classes(norm))
    if kind == "mark":
        return (norm,)
    # Where no inflections are wanted "pale" is no "pal"; a name of people still counts with its "s": `my aunt's`.
    names = classes(norm) or classes(norm.removesuffix("s") if exact else stem)
    number = ("#",) if norm in NUMBER_WORDS else ()
    return ("=" + norm, stem, *names, *number)


def _free(token: Token) -> tuple[str, ...]:
    """What a phrase may go on by at this token whatever the word: one not named, the end of a clause, gaps."""
    if token.kind == "mark":
        return ("$", *ALWAYS)
    return ("_", "$", *ALWAYS) if token.norm in CLOSING else ("_", *ALWAYS)


def _opens_after(token: Token) -> bool:
    return token.kind == "mark" or token.norm in OPENING
