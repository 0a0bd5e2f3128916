"""A list of pregnancies, each opened by its number, date or cycle: `2012, lost. 2013, a son. FET 2: gone at 6w`.

A row is read as a whole: a loss by its words or its weeks, a child, or no pregnancy at all. Only a row that tells of a
loss, and holds no word for one that is read by itself, adds a head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.calendar import MONTH_NAMES
from yarrow.language.gestation import gestations
from yarrow.language.losses.head import COUNTED, MOST, UNKNOWN, Head, norm
from yarrow.language.losses.relations import Relations
from yarrow.language.numbers import ordinal, read
from yarrow.language.text import Sentence, Token

# The seasons and feasts that date a loss as a month does.
MONTHS = frozenset(MONTH_NAMES) | {"autumn", "christmas", "easter", "spring", "summer", "winter", "xmas"}
YEARS = range(1980, 2100)
MONTH_NUMBERS = range(1, 13)
PARTS = frozenset({",", "/", "|", "&", "and", "then", "-", ":", "(", "*", "."})
LETTERS = frozenset("abcdefg")
LEAST = 2  # rows that make a list
NAMING = 5  # words behind an ordinal that name what it is of
SHORT, PLAIN = 12, 4  # tokens of a row of which only the weeks are told: in a list of losses, in any
EARLY = range(3, 24)


@dataclass(frozen=True)
class Row:
    """One entry: the label at `start` to `opened`, the words after it up to `end`. `tried`: of a transfer or cycle."""

    sentence: int
    start: int
    opened: int
    end: int
    tried: bool = False


@dataclass(frozen=True)
class Ledger:
    """Finds the rows of a list of pregnancies that tell of a loss."""

    numbered: frozenset[str]
    tried: frozenset[str]
    ended: frozenset[str]
    taken: frozenset[str]
    child: frozenset[str]
    no_pregnancy: frozenset[str]
    still: frozenset[str]
    other_ends: frozenset[str]
    lost: frozenset[str]
    well: frozenset[str]
    people: Relations

    def find(self, sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
        """A head for each row of a list that tells of a loss without a word that was read by itself."""
        rows = [row for row in self._rows(sentences) if not _is_listed(row, named)]
        if len(rows) < LEAST:
            return []
        told = [row for row in rows if _holds(row, named)]
        plain = [row for row in rows if row not in told and self._is_lost(row, sentences)]
        sure = bool(told or plain)
        short = [row for row in rows if row not in told + plain and self._is_short(row, sentences, sure=sure)]
        lost = sorted([*plain, *short], key=lambda row: (row.sentence, row.start))
        if len(told) + len(lost) < LEAST and not told and not self._has_outcomes(rows, sentences, lost):
            return []
        return [Head(UNKNOWN, 1, "said", row.sentence, row.start, row.opened, loose=True) for row in lost]

    def speaks_of_others(self, sentences: Sequence[Sentence]) -> bool:
        """Whether a child or a transfer is spoken of, so that the first may be of no loss."""
        return any((self.child | self.tried) & {token.norm for token in one.tokens} for one in sentences)

    def numbers_another(self, tokens: Sequence[Token]) -> bool:
        """Whether an ordinal is of a pregnancy that was not lost: `first bfn`, `second a little boy`."""
        other = self.child | self.no_pregnancy | self.other_ends
        for at in range(len(tokens)):
            place = ordinal(tokens, at)
            for step in range(place[1], min(place[1] + NAMING, len(tokens))) if place else ():
                word = norm(tokens, step)
                if word in other:
                    return True
                if word in PARTS or ordinal(tokens, step):
                    break
        return False

    def _has_outcomes(self, rows: Sequence[Row], sentences: Sequence[Sentence], lost: Sequence[Row]) -> bool:
        """Whether each other row tells of a child, or of no pregnancy: then one loss among them is told for one."""
        plain = self.child | self.no_pregnancy | self.other_ends
        return bool(lost) and all(
            plain & {word.norm for word in _words(row, sentences)} for row in rows if row not in lost
        )

    def _rows(self, sentences: Sequence[Sentence]) -> list[Row]:
        """The rows of the message: a row ends where the next begins, or with its sentence."""
        found: list[Row] = []
        for number, sentence in enumerate(sentences):
            tokens = sentence.tokens
            starts = [(at, opened) for at in range(len(tokens)) if (opened := self._opens(tokens, at)) is not None]
            starts = [pair for place, pair in enumerate(starts) if not place or pair[0] >= starts[place - 1][1]]
            for place, (at, opened) in enumerate(starts):
                end = starts[place + 1][0] if place + 1 < len(starts) else len(tokens)
                found.append(Row(number, at, opened, end, bool(self.tried & {norm(tokens, at), norm(tokens, at + 1)})))
        return found

    def _opens(self, tokens: Sequence[Token], at: int) -> int | None:
        """Where the label that opens a row at this token ends; None if there is none."""
        if norm(tokens, at - 1) not in PARTS | {"", "in"} or (norm(tokens, at - 1) == "in" and at > 1):
            return None
        end = self._counted(tokens, at) or _date(tokens, at)
        if end is None:
            return None
        closing = norm(tokens, end)
        return end + 1 if closing in (":", "-", ",", ")", ".", "=") else end

    def _counted(self, tokens: Sequence[Token], at: int) -> int | None:
        """`FET 2`, `pregnancy number 1`, `baby A`, `first transfer`, `2)` here."""
        place = ordinal(tokens, at)
        if place and norm(tokens, place[1]) in self.tried:
            return place[1] + 1
        marked = norm(tokens, at + 1) == ")" and norm(tokens, at + 2) not in (",", "")
        if marked and norm(tokens, at).isdecimal() and int(norm(tokens, at)) <= MOST:
            return at + 2
        thing = at
        while norm(tokens, thing) in self.numbered and thing < at + 2:
            thing += 1
        if thing == at:
            return None
        some = read(tokens, thing)
        lettered = norm(tokens, thing) in LETTERS and norm(tokens, thing + 1) in (",", ":", "-", "is", "was")
        numbered = some is not None and some.is_settled and 0 < some.whole <= MOST and some.end == thing + 1
        return thing + 1 if numbered or lettered else None

    def _is_lost(self, row: Row, sentences: Sequence[Sentence]) -> bool:
        """Whether the words of the row tell of a loss: `2012, lost`, `FET 2: positive, gone at 6w`."""
        tokens = _words(row, sentences)
        words = {token.norm for token in tokens}
        if words & (self.other_ends | self.people.anothers) or sentences[row.sentence].question:
            return False
        if norm(tokens, 0) in self.lost and not row.tried:
            return True
        if words & self.no_pregnancy:
            return False
        weeks = _weeks(tokens)
        tried = row.tried or bool(words & self.tried)
        return (
            bool(words & self.ended)
            and not words & (self.child | self.still)
            and (not tried or bool(weeks or words & self.taken))
        )

    def _is_short(self, row: Row, sentences: Sequence[Sentence], *, sure: bool) -> bool:
        """Whether the row holds little but weeks, or `same again`, in a list of losses (`sure`) or of weeks."""
        tokens = _words(row, sentences)
        words = {token.norm for token in tokens}
        nothing = words & self.no_pregnancy - {"nothing"} or (row.tried and not words & self.taken)
        if (
            words & (self.child | self.still | self.other_ends | self.people.anothers | self.well)
            or nothing
            or sentences[row.sentence].question
        ):
            return False
        if sure and "same" in words and words & {"again", "thing", "happened", "story"}:
            return True
        return bool(_weeks(tokens)) and (len(tokens) <= SHORT if sure else len(tokens) <= PLAIN)


def _is_listed(row: Row, named: Sequence[Head]) -> bool:
    """`Losses: 2020 at 8 weeks, 2021 at 6` is read as the list of weeks that it is."""
    return any(head.is_open and head.sentence == row.sentence and head.end <= row.start for head in named)


def _date(tokens: Sequence[Token], at: int) -> int | None:
    """`March 2021`, `3/2016`, `'17`, `2012`, `feb 21`, `last May` here."""
    first = norm(tokens, at)
    if first in ("this", "last") and norm(tokens, at + 1) == "year":
        return at + 2 if norm(tokens, at + 2) in (",", ":") else None
    step = 1 if first in ("last", "early", "late", "this") and norm(tokens, at + 1) in MONTHS else 0
    if norm(tokens, at + step) in MONTHS:
        end = at + step + 1
        year = _year(tokens, end)
        return year or (end if norm(tokens, end) in (":", ",", "-", "(") or step else None)
    month = first.isdecimal() and int(first) in MONTH_NUMBERS and norm(tokens, at + 1) == "/"
    if month and (year := _year(tokens, at + 2)):
        return year
    return _year(tokens, at) if first.isdecimal() and len(first) == 4 else None


def _year(tokens: Sequence[Token], at: int) -> int | None:
    """The end of a year here: `2021`, `21`, `'21`."""
    at += int(norm(tokens, at) == "'")
    word = norm(tokens, at)
    if not word.isdecimal() or any(some.start == 0 for some in gestations(tokens[at : at + 3])):
        return None
    return at + 1 if int(word) in YEARS or (len(word) == 2 and 10 <= int(word) <= 35) else None


def _words(row: Row, sentences: Sequence[Sentence]) -> Sequence[Token]:
    return sentences[row.sentence].tokens[row.opened : row.end]


def _holds(row: Row, named: Sequence[Head]) -> bool:
    """Whether a loss in this row was read by its own word."""
    return any(
        head.sentence == row.sentence and row.start <= head.start < row.end and head.count and head.kind in COUNTED
        for head in named
    )


def _weeks(tokens: Sequence[Token]) -> bool:
    return any(some.weeks in EARLY and not some.bound for some in gestations(tokens))
