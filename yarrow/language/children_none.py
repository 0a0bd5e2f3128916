"""That she has no child: `no kids`, `Kids: none`, `we don't have any`, `nulliparous`, `lost my only pregnancy`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.mention import Mention
from yarrow.language.people import People, inflected, possessive
from yarrow.language.text import Sentence, Token

BABIES = frozenset({"babies", "baby", "living", "dc", "lc", "pikin", "pickney"})
ANY = frozenset({"living", "live", "own", "other", "biological", "successful", "any", "a", "got", "get", "have", "had",
                 "single", "one", "healthy", "even", "yet", "been", "more", "able", "to"})  # fmt: skip
NO = frozenset({"no", "zero", "0", "nil", "without", "not", "dont", "havent", "never", "havnt", "didnt", "couldnt"})
NOTHING = frozenset({"none", "0", "zero", "nil", "no", "nought"})
# What follows a baby that was looked for, or waited for, on the day: `no baby in the sac`.
ON_THE_DAY = frozenset({"for", "since", "room", "until", "in", "on", "seen", "visible", "wanted", "stuff", "there",
                        "inside",
                        "just", "growing", "heartbeat", "scan", "menu", "shower", "movement", "yesterday", "today",
                        "anymore", "bump", "could", "doctor", "doctors", "name"})  # fmt: skip
DURATIONS = frozenset({"years", "months", "year", "month", "yrs"})
CHILDLESS = frozenset({"childless", "nulliparous", "nullip", "nulliparity"})
THEY = frozenset({"she", "shes", "he", "they", "people", "want", "wants", "wanted", "if"})
ONLY = (["only", "pregnancy"], ["only", "been", "pregnant"], ["only", "ever", "been"], ["only", "got", "pregnant"],
        ["only", "fell", "pregnant"], ["only", "conceived"], ["only", "ever", "fallen"],
        ["only", "ever", "got"])  # fmt: skip
FIRST = (["my", "first"], ["our", "first"], ["first", "pregnancy"], ["1", "st", "pregnancy"], ["my", "1", "st"])
LIFE = frozenset({"daughter", "son", "boy", "girl", "child", "visit", "scan", "marriage", "symptom", "appointment",
                  "period",
                  "was", "husband"})  # fmt: skip


class ChildrenNone:
    """Reads that there is no child."""

    def __init__(self, people: People) -> None:
        self._children = inflected(people.little_ones) | people.of("son") | BABIES
        self._sons = people.of("son")
        others = possessive(people.husbands | people.partners)
        self._others = inflected(people.kin - people.mothers | people.others) | others | THEY

    def read(
        self, sentences: Sequence[Sentence], mentions: Sequence[Mention], *, lost: bool
    ) -> tuple[Token, Token] | None:
        """The tokens that say that she has no child; None if nothing does."""
        before: Sequence[Token] = ()
        for sentence in sentences:
            for at in range(len(sentence.tokens)):
                end = self._none(sentence.tokens, at, before)
                if end is not None and not self._is_of_others(sentence.tokens, at):
                    return sentence.tokens[at], sentence.tokens[min(end, len(sentence.tokens)) - 1]
            before = sentence.tokens
        return _only_pregnancy(sentences, mentions, lost=lost)

    def _none(self, tokens: Sequence[Token], at: int, before: Sequence[Token]) -> int | None:
        """Where the words end that begin here and say that there is no child."""
        word = tokens[at].norm
        if word in CHILDLESS:
            return at + 1
        if word in self._children and word not in self._sons and _norm(tokens, at + 1) in (":", "-", "=", "(", ""):
            nothing = _norm(tokens, at + 2) in NOTHING and at + 3 >= len(tokens) - 1
            return at + 3 if nothing or _norm(tokens, at + 2) in ("none", "0", "zero", "nil") else None
        if word in ("babies", "living") and _norm(tokens, at + 1) in ("0", "zero", "none"):
            return at + 2
        if word == "none":
            return _none_of_them(tokens, at, before)
        if word == "issue":  # as it is said in India
            return (
                at + 1
                if _norm(tokens, at - 1) == "no" and _norm(tokens, at + 1) in ("till", "yet", "so", "until")
                else None
            )
        return self._no(tokens, at) if word in NO else None

    def _no(self, tokens: Sequence[Token], at: int) -> int | None:
        """`no living child`, `don't have any kids`, `never had a baby`, `no successful pregnancy`."""
        end = at + 1
        while _norm(tokens, end) in ANY and _norm(tokens, end) != "living" and end - at < 5:
            end += 1
        word, after = _norm(tokens, end), _norm(tokens, end + 1)
        between = {_norm(tokens, place) for place in range(at + 1, end)}
        if word == "living" and after in self._children:
            return end + 2
        if word == "pregnancy" and "successful" in between:
            return end + 1
        if _norm(tokens, end + 1) == "until" and _norm(tokens, end + 2) == "now":
            after = ""
        if DURATIONS & {_norm(tokens, at - 1)} or (tokens[at].norm == "not" and "a" in between):
            return None  # "three years no baby" may be of late only
        plain = tokens[at].norm in ("no", "zero", "0", "nil", "without")
        had = plain or _norm(tokens, at - 1) == "have" or bool(between & {"have", "got", "get", "had", "a", "any"})
        late = word in self._sons or (
            tokens[at].norm in ("never", "didnt", "couldnt") and word not in ("baby", "child", "children")
        )
        fits = (
            word in self._children
            and had
            and not late
            and after not in ON_THE_DAY
            and not {"to", "yet", "more"} & between
        )
        return end + 1 if fits else None

    def _is_of_others(self, tokens: Sequence[Token], at: int) -> bool:
        near = {_norm(tokens, at - step) for step in range(1, 4)}
        return bool(near & self._others) and not near & {"i", "we", "ive", "weve"}


def _none_of_them(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> int | None:
    """`none of mine`, `none living`, `They all have children. I have none.`"""
    after = [_norm(tokens, at + step) for step in (1, 2)]
    if after[0] in ("living", "alive", "earthside") or after == ["of", "mine"]:
        return at + 2
    own = _norm(tokens, at - 1) == "have" and _norm(tokens, at - 2) in ("i", "we") and after[0] in ("", ",", "of")
    named = {token.norm for token in (*before, *tokens[:at])} & {"children", "kids", "child", "kid", "babies"}
    return at + 1 if own and named else None


def _only_pregnancy(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], *, lost: bool
) -> tuple[Token, Token] | None:
    """`My only pregnancy`, where a loss is told: there is no child."""
    lost = lost or any(one.kind == "loss" and one.stands.status in ("present", "past") for one in mentions)
    for sentence in sentences if lost else ():
        words = [token.norm for token in sentence.tokens]
        for at in range(len(words)):
            only = any(words[at : at + len(some)] == some for some in ONLY)
            first = any(words[at : at + len(some)] == some for some in FIRST) and _is_all(words, at)
            if only or first:
                return sentence.tokens[at], sentence.tokens[min(at + 1, len(words) - 1)]
    return None


def _is_all(words: list[str], at: int) -> bool:
    """`It was my first pregnancy`, told of a loss; not `lost my first, then had another`."""
    after = words[at + 2 : at + 5]
    was = "was" in words[max(0, at - 4) : at] or "1" in words[:1]
    named = "pregnancy" in words[at : at + 4]
    return was and named and not LIFE & set(after) and "second" not in words


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""
