"""A positive test that came to nothing: `two lines, gone by April`, `bfp then af`, `hcg 60 then 12`, `beta dropped`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yarrow.language.losses.head import norm
from yarrow.language.text import Token

Span = tuple[int, int]

POSITIVE = frozenset({"positive", "bfp", "pos", "line", "lines", "bfps", "positives", "digital"})
PREGNANT = frozenset({"pregnant", "conceived", "preg", "caught"})
GONE = frozenset({"gone", "over", "lost"})  # by, in or before a time
FADED = frozenset({
    "faded", "vanished", "disappeared", "gone", "negative", "neg", "white", "bfn", "period", "af", "bled", "bleed",
    "dropped", "dropping", "halved", "fell", "fizzled", "nothing", "falling",
})  # fmt: skip
FIRM = frozenset({"faded", "vanished", "disappeared", "af", "bfn", "halved", "fizzled", "dropping", "gone"})
SINCE = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "within", "then", "and", "but",
    "by", "later", "next", "days", "day", "week", "on", "before", "after",
})  # fmt: skip
APART = frozenset({"one", "other", "another", "rest", "others"})  # another test
REACH = 14  # words between the test and its end
# Positive for something else, or a positive that never was.
OTHER_TEST = frozenset({
    "covid", "hpv", "strep", "chlamydia", "rhesus", "opk", "opks", "ovulation", "lh", "no", "never", "not", "dna",
    "still", "faint", "antenatal", "hiv", "mycoplasma", "torch",
})  # fmt: skip
ANTIBODIES = frozenset({
    "ana", "antibodies", "antibody", "apl", "apla", "tpo", "lupus", "coeliac", "celiac", "anticardiolipin", "ttg",
    "antiphospholipid", "aps", "apas", "ro", "acl",
})  # fmt: skip
NOT_COUNTED = frozenset({"mole", "molar", "ectopic", "tube", "tubal", "methotrexate", "mtx"})  # they fall there too
NOW = frozenset({"now", "still", "today", "currently", "im", "am", "spotting", "tonight", "yesterday"})
HORMONE = frozenset({"hcg", "beta", "betas", "levels", "bhcg", "quant"})
OTHER_LEVELS = frozenset({"iron", "thyroid", "tsh", "ferritin", "progesterone", "vitamin", "sugar", "amh", "d"})
HERS = frozenset(
    {"hcg", "beta", "betas", "bhcg", "pregnant", "positive", "bfp", "transfer", "pul", "pregnancy", "line"}
)
FELL = frozenset({"dropped", "dropping", "halved", "fell", "falling", "fizzled", "crashed", "plummeted", "decreased"})
TO = frozenset(
    {"repeat", "next", "second", "again", "it", "then", ",", ">", "-", "to", "and", "down", "<", "was", "only"}
)
LEAST = 5


def faded(tokens: Sequence[Token]) -> list[Span]:
    """Where a sentence tells of a positive test, or of hormones, that went again."""
    words = [token.norm for token in tokens]
    if NOT_COUNTED & set(words):
        return []
    if ANTIBODIES & set(words):
        return list(_hormones(tokens, words))
    return [*_lines(words), *_hormones(tokens, words)]


def _lines(words: list[str]) -> Iterator[Span]:
    for at, word in enumerate(words):
        near = set(words[max(0, at - 3) : at] + words[at + 1 : at + 2]) - (
            {"faint"} if word.startswith("line") else set()
        )
        if word not in POSITIVE or OTHER_TEST & near:
            continue
        end = next((place for place in range(at + 1, min(at + REACH, len(words))) if _is_end(words, at, place)), None)
        if end is not None and not NOW & set(words[at:end]):
            yield at, end + 1
    for at, word in enumerate(words):
        if word in PREGNANT and not NOW & set(words):
            gone = (place for place in range(at + 1, min(at + REACH, len(words))) if words[place] in GONE)
            yield from (
                (at, place + 1) for place in gone if words[place + 1 : place + 2] in (["by"], ["in"], ["before"])
            )


def _is_end(words: list[str], at: int, place: int) -> bool:
    """Whether the positive ends here, and nothing denies it: `no period`, `then I bled`."""
    between = words[at + 1 : place]
    if words[place - 1 : place + 1] == ["was", "bleeding"] and SINCE & set(between):
        return True
    if words[place - 1 : place + 1] == ["came", "on"] and SINCE & set(between):
        return words[place + 1 : place + 2] != ["the"]
    if APART & set(between):
        return False
    if words[place] not in FADED or {"no", "not", "never", "due", "missed", "late"} & set(words[place - 2 : place]):
        return False
    if words[place] == "nothing" and (place + 1 < len(words) and words[place + 1] not in (",", "but", "just")):
        return False
    return words[place] in FIRM or bool(SINCE & set(between))


def _hormones(tokens: Sequence[Token], words: list[str]) -> Iterator[Span]:
    for at, word in enumerate(words):
        if word not in HORMONE or OTHER_LEVELS & set(words[max(0, at - 2) : at]):
            continue
        if word == "levels" and not HERS & set(words):
            continue
        fell = next((place for place in range(at + 1, min(at + 7, len(words))) if words[place] in FELL), None)
        if fell is not None:
            yield at, fell + 1
        elif end := _falling(tokens, at + 1):
            yield at, end


def _falling(tokens: Sequence[Token], at: int) -> int:
    """Where levels that only rise and fall end below an earlier one: `212 then 98 then 9`; 0 if they do not."""
    values: list[float] = []
    place = at
    while place < len(tokens) and (
        tokens[place].kind == "number" or norm(tokens, place) in TO | HORMONE | {"just", "of", "x"}
    ):
        if tokens[place].kind == "number":
            values.append(float(norm(tokens, place).replace(",", "")))
        place += 1
    return place if len(values) > 1 and values[0] >= LEAST and values[-1] < max(values) * 0.9 else 0
