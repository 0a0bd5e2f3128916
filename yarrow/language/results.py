"""What came back of a test: `TPO positive`, `my TSH was high`, `celiac test came back negative`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.figure import figure_after
from yarrow.language.lexicon import Lexicon
from yarrow.language.matcher import Classes, Match, Matcher
from yarrow.language.mention import Mention
from yarrow.language.tested import belongs, with_tests
from yarrow.language.text import Sentence, Token

NEGATIONS = frozenset({"no", "not", "never", "without", "isnt", "wasnt", "werent", "arent", "dont", "didnt", "nothing",
                       "none"})  # fmt: skip
# What may come back of any test; other results are only of tests whose terms name them (protocol/lexicon/tests.yml).
COMMON = frozenset({"positive", "negative", "high", "low", "normal", "borderline", "abnormal"})
# Between a test and a result: the result is of something else, and this one is not back yet.
WAITING = frozenset({"waiting", "awaiting", "pending", "due", "booked", "await"})
EXCEPTING = frozenset({"except", "bar", "apart", "excluding", "besides", "aside"})
CONTRASTS = frozenset({"but", "though", "although", "however"})
# "I have TPO antibodies" is a result; "I have a TPO test tomorrow" and "I have a thyroid test" are none.
HAVING = frozenset({"have", "got"})
VISITS = frozenset(
    {
        "test",
        "tests",
        "testing",
        "bloods",
        "scan",
        "check",
        "level",
        "levels",
        "appointment",
        "screen",
        "screening",
        "checked",
        "tested",
        "screened",
        "checks",
        "biopsy",
        "scope",
    }
)
NOBODY = frozenset({"nobody", "noone", "never", "not", "no"})
SAYING = frozenset({"said", "found", "mentioned", "tested", "been", "come", "came", "had"})
REACH = 8  # tokens between a test and its result


class Results:
    """Pairs tests with results."""

    def __init__(self, lexicon: Lexicon, classes: Classes) -> None:
        self._terms = lexicon.result_terms
        self._matcher = Matcher(classes, exact=True)
        for named in lexicon.results:
            self._matcher.add(named.phrases, named)

    def as_tests(self, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
        """The mentions, those of a test that is called like a condition as what they are."""
        return with_tests(mentions, sentences, [self._matcher.find(sentence.tokens) for sentence in sentences])

    def of(self, mention: Mention, sentences: Sequence[Sentence], tests: Sequence[Mention]) -> str | None:
        """The result of this test in its sentence, as it is written; None if none is said."""
        tokens = sentences[mention.sentence].tokens
        terms = self._terms.get(mention.id, {})
        every = [one for one in self._matcher.find(tokens) if one.meaning.id in COMMON or one.meaning.id in terms]
        found = [match for match in every if match.end <= mention.start or match.start >= mention.end]
        near = [
            match for match in found
            if (self._is_near(match, mention, tests) or belongs(mention, match, tokens, tests))
            and not _waits(tokens, match, mention)
            and not _is_excepted(tokens, match, mention)
            and not _is_still_to_come(tokens, match, mention) and not _is_not_back(tokens, mention)
        ]  # fmt: skip
        inside = [match for match in every if mention.start <= match.start and match.end <= mention.end]
        if not near and inside:
            return str(terms.get(inside[0].meaning.id, inside[0].meaning.id))
        if not near and not inside and any(_is_excepted(tokens, match, mention) for match in found):
            return "positive" if terms.get("high") == "positive" else None
        if not near and _is_not_back(tokens, mention):
            return None
        if not near:
            return "negative" if self._denied(mention, tokens) else figure_after(mention.end, tokens)
        best = min(near, key=lambda match: (_is_across(tokens, match, mention), match.start < mention.start,
                                            self._distance(match, mention)))  # fmt: skip
        said = best.meaning.id
        turned = best.start and tokens[best.start - 1].norm in NEGATIONS
        if turned or (said == "positive" and _is_said_by_nobody(tokens[: min(best.start, mention.start)])):
            said = {"positive": "negative", "normal": "high", "abnormal": "normal", "shape": "normal"}.get(said, said)
        return str(terms.get(said, said))

    def _is_near(self, match: Match, mention: Mention, tests: Sequence[Mention]) -> bool:
        return self._distance(match, mention) <= REACH and self._is_mine(match, mention, tests)

    def _denied(self, mention: Mention, tokens: Sequence[Token]) -> bool:
        """`no thyroid antibodies` is a negative test; `no TSH done` and `I've not had a coeliac test` are no test."""
        named = {token.norm for token in tokens[mention.start : mention.end]}
        denied = mention.stands.status == "denied" and "high" in self._terms.get(mention.id, {})
        return denied and not named & VISITS

    @staticmethod
    def _distance(match: Match, mention: Mention) -> int:
        return match.start - mention.end if match.start >= mention.end else mention.start - match.end

    def _is_mine(self, match: Match, mention: Mention, tests: Sequence[Mention]) -> bool:
        """Whether no other test of the sentence stands between, or nearer before it."""
        rivals = [test for test in tests if test.sentence == mention.sentence and test is not mention]
        if match.start >= mention.end:
            return not any(
                mention.end <= test.start < match.start and not self._is_listed(mention, test) for test in rivals
            )
        return not any(match.end <= test.start < mention.start for test in rivals)

    @staticmethod
    def _is_listed(mention: Mention, other: Mention) -> bool:
        """`TPO and ANA both positive`: tests side by side share a result."""
        return 0 <= other.start - mention.end <= 2


def _is_across(tokens: Sequence[Token], match: Match, mention: Mention) -> bool:
    """Whether a contrast stands between: `they found thyroid antibodies but my levels are ok`."""
    first, last = (mention.end, match.start) if match.start >= mention.end else (match.end, mention.start)
    return any(token.norm in CONTRASTS for token in tokens[first:last])


def _is_said_by_nobody(before: Sequence[Token]) -> bool:
    """`Nobody has ever said antiphospholipid positive`."""
    words = {token.norm for token in before[-6:]}
    return bool(words & NOBODY) and bool(words & SAYING)


def _is_excepted(tokens: Sequence[Token], match: Match, mention: Mention) -> bool:
    """`Everything negative except ANA`, `all normal apart from a heart shaped womb`."""
    between = {token.norm for token in tokens[match.end : mention.start]}
    good = match.meaning.id in ("negative", "normal")
    return good and match.end <= mention.start and bool(between & EXCEPTING)


def _is_not_back(tokens: Sequence[Token], mention: Mention) -> bool:
    """`Clotting ones not back yet`."""
    words = [token.norm for token in tokens[mention.end : mention.end + 4]]
    return "back" in words and bool(NEGATIONS & set(words[: words.index("back")]))


def _waits(tokens: Sequence[Token], match: Match, mention: Mention) -> bool:
    first, last = (mention.end, match.start) if match.start >= mention.end else (match.end, mention.start)
    return any(token.norm in WAITING for token in tokens[first:last])


def _is_still_to_come(tokens: Sequence[Token], match: Match, mention: Mention) -> bool:
    """Whether `I have` speaks of a test and not of what was found."""
    if match.end > mention.start or tokens[match.end - 1].norm not in HAVING:
        return False
    words = [token.norm for token in tokens[match.end : mention.end + 2]]
    turn = next((place for place, word in enumerate(words) if word in CONTRASTS or word == ","), len(words))
    return any(word in VISITS for word in words[:turn])
