"""Which of the offered answers a message names: by what was found, by their words, or by their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yarrow.language.clauses import LEAVING_OUT, NEGATING, clauses, denied_places
from yarrow.language.placed import NO_REAL_ANSWER, placed
from yarrow.language.text import Sentence
from yarrow.language.understanding import Act, Asked, AskedOption

SMALL_WORDS = frozenset({
    "a", "an", "the", "of", "or", "and", "in", "my", "i", "to", "it", "is", "at", "on", "for", "was", "im", "me",
    "with", "by", "have", "that", "ive", "am", "be", "about", "its", "had", "think", "one", "ones", "thing", "bit",
    "get", "got", "just", "also", "some",
})  # fmt: skip
MOST_WORDS_OF_A_FIGURE = 6  # "id say about a 2": more words tell of something else
WHAT = frozenset({"what", "whats", "wots"})
# Words by which a later choice takes the place of an earlier one.
MENDING = frozenset(
    {"wait", "sorry", "actually", "mean", "meant", "correction", "oops", "lie", "rather", "scratch", "scrap"}
)


@dataclass(frozen=True)
class Spoken:
    """What a message speaks of: ids found `present`, and `absent`: spoken of only to say that it is not so.

    `said`: values of the answers said in the words patients have for them. `unclear`: a name was said that settles none
    of them ("diabetes").
    """

    sentences: Sequence[Sentence]
    present: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    said: tuple[str, ...] = ()
    unclear: bool = False

    @property
    def words(self) -> list[str]:
        """Its words, without marks."""
        return [token.norm for sentence in self.sentences for token in sentence.tokens if token.kind != "mark"]


def chosen(asked: Asked, spoken: Spoken, act: Act | None) -> tuple[str, ...]:
    """The values of the offered answers that it names. `act`: the yes, no or unsure it answers with."""
    if not asked.options or asked.kind not in ("choice", "multi_choice", "yes_no", "loss", "text"):
        return ()
    options = tuple(option for option in asked.options if not spoken.absent & set(option.ids))
    if asked.kind == "multi_choice":
        return _several(asked, options, spoken)
    if one := _the_one_said(options, spoken):
        return (one,)
    words = spoken.words
    found = [option.value for option in options if _names(option, words, options)]
    if len(found) == 1:
        return (found[0],)
    if act in ("yes", "no", "unsure") and any(option.value == act for option in options):
        return (act,)
    if found or asked.kind == "text":
        return ()
    return _by_value(words, options) or placed(
        spoken.sentences, [option.value for option in asked.options], several=False
    )


def says_all_but(words: Sequence[str]) -> bool:
    """`All of them except the ulcers`, `everything bar the last one`."""
    opening = list(words[:MOST_WORDS_OF_A_FIGURE])
    cut = next((at for at, word in enumerate(opening) if word in LEAVING_OUT), 0)
    return cut > 0 and bool({"all", "everything", "lot"} & set(opening[:cut])) and not NEGATING & set(opening[:cut])


def is_undecided(asked: Asked, said: tuple[str, ...], values: tuple[str, ...]) -> bool:
    """Whether several of the answers were said where there can be only one."""
    return asked.kind in ("choice", "loss") and len(said) > 1 and not values


def _several(asked: Asked, options: tuple[AskedOption, ...], spoken: Spoken) -> tuple[str, ...]:
    """What a list is answered with; of the list, what "no" stands before is not chosen."""
    if says_all_but(spoken.words):
        left = {option.value for option in options if spoken.present & set(option.ids)} | _by_label(options, spoken)
        by_place = placed(spoken.sentences, [option.value for option in asked.options], several=True)
        kept = tuple(one.value for one in options if one.value not in {*left, *NO_REAL_ANSWER})
        return by_place or (kept if left or len(options) < len(asked.options) else ())
    found = {option.value for option in options if spoken.present & set(option.ids) or option.value in spoken.said}
    found |= set() if spoken.unclear else _by_label(options, spoken)
    if not found - {"none"}:
        by_place = placed(spoken.sentences, [option.value for option in asked.options], several=True)
        return by_place or tuple(found)
    return tuple(option.value for option in options if option.value in found)


def _by_label(options: tuple[AskedOption, ...], spoken: Spoken) -> set[str]:
    told = [one for one in spoken.sentences if one.tokens[0].norm not in WHAT]  # "what's pleurisy?" does not choose it
    parts = [[token.norm for token in part.tokens] for part in clauses(map(_undenied, told))]
    words = [word for part in parts for word in part]
    whole = {token.norm for one in told for token in one.tokens}
    found = {option.value for option in options if set(_words(option.label)) <= whole and _negates(option)}
    return found | {option.value for part in (words, *parts) for option in options if _names(option, part, options)}


def _undenied(sentence: Sentence) -> Sentence:
    """The sentence without its negations and what they deny."""
    denied = denied_places(sentence, lists=True)
    kept = (token for at, token in enumerate(sentence.tokens) if at not in denied and token.norm not in NEGATING)
    return replace(sentence, tokens=tuple(kept))


def _negates(option: AskedOption) -> bool:
    """Whether the answer itself is put as a negation: `No movements of the baby felt`."""
    return bool(NEGATING & set(_words(option.label)))


def _the_one_said(options: Sequence[AskedOption], spoken: Spoken) -> str | None:
    """The one answer that was said; of several the one that says more than yes or no, or that mends the others."""
    offered = [value for value in spoken.said if any(option.value == value for option in options)]
    telling = [value for value in offered if value not in ("yes", "no", "unsure", "none")] or offered
    if len(telling) > 1 and MENDING & set(spoken.words):
        return telling[-1]
    return telling[0] if len(telling) == 1 else None


def _by_value(words: list[str], options: Sequence[AskedOption]) -> tuple[str, ...]:
    """The answer whose value is the one number said: `a 2`, where the answers are 0 to 3."""
    numbers = [word for word in words if word.isdecimal()]
    if len(numbers) != 1 or len(words) > MOST_WORDS_OF_A_FIGURE:
        return ()
    return tuple(option.value for option in options if option.value == numbers[0])


def _names(option: AskedOption, words: list[str], options: Sequence[AskedOption]) -> bool:
    """Whether the words hold the option's label, or all they say that matters is in this label alone."""
    label = _words(option.label)
    said = [word for word in words if word not in SMALL_WORDS]
    if not label or not said or label in (["yes"], ["no"]):  # whether a yes or a no is meant is told elsewhere
        return False
    if set(label) <= set(words) or (option.value.lower() in words and len(option.value) > 2):
        return True
    # A number alone chooses "3 or more", and not "in the last 3 weeks".
    if all(word.isdecimal() for word in said) and label[0] != said[0]:
        return False
    mine = set(said) <= set(label)
    return mine and sum(set(said) <= set(_words(other.label)) for other in options) == 1


def _words(label: str) -> list[str]:
    cleaned = "".join(char if char.isalnum() else " " for char in label.lower().replace("'", "").replace("’", ""))
    return [word for word in cleaned.split() if word not in SMALL_WORDS]
