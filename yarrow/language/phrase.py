"""The compact way phrases are written in the lexicon.

`(a|b c)` one of; `[a]` may be left out; `=word` exactly this form, else any inflection; `{name}` a word of that class;
`#` a number; `_` any one word; `..` up to three words; `...` up to seven, over "and" and commas; `a ~ b` either before
the other with `...` between; `^` and `$` the start and the end of a clause. Everything else is a word.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import Union

from yarrow.language.stem import stem

PIECE = re.compile(r"\{\w+\}|\.{2,3}|[()\[\]|#_^$]|[^\s()\[\]|{}^$]+")
WORDS = re.compile(r"\d+(?:\.\d+)?|[a-z]+|[^\sa-z0-9]")
CLOSES = {"(": ")", "[": "]"}
SPECIAL = ("#", "_", "..", "...", "^", "$")
NEAR = "~"


class PhraseError(ValueError):
    """A phrase is not written as the compact syntax wants; the message says where."""


@dataclass(frozen=True)
class Choice:
    """One of several ways to go on; `optional`: or none of them."""

    ways: tuple[Row, ...]
    optional: bool


Row = tuple[Union[str, "Choice"], ...]


def parse(phrase: str) -> Row:
    """The phrase as a row of written pieces and choices; raises PhraseError on unbalanced brackets or no words."""
    pieces = PIECE.findall(phrase.lower())
    ways, rest = _ways(pieces, 0, phrase)
    if rest != len(pieces):
        raise PhraseError(f"unexpected '{pieces[rest]}' in the phrase '{phrase}'")
    if not pieces:
        raise PhraseError("a phrase is empty")
    return ways[0] if len(ways) == 1 else (Choice(tuple(ways), optional=False),)


def _ways(pieces: list[str], at: int, phrase: str) -> tuple[list[Row], int]:
    ways: list[Row] = []
    while True:
        row, at = _row(pieces, at, phrase)
        ways.append(row)
        if at >= len(pieces) or pieces[at] != "|":
            return ways, at
        at += 1


def _row(pieces: list[str], at: int, phrase: str) -> tuple[Row, int]:
    row: list[str | Choice] = []
    while at < len(pieces) and pieces[at] not in (")", "]", "|"):
        opening = pieces[at]
        if opening == NEAR:
            rest, at = _row(pieces, at + 1, phrase)
            return _either_first(tuple(row), rest, phrase), at
        if opening not in CLOSES:
            row.append(opening)
            at += 1
            continue
        ways, close = _ways(pieces, at + 1, phrase)
        if close >= len(pieces) or pieces[close] != CLOSES[opening]:
            raise PhraseError(f"a bracket is not closed in the phrase '{phrase}'")
        row.append(Choice(tuple(ways), optional=opening == "["))
        at = close + 1
    return tuple(row), at


def _either_first(one: Row, other: Row, phrase: str) -> Row:
    if not one or not other:
        raise PhraseError(f"nothing stands before or after '{NEAR}' in the phrase '{phrase}'")
    return (Choice(((*one, "...", *other), (*other, "...", *one)), optional=False),)


def keys(piece: str, exact: bool = False) -> tuple[str, ...]:
    """The keys of one written piece: `t1d` is three words, as the tokens of a text are. `exact`: no inflections."""
    if piece in SPECIAL or piece[0] == "{":
        return (piece,)
    exact = exact or (piece[0] == "=" and len(piece) > 1)
    words = WORDS.findall((piece.lstrip("=") or piece).replace("'", ""))
    return tuple(_key(word, exact) for word in words)


def _key(word: str, exact: bool) -> str:
    key = word if not word.isalpha() else f"={word}" if exact else stem(word)
    return sys.intern(key)  # the lexicon says the same words ten thousand times
