"""Which of the offered answers are said in the words patients use for them (protocol/lexicon/answers_*.yml)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yarrow.language.clauses import denied_places
from yarrow.language.lexicon import Lexicon
from yarrow.language.line import Classes
from yarrow.language.matcher import Matcher
from yarrow.language.text import Sentence

ASKING_FIRST = frozenset(
    {"would", "should", "could", "does", "do", "will", "what", "why", "how", "which", "whats", "can"}
)
PLACE = re.compile(r"\[\d+\]")


class OfferedWords:
    """The ways to say each answer of each question."""

    def __init__(self, lexicon: Lexicon, classes: Classes) -> None:
        self._questions: dict[str, Matcher] = {}
        for question, answers in lexicon.answers.items():
            self._questions[question] = Matcher(classes, exact=True)
            for named in answers:
                self._questions[question].add(named.phrases, named)

    def said(self, question_id: str, sentences: Sequence[Sentence], *, lists: bool) -> tuple[str, ...]:
        """The values of the answers said, in order; what is named only to deny it is left out."""
        matcher = self._questions.get(template_of(question_id))
        if matcher is None:
            return ()
        found: list[str] = []
        for sentence in sentences:
            if sentence.tokens[0].norm in ASKING_FIRST:  # "would going off gluten help?" does not say that she does
                continue
            denied = denied_places(sentence, lists=lists)
            found += [match.meaning.id for match in matcher.find(sentence.tokens) if match.words[0] not in denied]
        return tuple(dict.fromkeys(found))


def template_of(question_id: str) -> str:
    """The id without which loss or condition it is asked of: `losses[1].type` is `losses.type`."""
    bare = PLACE.sub("", question_id)
    return "condition_treatment" if bare.startswith("condition_treatment.") else bare
