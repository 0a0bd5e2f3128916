"""Names that are a test only beside a result: `coeliac`, `sticky blood`, `thyroid`.

`My tests came back normal: thyroid, sticky blood` names two tests; `I have coeliac, thyroid tests fine` an illness.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from yarrow.language.assertion import Stand
from yarrow.language.lexicon import Named
from yarrow.language.matcher import Match
from yarrow.language.mention import Mention
from yarrow.language.text import Sentence, Token

# The condition, and the test that is called by the same name (reference coding manual: an antibody is a test).
TESTED = {"coeliac": "coeliac", "aps": "apl"}
BARE = {
    "thyroid": "tsh",
    "womb": "uterus",
    "uterus": "uterus",
}  # an organ, and so a test only where a result is said of it
TESTING = frozenset({"test", "tests", "tested", "testing", "checked", "screened", "bloods", "screen", "biopsy"})
GOOD = ("negative", "normal")
# Words that may stand between the name and the result, or, where the result comes first, between it and the name.
AFTER = frozenset({",", "and", "&", "was", "were", "is", "are", "all", "both", "came", "back", "too", "also", "tests",
                   ":", "-", "/", "or", "plus", "come", "has", "have", "been", "ones", "still"})  # fmt: skip
BEFORE = frozenset({":", "-", ",", "and", "&", "for", "on", "including", "the", "my", "tests", "results", "bloods"})
TOGETHER = frozenset({"both", "all", "were", "are"})  # one result of several names
HERS = frozenset({"have", "got", "ive", "had", "with", "am", "im", "being", "a", "diagnosed", "has"})


def with_tests(
    mentions: Sequence[Mention], sentences: Sequence[Sentence], found: Sequence[list[Match]]
) -> list[Mention]:
    """The mentions, those of a test that is called like a condition or an organ as what they are.

    `found`: the results of tests in each sentence.
    """
    bare = [one for number, some in enumerate(sentences) for one in _bare(number, some, mentions)]
    named = [*mentions, *bare]
    settled = [_as_test(one, sentences[one.sentence].tokens, found[one.sentence], named) for one in mentions]
    settled += [
        one for one in bare
        if any(belongs(one, match, sentences[one.sentence].tokens, named) for match in found[one.sentence])
    ]  # fmt: skip
    return sorted(settled, key=lambda one: (one.sentence, one.start))


def _bare(number: int, sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Mention]:
    taken = {place for one in mentions if one.sentence == number for place in range(one.start, one.end)}
    for place, token in enumerate(sentence.tokens):
        if token.norm in BARE and place not in taken:
            meaning = Named(BARE[token.norm], ())
            yield Mention(
                meaning, "test", meaning.id, number, place, place + 1, token.start, token.end, Stand("present")
            )


def _is_cleared(mention: Mention, tokens: Sequence[Token]) -> bool:
    """`They tested me for sticky blood, all clear`: the illness is named, and the test meant."""
    before = {token.norm for token in tokens[max(0, mention.start - 5) : mention.start]}
    return mention.stands.status == "denied" and "for" in before and bool(TESTING & before) and "negative" not in before


def _as_test(
    mention: Mention, tokens: Sequence[Token], results: Sequence[Match], mentions: Sequence[Mention]
) -> Mention:
    if mention.kind != "condition" or mention.id not in TESTED:
        return mention
    if _is_cleared(mention, tokens):
        return replace(mention, kind="test", id=TESTED[mention.id])
    if _is_hers(mention, tokens):
        return mention
    if not any(belongs(mention, match, tokens, mentions) for match in results if match.meaning.id in GOOD):
        return mention
    return replace(mention, kind="test", id=TESTED[mention.id])


def _is_hers(mention: Mention, tokens: Sequence[Token]) -> bool:
    before = [token.norm for token in tokens[max(0, mention.start - 2) : mention.start]]
    return bool(HERS & set(before)) or mention.stands.status in ("family", "other", "hypothetical", "past")


def belongs(mention: Mention, match: Match, tokens: Sequence[Token], mentions: Sequence[Mention]) -> bool:
    """Whether the result is plainly said of this name, alone or in a list of names."""
    beside = [one for one in mentions if one.sentence == mention.sentence and one.start != mention.start]
    first, last = (mention.end, match.start) if match.start >= mention.end else (match.end, mention.start)
    named = {place for one in beside for place in range(one.start, one.end)}
    between = [tokens[place].norm for place in range(first, last) if place not in named]
    if match.start < mention.end:
        return not between or (set(between) <= BEFORE and ":" in between)
    passes = any(first <= one.start < last for one in beside)
    together = TOGETHER & {*between, *(token.norm for token in tokens[match.start : match.end])}
    return set(between) <= AFTER and (not passes or bool(together))
