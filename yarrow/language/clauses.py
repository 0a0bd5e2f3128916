"""A message cut into its clauses, and what in them is said only to deny it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from yarrow.language.text import Sentence, Token

# Words at which a new clause starts, beside every mark.
JOINING = frozenset({
    "but", "cos", "coz", "because", "and", "though", "tho", "although", "however", "bar", "except", "apart", "besides",
})  # fmt: skip
# Words after which a list of what is denied goes on no further.
CONTRAST = frozenset({
    "but", "just", "only", "except", "bar", "apart", "though", "tho", "although", "however", "besides", "unless",
    "because", "cos", "then", "still", "instead", "yes", "yeah",
})  # fmt: skip
NEGATING = frozenset({
    "no", "not", "never", "dont", "doesnt", "didnt", "isnt", "wasnt", "arent", "werent", "havent", "hasnt", "hadnt",
    "without", "nor", "neither", "nae", "cannae", "dinnae", "havnt", "havenae", "denied", "denies", "deny", "zero",
})  # fmt: skip
# Words that make an exception.
EXCEPTING = frozenset(
    {"but", "just", "only", "except", "bar", "apart", "besides", "although", "however", "though", "tho"}
)
LEAVING_OUT = frozenset({"bar", "barring", "except", "excluding", "apart", "besides"})
# After these a "no" is an answer of its own, and negates nothing that follows.
ALONE_BEFORE = frozenset({
    ",", "-", ":", "it", "its", "i", "im", "ive", "they", "theyre", "we", "weve", "my", "the", "just", "only", "but",
    "that", "thats", "this", "hes", "shes", "he", "she", "there", "theres", "sorry", "a",
})  # fmt: skip
RESTARTS = frozenset({"i", "im", "ive", "its", "it", "my", "we", "just", "only", "they"})


def clauses(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Each clause as a sentence of its own: cut at marks and at words that join; the joining word is left out."""
    for sentence in sentences:
        current: list[Token] = []
        for token in sentence.tokens:
            if token.kind == "mark" or token.norm in JOINING:
                if current:
                    yield replace(sentence, tokens=tuple(current))
                current = []
                continue
            current.append(token)
        if current:
            yield replace(sentence, tokens=tuple(current))


def has_exception(sentences: Sequence[Sentence]) -> bool:
    """Whether an exception is made somewhere: `none of those, bar a bit of cramping`."""
    return any(token.norm in EXCEPTING for sentence in sentences for token in sentence.tokens)


def leaves_out(sentences: Sequence[Sentence]) -> bool:
    """Whether something is left out of what is said, and named: `none bar the thyroid`."""
    return any(token.norm in LEAVING_OUT for sentence in sentences for token in sentence.tokens[:-1])


def denied_places(sentence: Sentence, *, lists: bool) -> frozenset[int]:
    """The tokens under a negation before them. `lists`: one "no" denies each thing of the list that follows."""
    words = [token.norm for token in sentence.tokens]
    denied: set[int] = set()
    under = False
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else ""
        if word in NEGATING:
            under = not (word == "no" and after in ALONE_BEFORE)
        elif word in CONTRAST or _ends_list(sentence.tokens[place], after, lists=lists):
            under = False
        elif under:
            denied.add(place)
    return frozenset(denied)


def _ends_list(token: Token, after: str, *, lists: bool) -> bool:
    """Whether a mark ends what a negation before it denies."""
    if token.norm == ",":
        return not lists or after in RESTARTS
    return token.kind == "mark" and token.norm not in ("/", "&")
