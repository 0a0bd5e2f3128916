"""The second ear: hears danger in words that nobody listed, by what they mean. It can only raise, never lower.

Beside the rules, never before them (decision 0038): from silence to a question, from a question to a level.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from yarrow.language.ear_heads import DANGER, EarHeads, believed
from yarrow.language.ear_windows import Window, whole, windows
from yarrow.language.lexicon import Concept
from yarrow.language.mention import Mention
from yarrow.language.red_flags import NOW
from yarrow.language.text import Sentence
from yarrow.language.understanding import Ask

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOOD = frozenset({"vomiting_blood", "coughing_blood", "rectal_bleeding"})
REMEMBERED = 64  # windows whose vectors are kept, so that a message read again in its turn is not encoded again


class Encodes(Protocol):
    """What makes vectors of texts (yarrow.encoder.encoder.Encoder)."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length for each text."""
        ...


@dataclass(frozen=True)
class Hunch:
    """Something heard in a part of the text: what, how likely it is, and at which characters.

    `sure`: likely enough to settle what the rules leave in doubt; otherwise only to ask.
    """

    id: str
    probability: float
    start: int
    end: int
    sure: bool = False


class Ear(Protocol):
    """What hears beside the rules: `SecondEar`, or what stands for it until it is trained."""

    def dangers(self, text: str, sentences: Sequence[Sentence]) -> tuple[Hunch, ...]:
        """The dangers heard."""
        ...

    def act(self, text: str, sentences: Sequence[Sentence]) -> Hunch | None:
        """The kind of turn heard."""
        ...


class SecondEar:
    """Hears with one encoder and one set of trained heads; the same text is always heard alike."""

    def __init__(self, encoder: Encodes, heads: EarHeads) -> None:
        self._encoder = encoder
        self._heads = heads
        self._vector = lru_cache(maxsize=REMEMBERED)(self._vector_anew)

    def dangers(self, text: str, sentences: Sequence[Sentence]) -> tuple[Hunch, ...]:
        """The dangers heard, the likeliest of each symptom, in the order of the text."""
        best: dict[str, Hunch] = {}
        parts = windows(sentences)
        for window in parts:
            hunch = self._danger(text, window, len(parts))
            if hunch and (hunch.id not in best or hunch.probability > best[hunch.id].probability):
                best[hunch.id] = hunch
        return tuple(sorted(best.values(), key=lambda hunch: (hunch.start, -hunch.probability)))

    def act(self, text: str, sentences: Sequence[Sentence]) -> Hunch | None:
        """The kind of turn it most resembles, as an act of DESIGN §4.4; None if none is likely enough."""
        likely = self._heads.acts.likelihoods(self._vector(whole(text, sentences)))
        name = max(likely, key=lambda act: likely[act])
        return Hunch(name, likely[name], 0, len(text)) if likely[name] >= self._heads.act_from else None

    def _danger(self, text: str, window: Window, among: int) -> Hunch | None:
        vector = self._vector(text[window.start : window.end])
        danger = self._heads.danger.likelihoods(vector)[DANGER]
        likely = self._heads.symptoms.likelihoods(vector)
        name = max(likely, key=lambda symptom: likely[symptom])
        belief, bar = float(believed(danger, likely[name], among)), self._heads.bar
        if belief < bar.ask_from:
            return None
        return Hunch(name, belief, window.start, window.end, belief >= bar.raise_from)

    def _vector_anew(self, text: str) -> NDArray[np.float32]:
        (row,) = self._encoder.encode([text])
        vector: NDArray[np.float32] = row
        return vector


def settled_by(hunches: Sequence[Hunch], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions; a danger named in words that alone settle nothing counts as named where the ear is sure of it."""
    return [_settled(mention, hunches) for mention in mentions]


def _settled(mention: Mention, hunches: Sequence[Hunch]) -> Mention:
    meaning = mention.meaning
    if not (isinstance(meaning, Concept) and meaning.danger and meaning.weak and mention.stands.status == "present"):
        return mention
    sure = any(one.sure and one.id == mention.id and one.start <= mention.first < one.end for one in hunches)
    return replace(mention, meaning=replace(meaning, weak=())) if sure else mention


def doubt_of(hunches: Sequence[Hunch], mentions: Sequence[Mention], known: dict[str, Any]) -> Ask | None:
    """The question about the likeliest danger on which the rules have not judged, and which is not known.

    Of a fever whose degrees are known nothing is left to ask.
    """
    present = {*(known.get("symptoms") or ()), *(["fever"] if "temp_c" in known else [])}
    left = [one for one in hunches if one.id not in present and not _is_judged(one, mentions)]
    likeliest = max(left, key=lambda hunch: hunch.probability, default=None)
    return Ask(likeliest.id, NOW, likeliest.start, likeliest.end) if likeliest else None


def _is_judged(hunch: Hunch, mentions: Sequence[Mention]) -> bool:
    """Whether the rules have found this danger in the same words, or found another there and the ear is not sure.

    Blood whose place the rules know, and the ear guesses at another, is that other danger.
    """
    there = [
        (mention, mention.meaning)
        for mention in mentions
        if isinstance(mention.meaning, Concept) and hunch.start <= mention.first < hunch.end
    ]
    dangers = [
        mention
        for mention, meaning in there
        if meaning.danger and (mention.id == hunch.id or mention.stands.status != "present")
    ]
    placed = hunch.id in BLOOD and any(mention.id in BLOOD for mention, _ in there)
    return any(mention.id == hunch.id for mention in dangers) or ((bool(dangers) or placed) and not hunch.sure)
