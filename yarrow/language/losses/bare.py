"""A number of losses on its own (`it was three, one was ectopic`), and pregnancies that are counted, not losses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yarrow.language.losses.head import MOST, Head, norm
from yarrow.language.losses.how_many import TIMES
from yarrow.language.losses.weeks import listed_weeks, weeks_of
from yarrow.language.numbers import every
from yarrow.language.text import Sentence, Token

# What may follow a number that stands on its own.
ALONE = frozenset({
    "", ",", "but", "and", "-", ":", "(", "in", "actually", "sorry", "so", "altogether", "now", "i", "times", "total",
    "unfortunately", "then", "all",
})  # fmt: skip
CORRECTING = frozenset({"actually", "meant", "correction", "mistake", "missed", "wrong"})
MENDING = frozenset({"wait", "sorry", "mean", "meant", "oops"})
PREGNANCIES = frozenset({"pregnancies", "pregnancys"})
CARRYING = frozenset({"pregnant", "preg", "fallen", "expecting", "conceived"})
OFTEN = frozenset({"once", "twice", "thrice"})
NOT_ALONE_AFTER = frozenset({
    "next", "other", "not",
    "one", "the", "of", "at", "last", "in", "age", "aged", "since", "this", "that", "every", "each", "between", "than",
    "+", ".", "/",
})  # fmt: skip
TOTAL = frozenset(
    {"it", "its", "that", "thats", "this", "number", "total", "count", "answer", "losses", "there", "says"}
)
NEAR = 2  # sentences behind words for several losses in which their number may stand by itself
SHORT = 10  # words of such a sentence


def bare_total(
    sentences: Sequence[Sentence],
    heads: Sequence[Head],
    asked: str | None,
    known: dict[str, Any],
    others: Sequence[frozenset[int]],
) -> tuple[int, bool] | None:
    """A number on its own, when losses are what is spoken of, and whether it was said with a doubt (`about three`).

    `others`: for each sentence the tokens that tell of somebody else: `none, my mum had three`.
    """
    vague = bool(heads) and all(head.is_open for head in heads)
    if asked != "losses_count" and "losses_count" not in known and not vague:
        return None
    corrected = any(token.norm in CORRECTING for sentence in sentences for token in sentence.tokens)
    if any((head.is_plural or head.count == 0) and not _is_a_share(sentences, head) for head in heads):
        return None
    if not heads and asked != "losses_count" and not corrected:
        return None
    expected = asked == "losses_count" or "losses_count" in known
    found: list[tuple[int, bool]] = []
    carried = pregnancies(sentences)
    for number, sentence in enumerate(sentences):
        weeks = {place for week in weeks_of(sentence.tokens) for place in range(week.start, week.end)}
        for some in () if listed_weeks(sentence.tokens) else every(sentence.tokens):
            after = norm(sentence.tokens, some.end)
            inside = any(head.sentence == number and head.start <= some.start < head.end for head in heads)
            inside = (
                inside
                or some.start in weeks
                or some.start in others[number]
                or (number, some.start) in carried
                or norm(sentence.tokens, some.start - 1) in NOT_ALONE_AFTER
                or _is_an_age(sentence.tokens, some.start)
                or (not expected and not _is_near(sentences, heads, number))
            )
            if not inside and some.is_settled and after in ALONE and some.whole <= MOST:
                found.append((some.whole, some.about))
    if len(found) > 1 and {count for count, _ in found} == {1}:
        return len(found), any(doubted for _, doubted in found)
    if (
        not expected and len(found) > 1 and len({count for count, _ in found}) == len(found)
    ):  # "he says five, I say six"
        return None
    mended = any(token.norm in MENDING for sentence in sentences for token in sentence.tokens)
    return found[-1 if mended else 0] if found else None


def _is_a_share(sentences: Sequence[Sentence], head: Head) -> bool:
    """`2 of them chemicals`, beside the number of all of them."""
    words = [norm(sentences[head.sentence].tokens, head.start + step) for step in (1, 2)]
    return head.is_plural and words[0] == "of" and words[1] in ("them", "these", "those", "which")


def _is_an_age(tokens: Sequence[Token], at: int) -> bool:
    """`when I was 19`, `the eldest is 18`; not `it is 3`."""
    return norm(tokens, at - 1) in ("was", "is", "im", "am", "were") and norm(tokens, at - 2) not in TOTAL


def _is_near(sentences: Sequence[Sentence], heads: Sequence[Head], number: int) -> bool:
    """Whether words for losses stand in this sentence, or shortly before it where it is short."""
    since = min((number - head.sentence for head in heads if head.sentence <= number), default=NEAR + 1)
    return not since or (since <= NEAR and len(sentences[number].tokens) <= SHORT)


def pregnancies(sentences: Sequence[Sentence]) -> dict[tuple[int, int], int]:
    """Pregnancies counted, and not losses, by sentence and token: `pregnant 5 times`, `five pregnancies`."""
    found: dict[tuple[int, int], int] = {}
    for number, sentence in enumerate(sentences):
        for some in every(sentence.tokens):
            before, after = norm(sentence.tokens, some.start - 1), norm(sentence.tokens, some.end)
            often = after in TIMES or sentence.tokens[some.start].norm in OFTEN
            if some.is_settled and ((before in CARRYING and often) or after in PREGNANCIES):
                found[(number, some.start)] = some.whole
    return found
