"""What came back of a test: `TPO positive`, `my TSH was high`, `celiac test came back negative`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.finder import Mention
from yarrow.language.lexicon import Lexicon
from yarrow.language.matcher import Classes, Match, Matcher
from yarrow.language.text import Sentence

NEGATIONS = frozenset({"no", "not", "never", "without", "isnt", "wasnt", "werent", "arent", "dont", "didnt"})
REACH = 8  # tokens between a test and its result


class Results:
    """Pairs tests with results."""

    def __init__(self, lexicon: Lexicon, classes: Classes) -> None:
        self._terms = lexicon.result_terms
        self._matcher = Matcher(classes, exact=True)
        for named in lexicon.results:
            self._matcher.add(named.phrases, named)

    def of(self, mention: Mention, sentences: Sequence[Sentence], tests: Sequence[Mention]) -> str | None:
        """The result of this test in its sentence, as it is written; None if none is said."""
        tokens = sentences[mention.sentence].tokens
        found = [
            match for match in self._matcher.find(tokens) if match.end <= mention.start or match.start >= mention.end
        ]
        near = [
            match for match in found if self._distance(match, mention) <= REACH and self._is_mine(match, mention, tests)
        ]
        if not near:
            return "negative" if self._denied(mention) else None
        best = min(near, key=lambda match: (match.start < mention.start, self._distance(match, mention)))
        said = best.meaning.id
        if best.start and tokens[best.start - 1].norm in NEGATIONS:
            said = {"positive": "negative", "normal": "high"}.get(said, said)
        return str(self._terms.get(mention.id, {}).get(said, said))

    def _denied(self, mention: Mention) -> bool:
        """`no thyroid antibodies` is a negative test; `no TSH done` is no test."""
        return mention.stands.status == "denied" and "high" in self._terms.get(mention.id, {})

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
