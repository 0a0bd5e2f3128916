"""Mild or vague words that may be the first of a danger in a pregnancy or soon after one: `a bit damp`, `itchy hands`.

They are no symptom of a danger yet, so they raise nothing; but nobody passes them over while she is pregnant, or within
six weeks of a birth, an operation or a loss: whether it is happening is asked (clinical.md §5, mechanics).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from yarrow.language.lexicon import Hint, HintTime, Lexicon
from yarrow.language.line import Classes
from yarrow.language.matcher import Match, Matcher
from yarrow.language.mention import Mention
from yarrow.language.people import People
from yarrow.language.red_flags import NOW
from yarrow.language.signs import Signs
from yarrow.language.text import Sentence
from yarrow.language.understanding import Ask

LATE = 20  # weeks from which headache, sight, swelling and itching are watched for
SIX_WEEKS = 42
NEAR = 4  # words before a hint that may say it is none
SELF = frozenset({"i", "im", "ive", "me", "ill"})  # "my boss sent me home, …": told of herself again


class Hints:
    """Finds the mild words of protocol/lexicon/hints.yml."""

    def __init__(self, lexicon: Lexicon, classes: Classes, signs: Signs) -> None:
        self._signs = signs
        self._people = People(lexicon).not_her
        self._hints = lexicon.hints
        matcher = Matcher(classes, exact=True, hides=lambda longer, inner: longer is inner)
        for hint in lexicon.hints:
            matcher.add(hint.phrases, hint)
        self._find = matcher.find

    def ask(self, sentences: Sequence[Sentence], mentions: Sequence[Mention], known: Mapping[str, Any]) -> Ask | None:
        """What to ask first of what these words may be the beginning of; nothing of what is told outright."""
        named = {mention.id for mention in mentions if mention.kind == "symptom"}
        counting = [hint for hint in self._hints if _counts(hint.when, known)]
        for sentence in sentences:
            for match in self._hinted(sentence, counting):
                if match.meaning.about not in named:
                    first, last = sentence.tokens[match.start], sentence.tokens[-1]
                    return Ask(match.meaning.about, NOW, first.start, last.end)
        return None

    def are_in(self, sentences: Sequence[Sentence]) -> bool:
        """Whether any word that counts beside a pregnancy or after one is said, whatever else is known."""
        found = (match for sentence in sentences for match in self._find(sentence.tokens))
        return any(match.meaning.when != "always" for match in found)

    def _hinted(self, sentence: Sentence, counting: Sequence[Hint]) -> Iterator[Match]:
        """The first place of each hint that counts, in the order of the lexicon, unless other words take it back."""
        firsts: dict[int, Match] = {}
        for match in self._find(sentence.tokens):
            firsts.setdefault(id(match.meaning), match)
        found = [firsts[id(hint)] for hint in counting if id(hint) in firsts]
        signs = self._signs.in_(sentence) if found else {}
        if "hint_is_over" in signs:
            return
        undone = [sign.start for sign in signs.get("not_hinted", ())]
        for match in found:
            before = [token.norm for token in sentence.tokens[: match.start]]
            if any(match.start - NEAR <= place < match.start for place in undone):
                continue
            if not self._is_anothers(before):
                yield match

    def _is_anothers(self, before: Sequence[str]) -> bool:
        """Whether the words before it name somebody else, and come back to herself no more."""
        last = next((at for at in range(len(before) - 1, -1, -1) if before[at] in self._people), None)
        return last is not None and SELF.isdisjoint(before[last:])


def _counts(when: HintTime, known: Mapping[str, Any]) -> bool:
    weeks = known.get("gestation_weeks")
    pregnant = known.get("pregnant_now") == "yes" or weeks is not None
    since = [known[path] for path in ("procedure_or_birth_days", "days_since_loss") if path in known]
    lately = any(days <= SIX_WEEKS for days in since) or known.get("recent_event") in ("birth", "procedure", "loss")
    later = pregnant and (weeks is None or weeks >= LATE)
    born = lately and known.get("recent_event") not in ("procedure", "loss") and "days_since_loss" not in known
    return {
        "pregnant": pregnant,
        "later": later or born,
        "lately": lately,
        "either": pregnant or lately,
        "always": True,
    }[when]
