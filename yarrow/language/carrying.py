"""Weeks said beside a danger: `Bit of rust on the paper. 8 weeks.` is a pregnancy now, though nobody says so.

Only beside a danger that is present, as a part of the message of its own, and not where a loss, a birth or an operation
is told: then the weeks may be of that. Beside bowels, or as "5 weeks now", they are how long it has lasted, unless
there is bleeding, pain low down or another danger that belongs to a pregnancy, or a word of one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from yarrow.language.gestation import Gestation, gestations
from yarrow.language.hints import Hints
from yarrow.language.lexicon import Concept, Lexicon
from yarrow.language.line import YEAR
from yarrow.language.losses import LossItem
from yarrow.language.mention import Mention
from yarrow.language.text import Sentence, Token
from yarrow.language.understanding import ReadFact

HALFWAY = 16  # weeks: from then on they are no length of time beside what is only a hint of danger
EARLIEST = 4  # weeks: before that nobody can know, and "2 weeks" is how long something has lasted
OPENS = frozenset({"at", "and", "only", "im", "am", "now", "today", "just", "about", "around", "nearly", "almost", "is",
                   "shes", "pregnant", "currently", "my", "so", "but", "this", "i", "barely", "roughly"})  # fmt: skip
CLOSES = frozenset({"and", "here", "now", "today", "like", "eh", "with", "so", "but", "pregnant", "along", "gone",
                    "preg", "i", "im", "ive", "my", "is", "have", "has", "a", "twins", "tomorrow", "atm", "the",
                    "bleeding", "spotting", "cramping", "still", "some", "bit", "fresh", "red", "bright", "brown",
                    "pink", "blood", "cant", "not", "no", "sick", "vomiting", "throwing", "keep",
                    "feeling"})  # fmt: skip
BOWELS = frozenset({"diarrhoea", "nocturnal_diarrhoea", "constipation", "rectal_bleeding", "mucus", "bloating",
                    "black_stool", "weight_loss"})  # fmt: skip
OF_PREGNANCY = frozenset({"bleeding", "clots_large", "pelvic_pain", "one_sided_pelvic_pain", "shoulder_tip_pain",
                          "waters", "reduced_movements", "movements_never_felt"})  # fmt: skip
BEFORE = frozenset({"previous", "previously", "before", "b4", "earlier", "already", "last", "first", "past", "prior"})
LATE = frozenset(("last", unit) for unit in ("week", "night", "month", "fortnight", "weekend", "friday", "monday"))
LASTING = frozenset({"now", "already", "straight", "solid"})


class Carrying:
    """Reads the weeks of a pregnancy said beside a danger, by the word lists of protocol/lexicon/lately.yml."""

    def __init__(self, lexicon: Lexicon, hints: Hints) -> None:
        self._hints = hints
        self._of_pregnancy = frozenset(lexicon.classes["of_pregnancy"])
        self._elsewhen = frozenset(lexicon.classes["elsewhen"])

    def read(
        self,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        known: Mapping[str, Any],
        lost: Sequence[LossItem] = (),
    ) -> list[ReadFact]:
        """The pregnancy now and its weeks; nothing where it is known, or no danger is told as present.

        `lost`: the losses the message tells, whose weeks are not those of now.
        """
        in_danger = is_in_danger(mentions)
        hinted = not in_danger and self._hints.are_in(sentences)
        if known.get("pregnant_now") == "no" or "gestation_weeks" in known or not (in_danger or hinted):
            return []
        losses = {mention.sentence for mention in mentions if mention.kind == "loss"}
        if any(not _is_of_before(sentences[number]) for number in losses) or (hinted and lost):
            return []
        over = _of_losses(sentences, lost)
        plain = not self._is_of_pregnancy(sentences, mentions)
        if plain and any(mention.id in BOWELS and mention.stands.status == "present" for mention in mentions):
            return []
        for number, sentence in enumerate(sentences):
            named = {mention.start for mention in mentions if mention.sentence == number and mention.kind == "symptom"}
            for some in gestations(sentence.tokens):
                if hinted and some.weeks < HALFWAY:
                    continue
                lost_then = number in losses or some.weeks in over
                if lost_then and not _opens_message(number, some, sentence.tokens):
                    continue
                if plain and _is_lasting(sentence.tokens, some):
                    continue
                if self._stands_alone(sentence.tokens, some, named):
                    return _facts(sentence.tokens, some, known)
        return []

    def _is_of_pregnancy(self, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> bool:
        """Whether a danger that belongs to a pregnancy is present, or a word of one stands in the message."""
        dangers = {mention.id for mention in mentions if mention.stands.status == "present"}
        words = {token.norm for sentence in sentences for token in sentence.tokens}
        return bool(dangers & OF_PREGNANCY or words & self._of_pregnancy)

    def _stands_alone(self, tokens: Sequence[Token], some: Gestation, named: set[int]) -> bool:
        """Whether the weeks are said for themselves, not as how long or since when something has been.

        `named`: where symptoms are named: `33 weeks headache that won't go`.
        """
        if some.weeks < EARLIEST or some.bound or some.scan:
            return False
        near = _beside(tokens, some)
        before = tokens[some.start - 1] if some.start else None
        after = tokens[some.end] if some.end < len(tokens) else None
        opens = before is None or before.kind != "word" or before.norm in OPENS
        closes = (
            after is None
            or after.kind != "word"
            or after.norm in CLOSES
            or some.end in named
            or _is_exact(tokens, some)
        )
        closes = closes or (opens and (before is None or before.kind == "mark"))
        return opens and closes and not near & self._elsewhen


def _of_losses(sentences: Sequence[Sentence], lost: Sequence[LossItem]) -> frozenset[int]:
    """Weeks said no oftener than losses have them: those of `8 weeks now, lost one at 8 weeks` are hers as well."""
    said = Counter(some.weeks for sentence in sentences for some in gestations(sentence.tokens))
    ended = Counter(item.weeks for item in lost if item.weeks is not None)
    return frozenset(weeks for weeks, times in ended.items() if said[weeks] <= times)


def _facts(tokens: Sequence[Token], some: Gestation, known: Mapping[str, Any]) -> list[ReadFact]:
    span = (tokens[some.start].start, tokens[some.end - 1].end)
    weeks = ReadFact("gestation_weeks", "present", some.weeks, *span)
    return [weeks] if known.get("pregnant_now") else [weeks, ReadFact("pregnant_now", "present", "yes", *span)]


def _is_of_before(sentence: Sentence) -> bool:
    """`One previous mc at 8 weeks`, `2 mc b4 this`, `lost one in 2021`: a loss told as one of earlier pregnancies."""
    words = [token.norm for token in sentence.tokens]
    if LATE & set(pairwise(words)):
        return False
    years = any(YEAR.fullmatch(word) for word in words) or {"year", "years"} & set(words)
    return bool(BEFORE & set(words) or years or ("b", "4") in pairwise(words))


def _opens_message(number: int, some: Gestation, tokens: Sequence[Token]) -> bool:
    """`9w2d, 2 mc before this`: weeks by themselves at the very start."""
    after = tokens[some.end].kind if some.end < len(tokens) else "mark"
    return number == 0 and some.start == 0 and after == "mark"


def is_in_danger(mentions: Sequence[Mention]) -> bool:
    """Whether a danger is told as present."""
    return any(
        isinstance(mention.meaning, Concept) and mention.meaning.danger and mention.stands.status == "present"
        for mention in mentions
    )


def _is_lasting(tokens: Sequence[Token], some: Gestation) -> bool:
    """`Fever, 5 weeks now`: how long it has been; `I'm 5 weeks now` is not."""
    before = tokens[some.start - 1].norm if some.start else ""
    return before not in ("im", "am", "shes", "is") and any(
        token.norm in LASTING for token in tokens[some.end : some.end + 1]
    )


def _is_exact(tokens: Sequence[Token], some: Gestation) -> bool:
    """`5w4d`, `9+2`: nobody counts the days of how long something has lasted so."""
    return some.end - some.start > 2 and tokens[some.start + 1].norm in ("w", "+", "wk", "wks") and some.bound is False


def _beside(tokens: Sequence[Token], some: Gestation) -> set[str]:
    """The words near the weeks, none beyond a mark: `5 weeks, pink when I wipe`, `quiet since noon, 30 weeks`."""
    before = [token.norm if token.kind != "mark" else "," for token in tokens[max(0, some.start - 5) : some.start]]
    after = [token.norm if token.kind == "word" else "," for token in tokens[some.end : some.end + 3]]
    before = before[len(before) - before[::-1].index(",") :] if "," in before else before
    after = after[: after.index(",")] if "," in after else after
    return {*before, *_without_own_verb(after)}


def _without_own_verb(after: list[str]) -> list[str]:
    """`13 weeks and had a bleed`: after "and" a verb is hers, not that of a loss at those weeks."""
    return [] if after[:1] in (["and"], ["but"], ["so"]) else after
