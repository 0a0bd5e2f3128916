"""A message as tokens and sentences, each with its place in the stored text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from yarrow.language.stem import stem

LONGEST = 60  # tokens in a sentence; longer ones are cut, so that no rule's scope covers a page
# "3xMC" is three of them: the x after a number is a word of its own.
TOKEN = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?|(?<=\d)x(?=[a-z])|[a-z]+(?:'[a-z]+)*|'[a-z]+|[^\s\w]|[^\s]")
ENDS = frozenset(".!?;\n")
# A doubt, as doctors write it: "?coeliac".
QUERIED = re.compile(r"(?:(?<=[\s(,;:])|^)\? ?(?=[a-z])")
OPENS = frozenset({"and", "but", "so", "then", "because", "i", "im", "ive", "my", "we", "also", "they", "now"})
# Marks that a phone writes out when they are dictated.
DICTATED = {"full stop": ".", "question mark": "?", "exclamation mark": "!", "comma": ","}
SPOKEN_MARK = re.compile(r"\b(?:" + "|".join(DICTATED) + r")\b")
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "–": "-", "—": "-", "−": "-"})
TokenKind = Literal["word", "number", "mark"]


@dataclass(frozen=True)
class Token:
    """A word, number or mark. `norm`: lower case, no accents or apostrophes; `start`, `end`: characters of the text."""

    start: int
    end: int
    norm: str
    stem: str
    kind: TokenKind


@dataclass(frozen=True)
class Sentence:
    """Tokens that rules may relate to each other. `question`: it ends with a question mark."""

    tokens: tuple[Token, ...]
    question: bool = False


@lru_cache(maxsize=4_000)
def _plain(char: str) -> str:
    """The character in lower case without its accent, always one character."""
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


def plain(text: str) -> str:
    """The text in lower case without accents and typographic marks, character for character as long as the original."""
    text = text.translate(APOSTROPHES)
    return text.lower() if text.isascii() else "".join(_plain(char) for char in text)


def _with_marks(text: str) -> str:
    """The plain text with dictated marks as marks, character for character as long as before."""
    return SPOKEN_MARK.sub(lambda found: DICTATED[found.group()].ljust(len(found.group())), text)


def sentences(text: str) -> list[Sentence]:
    """The text's sentences: cut at full stops, question and exclamation marks, semicolons and line ends."""
    found: list[Sentence] = []
    current: list[Token] = []
    for token, mark in _tokens(_with_marks(plain(text))):
        if mark in ENDS:
            if current:
                found.append(Sentence(tuple(current), mark == "?"))
                current = []
            elif found and mark == "?":
                found[-1] = Sentence(found[-1].tokens, True)
            continue
        current.append(token)
        if len(current) >= LONGEST:
            cut = _where_to_cut(current)
            found.append(Sentence(tuple(current[:cut])))
            current = current[cut:]
    if current:
        found.append(Sentence(tuple(current)))
    return found


def _where_to_cut(tokens: list[Token]) -> int:
    """Where a run-on of words without full stops is best cut: before the last word that opens a clause."""
    half = len(tokens) // 2
    openings = [place for place in range(half, len(tokens)) if tokens[place].norm in OPENS]
    return openings[-1] if openings else len(tokens)


def _tokens(text: str) -> list[tuple[Token, str]]:
    """Tokens with the mark they are, if any; a line end is a mark too."""
    out: list[tuple[Token, str]] = []
    for line in re.finditer(r"[^\n]+|\n", text):
        if line.group() == "\n":
            out.append((Token(line.start(), line.end(), "\n", "\n", "mark"), "\n"))
            continue
        offset = line.start()
        out.extend(_token(match, offset) for match in TOKEN.finditer(line.group()))
    return out


def _token(match: re.Match[str], offset: int) -> tuple[Token, str]:
    raw = match.group()
    start, end = offset + match.start(), offset + match.end()
    if raw[0].isdecimal():
        return Token(start, end, raw, "#", "number"), ""
    if raw == "?" and QUERIED.match(match.string, match.start()):
        return Token(start, end, "query", "query", "word"), ""
    if raw[0].isalpha() or (raw[0] == "'" and len(raw) > 1):
        norm = raw.replace("'", "")
        return Token(start, end, norm, stem(norm), "word"), ""
    if raw == "@":  # "lost one @ 6 weeks"
        return Token(start, end, "at", "at", "word"), ""
    return Token(start, end, raw, raw, "mark"), raw
