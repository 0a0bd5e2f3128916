"""What came back of a test: `TPO positive`, `my TSH was high`, `celiac test came back negative`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.figure import figure_after
from yarrow.language.lexicon import Lexicon
from yarrow.language.line import Classes
from yarrow.language.matcher import Match, Matcher
from yarrow.language.mention import Mention
from yarrow.language.tested import NEGATIONS, belongs, turned, with_tests
from yarrow.language.text import Sentence, Token

# What may come back of any test; other results are only of tests whose terms name them (protocol/lexicon/tests.yml).
COMMON = frozenset({"positive", "negative", "high", "low", "normal", "borderline", "abnormal"})
# Between a test and a result: the result is of something else, and this one is not back yet.
WAITING = frozenset({"waiting", "awaiting", "pending", "due", "booked", "await"})
EXCEPTING = frozenset({"except", "bar", "apart", "excluding", "besides", "aside"})
CONTRASTS = frozenset({"but", "though", "although", "however"})
# "I have TPO antibodies" is a result; "I have a TPO test tomorrow" and "I have a thyroid test" are none.
HAVING = frozenset({"have", "got"})
NOT_HERS = ("other", "family", "hypothetical")
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
# `Calprotectin not done`, `coeliac: never checked`, `clotting ones not back yet`.
DOING = frozenset({"done", "checked", "tested", "back", "run", "taken", "sent", "chkd", "requested", "offered"})
MARKS = frozenset({",", ";", "("})
PARTING = frozenset({",", "(", ")", ";"})  # a result before these is of what was named before it
# What says that a result is the later of two: `positive in March, repeated and negative now`.
ANEW = frozenset({"repeat", "repeated", "retest", "retested", "redone", "recheck", "rechecked", "latest"})
LATER = ANEW | {"repeats", "now", "since", "second", "recent", "recently", "current", "currently", "last"}
# Between such a word and a good result: something else is normal again, or another sample was taken.
ELSEWHERE = frozenset(
    {"feel", "feeling", "felt", "taking", "periods", "cycle", "cycles", "bowels", "poo", "poos", "on"}
)
SAMPLES = frozenset({"stool", "urine", "swab", "smear", "sample", "scan", "pregnancy"})
SPEAKING_OF_IT = frozenset({"it", "its", "that", "thats", "this"})
BEFORE_IT, AFTER_IT = 8, 3  # tokens within which a word of a repeat speaks of a result


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
            if (self._is_near(match, mention, tokens, tests) or belongs(mention, match, tokens, tests))
            and not _waits(tokens, match, mention)
            and not _is_excepted(tokens, match, mention)
            and not _is_still_to_come(tokens, match, mention) and not _is_not_back(tokens, mention)
        ]  # fmt: skip
        repeated = self._repeated(mention, sentences, tests)
        if repeated:
            return str(terms.get(repeated, repeated))
        inside = [match for match in every if mention.start <= match.start and match.end <= mention.end]
        if not near and inside:
            return str(terms.get(inside[0].meaning.id, inside[0].meaning.id))
        if not near and not inside and any(_is_excepted(tokens, match, mention) for match in found):
            return "positive" if terms.get("high") == "positive" else None
        if not near and _is_not_back(tokens, mention):
            return None
        if not near:
            return "negative" if self._denied(mention, tokens) else figure_after(mention.end, tokens)
        best = min(near, key=lambda match: (not _is_before_it(tokens, match, mention, tests),
                                            _is_across(tokens, match, mention), match.start < mention.start,
                                            self._distance(match, mention)))  # fmt: skip
        said = turned(best, tokens)
        if said == "positive" and _is_said_by_nobody(tokens[: min(best.start, mention.start)]):
            said = "negative"
        return str(terms.get(said, said))

    def latest(self, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[tuple[Mention, str]]:
        """Each test with its result: the first told, unless a later one is of a repeat; of several antibodies the bad.

        `mentions`: those of tests.
        """
        kept: dict[str, tuple[Mention, str]] = {}
        for mention in mentions:
            value = None if mention.stands.status in NOT_HERS else self.of(mention, sentences, mentions)
            before = kept.get(mention.id)
            if value is None:
                continue
            worse = before is not None and before[1] == "negative" and value == "positive"
            plain = value in COMMON  # a bare figure says nothing of which is the better
            if before is None or worse or (plain and _is_of_repeat(mention, sentences[mention.sentence].tokens)):
                kept[mention.id] = (mention, value)
        return list(kept.values())

    def _repeated(self, mention: Mention, sentences: Sequence[Sentence], tests: Sequence[Mention]) -> str | None:
        """What a repeat of the test brought, told later in its sentence or in the next, where no other is named."""
        after = mention.sentence + 1
        rest = [one for one in tests if one is not mention and one.sentence == mention.sentence]
        end = min((one.start for one in rest if one.start >= mention.end), default=None)
        tokens = sentences[mention.sentence].tokens[mention.end : end]
        said = self._of_repeat(tokens, LATER)
        named = any(one.sentence == after for one in tests)
        if after < len(sentences) and end is None and not named:
            following = sentences[after].tokens
            of_it = following[0].norm in SPEAKING_OF_IT
            said = self._of_repeat(following, LATER if of_it else ANEW) or said
        known = said in COMMON or said in self._terms.get(mention.id, {})
        return said if known else None

    def _of_repeat(self, tokens: Sequence[Token], words: frozenset[str]) -> str | None:
        found = [match for match in self._matcher.find(tokens) if _is_of_later(match, tokens, words)]
        return turned(found[-1], tokens) if found else None

    def _is_near(self, match: Match, mention: Mention, tokens: Sequence[Token], tests: Sequence[Mention]) -> bool:
        parted = PARTING & {token.norm for token in tokens[match.end : mention.start]}
        return self._distance(match, mention) <= REACH and not parted and self._is_mine(match, mention, tokens, tests)

    def _denied(self, mention: Mention, tokens: Sequence[Token]) -> bool:
        """`no thyroid antibodies` is a negative test; `no TSH done` and `I've not had a coeliac test` are no test."""
        named = {token.norm for token in tokens[mention.start : mention.end + 3]}
        denied = mention.stands.status == "denied" and "high" in self._terms.get(mention.id, {})
        return denied and not named & (VISITS | DOING)

    @staticmethod
    def _distance(match: Match, mention: Mention) -> int:
        return match.start - mention.end if match.start >= mention.end else mention.start - match.end

    def _is_mine(self, match: Match, mention: Mention, tokens: Sequence[Token], tests: Sequence[Mention]) -> bool:
        """Whether no other test of the sentence stands between, or nearer before it."""
        rivals = [test for test in tests if test.sentence == mention.sentence and test is not mention]
        if match.start >= mention.end:
            return not any(
                mention.end <= test.start < match.start and not self._is_listed(mention, test, tokens)
                for test in rivals
            )
        return not any(match.end <= test.start < mention.start for test in rivals)

    @staticmethod
    def _is_listed(mention: Mention, other: Mention, tokens: Sequence[Token]) -> bool:
        """`TPO and ANA both positive`: tests side by side share a result; `TPO 1300, TSH fine` do not."""
        figure = any(token.kind == "number" for token in tokens[mention.end : other.start])
        return 0 <= other.start - mention.end <= 2 and not figure


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
    """`Clotting ones not back yet`, `calprotectin not done`."""
    words = [token.norm for token in tokens[mention.end : mention.end + 5]]
    words = words[: next((place for place, word in enumerate(words) if word in MARKS), len(words))]
    done = next((place for place, word in enumerate(words) if word in DOING), 0)
    return bool(NEGATIONS & set(words[:done]))


def _is_before_it(tokens: Sequence[Token], match: Match, mention: Mention, tests: Sequence[Mention]) -> bool:
    """`A raised anti TPO, thyroid normal`: said straight before it, and of no test before."""
    between = [token.norm for token in tokens[match.end : mention.start]]
    if match.end > mention.start or not set(between) <= {"anti", "-"} or tokens[match.end - 1].norm in HAVING:
        return False
    return not any(one.sentence == mention.sentence and 0 <= match.start - one.end <= 2 for one in tests)


def _is_of_later(match: Match, tokens: Sequence[Token], words: frozenset[str]) -> bool:
    """Whether a word of a repeat stands near enough, and nothing else between."""
    before = [token.norm for token in tokens[max(0, match.start - BEFORE_IT) : match.start]]
    at = next((place for place in reversed(range(len(before))) if before[place] in words), None)
    if at is not None:
        return not ELSEWHERE & set(before[at + 1 :]) and not SAMPLES & set(before)
    return bool(words & {token.norm for token in tokens[match.end : match.end + AFTER_IT]})


def _is_of_repeat(mention: Mention, tokens: Sequence[Token]) -> bool:
    near = tokens[max(0, mention.start - AFTER_IT) : mention.end + AFTER_IT]
    return bool(LATER & {token.norm for token in near})


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
