"""Facts said in set phrases: pregnant or not, planning, cycles, gluten (protocol/lexicon/states.yml)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yarrow.language.lexicon import Lexicon
from yarrow.language.line import YEAR, Classes
from yarrow.language.matcher import Match, Matcher
from yarrow.language.people import People, inflected
from yarrow.language.text import Sentence
from yarrow.language.understanding import ReadFact

UNREAL = frozenset({"if", "when", "soon", "until", "once"})
# Said with a positive test, these make it one of the loss that is spoken of, and those of TODAY one of today.
LOST = frozenset({"lost", "lose", "losing", "loss", "losses", "miscarried", "miscarriage", "chemical", "bled", "faded",
                  "negative", "ended", "gone", "went", "ago", "ectopic"})  # fmt: skip
TESTED = frozenset({"test", "tests", "positive", "pos", "lines", "line", "bfp", "bfps"})
TODAY = frozenset({"now", "today", "yesterday", "again", "currently", "morning", "tonight", "late"})
# Right before a phrase that says yes they make a no of it: "not pregnant now", "isn't currently pregnant".
DENIALS = frozenset({"not", "isnt", "arent", "wasnt", "aint", "never", "longer", "nor"})
BETWEEN = frozenset({"currently", "actually", "even", "yet", "definitely"})
AM = frozenset({"im", "am", "is", "currently", "still", "expecting", "shes", "hasnt", "havent"})
BYGONE = frozenset({"was", "were", "had", "then", "came", "turned", "fell", "another", "time", "faded", "ended",
                    "both", "times", "lost", "only", "before", "after", "at", "got", "in", "never", "some",
                    "that"})  # fmt: skip
# Before a positive test or a line: there was none, or no more than that.
NEVER = frozenset({"no", "not", "never", "without", "ever", "even", "only", "havent", "hasnt", "didnt"})
FEW = 6  # words within which they stand, none of these between
BREAKS = frozenset({",", "and", "but", "-", "(", ":", "then"})
NEVER_TESTED = frozenset({"never", "not", "havent", "actually", "even", "yet", "tested", "done", "been"})
PREGNANT = "pregnant_now"
COELIAC = "coeliac_tested"
COELIAC_WORDS = frozenset({"coeliac", "celiac", "coeliacs", "gluten", "ttg", "transglutaminase", "gf"})
HERS_OR_HIS = frozenset({"hers", "she", "he", "his"})
HEALTH = ("gut.", "gluten_free", COELIAC, "hb_status", "cycles")
VALUES: dict[str, Any] = {"true": True, "false": False, "0": 0}


class States:
    """Reads the set phrases; a longer phrase hides a shorter one inside it."""

    def __init__(self, lexicon: Lexicon, classes: Classes) -> None:
        self._matcher = Matcher(classes)
        for named in lexicon.states:
            self._matcher.add(named.phrases, named)
        self._other_tests = frozenset(lexicon.classes["other_tests"])
        self._of_pregnancy = frozenset(lexicon.classes["of_maybe_pregnancy"])
        people = People(lexicon)
        self._others = inflected(people.kinswomen | people.friends) | UNREAL
        # Of whom an illness, a diet or a test may be told instead; "my husband and I are trying" is still hers.
        near = people.husbands | people.partners | people.wives | people.by_birth
        self._relatives = self._others | inflected(people.kin | near) | HERS_OR_HIS

    def read(
        self,
        sentences: Sequence[Sentence],
        *,
        asked: str | None = None,
        lost: bool = False,
        in_danger: bool = False,
    ) -> list[ReadFact]:
        """One fact for each path; the last word on it counts. `asked`: the id of the open question.

        `lost`: a loss is told in the message; `in_danger`: a danger is, so that what may be a pregnancy counts.
        """
        found: dict[str, ReadFact] = {}
        for number, sentence in enumerate(sentences):
            tokens = sentence.tokens
            for match in self._matcher.find(tokens):
                path, _, value = match.meaning.id.partition("=")
                before = {token.norm for token in tokens[max(0, match.start - 4) : match.start]}
                others = self._relatives if path.startswith(HEALTH) else self._others
                if before & others or value == "ignored" or (path == "locale" and asked != "locale"):
                    continue
                if (
                    path == COELIAC
                    and asked != COELIAC
                    and not _is_of_gluten(sentences[max(0, number - 2) : number + 1])
                ):
                    continue  # "no one has tested me" is no word on coeliac disease
                if value == "yes" and _is_of_the_loss(sentence, match.start, match.end, asked):
                    continue
                if value == "yes" and _is_denied(sentence, match.start):
                    value = "no"
                if path == PREGNANT and value != "no" and self._is_no_pregnancy(sentences, number, match):
                    continue
                unsure = value == "unsure" and not in_danger
                if (
                    path == PREGNANT
                    and value != "no"
                    and lost
                    and _is_of_then(sentence, match.start, match.end, unsure=unsure)
                ):
                    continue
                read: Any = VALUES.get(value, value)
                found[path] = ReadFact(path, "present", read, tokens[match.start].start, tokens[match.end - 1].end)
        return list(found.values())

    def _is_no_pregnancy(self, sentences: Sequence[Sentence], number: int, match: Match) -> bool:
        """`Not one positive test in my life`, `coeliac blood test was positive`, `my stool's never been tested`."""
        words = [token.norm for token in sentences[number].tokens]
        told = set(words[match.start : match.end])
        before = words[max(0, match.start - FEW) : match.start]
        if told & TESTED and NEVER & set(before[_after_break(before) :]):
            return True
        near = {token.norm for one in sentences[max(0, number - 2) : number + 1] for token in one.tokens}
        if told <= NEVER_TESTED:
            return not near & self._of_pregnancy or bool(near & self._other_tests)
        return bool(told & TESTED) and bool(set(words) & self._other_tests) and not told & self._of_pregnancy


def _after_break(words: Sequence[str]) -> int:
    """The place behind the last word that parts one thing told from the next."""
    return max((place + 1 for place, word in enumerate(words) if word in BREAKS), default=0)


def _is_of_then(sentence: Sentence, start: int, end: int, *, unsure: bool) -> bool:
    """`Fell pregnant again, 6 weeks that time`, `1 was just a faint line`: told among losses, of a time gone by.

    What only may be a pregnancy is one of now only where a word of now says so: `some of my late periods were heavy`.
    """
    words = [token.norm for token in sentence.tokens]
    if set(words[start:end]) & AM:
        return False
    if unsure:
        return not set(words[max(0, start - FEW) : start]) & AM and not set(words) & TODAY - {"again", "late"}
    if set(words) & TODAY - {"again"}:
        return False
    return bool(set(words) & BYGONE) or any(YEAR.fullmatch(word) for word in words)


def _is_of_gluten(told: Sequence[Sentence]) -> bool:
    """Whether gluten or coeliac disease is named in these sentences: `I'm off gluten. Never been tested.`"""
    return any(token.norm in COELIAC_WORDS for sentence in told for token in sentence.tokens)


def _is_denied(sentence: Sentence, start: int) -> bool:
    before = [token.norm for token in sentence.tokens[:start]]
    while before and before[-1] in BETWEEN:
        before.pop()
    return bool(before) and before[-1] in DENIALS


def _is_of_the_loss(sentence: Sentence, start: int, end: int, asked: str | None) -> bool:
    """`Only a positive test at home`, told of a loss, asked about or in the same sentence, is no pregnancy now."""
    words = {token.norm for token in sentence.tokens}
    told = {token.norm for token in sentence.tokens[start:end]}
    of_a_loss = (asked or "").startswith("losses[") or words & LOST or any(YEAR.fullmatch(word) for word in words)
    return bool(of_a_loss) and bool(told & TESTED) and not words & TODAY
