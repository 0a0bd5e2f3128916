"""Blood told where the bowel is asked about: `a bit on the tissue` is of the bowel there, unless the womb is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from yarrow.language.lexicon import Concept
from yarrow.language.mention import Mention
from yarrow.language.second_ear import Hunch
from yarrow.language.text import Sentence
from yarrow.language.understanding import Asked

RECTAL, OF_THE_WOMB = "rectal_bleeding", "bleeding"
ELSEWHERE = frozenset({"vomiting_blood", "coughing_blood", OF_THE_WOMB})
WOMB = frozenset({
    "period", "periods", "af", "vagina", "vaginal", "vaginally", "below", "down", "front", "knickers", "pad", "pads",
    "pregnant", "pregnancy", "weeks", "spotting", "womb", "miscarriage", "miscarrying", "clots", "baby", "birth",
})  # fmt: skip
MOUTH = frozenset({
    "sick", "vomit", "vomited", "vomiting", "threw", "throwing", "throw", "puke", "puked", "puking", "cough", "coughed",
    "coughing", "spit", "spat", "spitting", "phlegm", "mouth", "bringing", "brought",
})  # fmt: skip


class OfTheBowel:
    """Knows blood of the bowel from other blood by the question that was asked."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._rectal = next((one for one in concepts if one.id == RECTAL and not one.weak), None)

    def mentions(self, mentions: list[Mention], sentences: Sequence[Sentence], asked: Asked | None) -> list[Mention]:
        """The mentions, blood of no named place as blood of the bowel where that is asked about."""
        rectal = self._rectal
        if rectal is None or not _is_asked(asked) or WOMB & _words(sentences):
            return mentions
        return [replace(one, id=RECTAL, meaning=rectal) if one.id == OF_THE_WOMB else one for one in mentions]

    @staticmethod
    def hunches(hunches: tuple[Hunch, ...], sentences: Sequence[Sentence], asked: Asked | None) -> tuple[Hunch, ...]:
        """The hunches without blood from elsewhere of which there is no word."""
        if not hunches or not _is_asked(asked) or (WOMB | MOUTH) & _words(sentences):
            return hunches
        return tuple(one for one in hunches if one.id not in ELSEWHERE)


def _is_asked(asked: Asked | None) -> bool:
    if asked is None:
        return False
    ids = {asked.fact, *(id_ for option in asked.options for id_ in option.ids)}
    return asked.id.startswith(("gut", "rectal", "bloody")) or (RECTAL in ids and OF_THE_WOMB not in ids)


def _words(sentences: Sequence[Sentence]) -> set[str]:
    return {token.norm for sentence in sentences for token in sentence.tokens}
