"""A loss told as the same once more: `lost it at 7 weeks, then it happened again in May`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.losses.head import COUNTED, UNKNOWN, Head, How, norm
from yarrow.language.numbers import ordinal
from yarrow.language.text import Sentence, Token

HAPPENED = frozenset({"happened", "happend"})
NOT_YET = frozenset({
    "if", "never", "not", "didnt", "hasnt", "wont", "cant", "will", "might", "may", "could", "would", "scared",
    "terrified", "afraid", "hope", "hoping", "doesnt", "dont", "before", "when", "until", "worried", "unless",
    "why", "how",
})  # fmt: skip
AFTER = frozenset({"", ",", "in", "at", "this", "last", "around", "about", "by", "on", "and", "two", "a", "the"})
LED = frozenset({"since", "then", "and", "now", "plus", "after", "that", "had", "have", "ive"})
DATED = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "spring", "summer",
    "autumn", "winter", "week", "month", "year", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday", "christmas", "easter",
})  # fmt: skip
SINCE = frozenset({"since", "after", "now", "again", "too"})
ENDING = frozenset({"", ",", "and", "then", "him", "her", "them", "that"})
AROUND = 5  # words on either side of it that may say what is meant
REACH = 2  # sentences between the loss and what happened again


@dataclass(frozen=True)
class Again:
    """Finds losses told as the same once more, or as one more than a number."""

    other_things: frozenset[str]

    def happened(self, sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
        """A head for each `it happened again` where the loss before it is hers, and nothing else is spoken of."""
        found: list[Head] = []
        for number, sentence in enumerate(sentences):
            tokens = sentence.tokens
            for at in range(1, len(tokens)):
                if norm(tokens, at) != "again" or norm(tokens, at - 1) not in HAPPENED:
                    continue
                before = [head for head in named if (head.sentence, head.end) <= (number, at)]
                last = before[-1] if before else None
                if last is None or last.count != 1 or last.kind not in COUNTED or number - last.sentence > REACH:
                    continue
                begin = last.end if last.sentence == number else 0
                words = {token.norm for token in tokens[begin:at]} | {norm(tokens, at + step) for step in (1, 2, 3)}
                if (
                    norm(tokens, at + 1) in AFTER
                    and not words & (NOT_YET | self.other_things)
                    and not sentence.question
                ):
                    found.append(Head(UNKNOWN, 1, "another", number, at - 1, at + 1))
        return found

    def nth_time(self, sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
        """A head for `it's the third time this has happened` behind a loss of hers: as many as that."""
        for number, sentence in enumerate(sentences):
            tokens = sentence.tokens
            told = [head for head in named if 0 <= number - head.sentence <= REACH and head.count]
            single = bool(told) and all(head.count == 1 and head.kind in COUNTED for head in told)
            words = {token.norm for token in tokens}
            if not single or sentence.question or words & (NOT_YET - {"when", "before"} | self.other_things):
                continue
            for at in range(len(tokens)):
                place = ordinal(tokens, at)
                timed = place is not None and place[0] > 1 and norm(tokens, place[1]) == "time"
                if timed and place and HAPPENED & {token.norm for token in tokens[at : at + AROUND + 3]}:
                    return [Head(UNKNOWN, place[0], "ordinal", number, at, place[1] + 1, place=place[0])]
        return []

    def one_more(self, sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
        """A head for each `since then another`, `and again in October` after a number of hers: one more than that."""
        found: list[Head] = []
        for number, sentence in enumerate(sentences):
            tokens = sentence.tokens
            taken = {at for head in named if head.sentence == number for at in range(head.start, head.end)}
            for at in range(len(tokens)):
                before = [head for head in named if (head.sentence, head.end) <= (number, at)]
                last = before[-1] if before else None
                if at in taken or last is None or last.kind not in COUNTED or sentence.question:
                    continue
                if not last.is_plural and (last.count != 1 or norm(tokens, at) != "another"):  # else read by SameAgain
                    continue
                begin = last.end if last.sentence == number else 0
                words = {token.norm for token in tokens[max(begin, at - AROUND) : at + AROUND]}
                if (
                    number - last.sentence <= REACH
                    and _is_one_more(tokens, at, alone=not last.is_plural)
                    and not words & (NOT_YET - {"before"} | self.other_things)
                ):
                    how: How = "more" if last.is_plural else "another"
                    found.append(Head(UNKNOWN, 1, how, number, at, at + 1))
        return found


def _is_one_more(tokens: Sequence[Token], at: int, *, alone: bool) -> bool:
    """`another`, `another one`, `again`, and nothing after it but a date; nothing at all, where it is `alone`."""
    in_a_row = (norm(tokens, at - 2), norm(tokens, at - 1)) == ("one", "after")  # "three, one after another"
    if (
        norm(tokens, at) not in ("another", "again")
        or in_a_row
        or not LED & {norm(tokens, at - 1), norm(tokens, at - 2)}
    ):
        return False
    end = at + 1 + int(norm(tokens, at) == "another" and norm(tokens, at + 1) == "one")
    dated = norm(tokens, end) in ("in", "last", "this") and norm(tokens, end + 1) in DATED
    over = norm(tokens, end) in ("", ",") or (norm(tokens, end) in SINCE and norm(tokens, end + 1) in ENDING)
    over = over and norm(tokens, at) == "another"
    return (dated and not alone) or over
