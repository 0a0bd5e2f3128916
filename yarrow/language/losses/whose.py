"""Whose a loss is, and whether it has happened: hers, a friend's, feared, denied, no child at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from yarrow.language.losses.anew import MONTHS, SEASONS
from yarrow.language.losses.head import CHILDREN, MOST, OF_A_CHILD, SIGNS, norm
from yarrow.language.losses.relations import Relations
from yarrow.language.mention import Mention
from yarrow.language.numbers import read
from yarrow.language.text import Sentence, Token

ASIDE = frozenset({",", "and", "i", "ive", "we", "weve", "with", "since", "after", "-"})
NONE = frozenset({"no", "zero", "nil", "without"})
ANY = frozenset({"previous", "prior", "other", "known", "actual", "more", "past", "early", "missed"})
NEGATING = frozenset({
    "no", "not", "never", "nae", "without", "didnt", "havent", "hasnt", "none", "neither", "nothing", "isnt", "wasnt",
    "dont", "nor", "cant", "wont", "doesnt", "hadnt", "arent", "nobody",
})  # fmt: skip
PARTING = frozenset({",", ":", "(", "-", "but", "though", "although", "just", "only", "except"})
BEGINNING = frozenset({
    "one", "two", "three", "four", "a", "an", "another", "first", "second", "third", "i", "ive", "we", "weve", "had",
    "my", "the", "then", "1", "2", "3", "4", "5", "lost", "id", "last", "five", "six",
    "it", "that", "she", "he",
})  # fmt: skip
UNITS_OF_COUNT = frozenset({"two", "three", "four", "five", "six"})
CLAUSE = frozenset({",", ":", ";", "(", ")", "-", "but"})
COUNTING = UNITS_OF_COUNT | {"one", "seven", "eight", "nine", "ten", "another", "twice", "thrice", "several", "first"}
WITHDRAWN = frozenset({"mine", "me", "hers", "sure", "certain", "confirmed", "lost", "any", "thank", "thankfully"})
DOUBTS = frozenset({"maybe", "possible", "possibly", "suspected", "query", "think", "thought", "?", "might", "if"})
UNTESTED = frozenset({"tested", "test"})
UNSURE = frozenset({"maybe", "possibly", "perhaps", "probably"})
REACH = 4  # words behind a loss in which its weeks are doubted
NEGATED = 4  # words before a loss within which a negation denies it
TO_COME = frozenset({"will", "ill", "might", "may", "would", "could", "going", "well", "itll"})


@dataclass(frozen=True)
class Whose:
    """Says whose a loss is, and whether it has happened."""

    nouns_after: frozenset[str]
    her_children: frozenset[str]
    things: frozenset[str]
    weighed: frozenset[str]
    overdue: frozenset[str]
    tests: frozenset[str]
    twins: frozenset[str]
    living: frozenset[str]
    fears: frozenset[str]
    people: Relations

    def as_told(self, mention: Mention, sentence: Sentence, hers: frozenset[int]) -> Mention:
        """A loss read as another's by a person beside it, where she tells of herself: `with my partner I lost two`."""
        stands = mention.stands
        if (
            mention.kind != "loss"
            or stands.status not in ("family", "other")
            or stands.asked
            or mention.start not in hers
        ):
            return mention
        near = [token.norm for token in sentence.tokens[max(0, mention.start - NEGATED) : mention.start]]
        if UNTESTED & set(near):
            return mention
        return replace(mention, stands=replace(stands, status="denied" if NEGATING & set(near) else "past"))

    def is_only_a_period(self, mention: Mention, sentences: Sequence[Sentence]) -> bool:
        """`next period came after 33 days`: no loss where no test was spoken of, in its sentence or the one before.

        Nor one where it is late: `period's 6 days late, tests all negative`.
        """
        if mention.id != "few_days":
            return False
        if self.overdue & {norm(sentences[mention.sentence].tokens, mention.end + step) for step in (0, 1)}:
            return True
        near = sentences[max(0, mention.sentence - 1) : mention.sentence + 1]
        return not any(
            token.norm in self.tests or token.norm.startswith("posit") for one in near for token in one.tokens
        )

    def is_a_thing(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """`we lost hope`, `I lost one of my rings` name no child, and `we lost four` is a number."""
        first, after = norm(tokens, mention.start), norm(tokens, mention.end)
        if first.isdecimal() and int(first) > MOST:  # "from 2002 I lost three"
            return True
        if first == "lost" and self.weighed & {norm(tokens, mention.end + step) for step in (-1, 0, 1, 2)}:
            return True
        if first == "lost" and after == "of":
            return not CHILDREN & {norm(tokens, mention.end + step) for step in (1, 2, 3)}
        if first != "we" or norm(tokens, mention.end - 1) != "lost" or mention.end - mention.start > 2:
            return False
        return after in self.things or after in ("", ",") or read(tokens, mention.end) is not None

    def standing(self, tokens: Sequence[Token], mention: Mention) -> str | None:
        """Whether the loss is `told` as hers or `denied`; None if it is somebody else's, feared or asked about."""
        words = [token.norm for token in tokens]
        before = words[max(0, mention.start - 3) : mention.start]
        if (before[-1:] and before[-1] in NONE) or (before[-2:-1] and before[-2] in NONE and before[-1] in ANY):
            return "denied"
        if before[-2:] == ["do", "with"]:  # "what has that to do with miscarriages"
            return None
        if {"cant", "cannot", "couldnt"} & set(words[max(0, mention.start - 7) : mention.start]) and "say" in words:
            return "denied"
        if (
            _is_of_another(words[: mention.start], self.people)
            or _is_untested(words, mention)
            or self._is_one_of_twins(words, mention)
        ):
            return None
        near = words[max(0, mention.start - 4) : mention.start]
        if self._is_feared(words, mention) or ({"different", "compared"} & set(near) and ":" not in near):
            return None
        status = mention.stands.status
        if status == "denied":
            beside = not self.people.anothers & set(words) and _is_counted_beside(words, mention)
            told = beside or _is_said_after_all(words, mention) or _is_listed(words, mention)
            return "told" if told else "denied"
        if status == "suspected" and (_is_listed(words, mention) or _is_timed_in_doubt(tokens, mention)):
            return "told"
        if status in ("family", "other"):
            return "told" if self._is_of_her_child(words, mention) else None
        return "told" if status in ("present", "past") else None

    def _is_one_of_twins(self, words: list[str], mention: Mention) -> bool:
        """`lost one twin, the other one was born at 34 weeks`: no loss, where the other lives."""
        twins = self.twins & set(words) or ("one", "baby") in pairwise(words)
        other = words.index("other") if twins and "other" in words else len(words)
        return bool(self.living & set(words[other:])) and "both" not in words

    def _is_feared(self, words: list[str], mention: Mention) -> bool:
        """`scared it will be another loss at 8 weeks`: not what has happened."""
        afraid = max((at for at in range(mention.start) if words[at] in self.fears), default=None)
        return afraid is not None and bool(TO_COME & set(words[afraid + 1 : mention.start + 1]))

    def _is_of_her_child(self, words: list[str], mention: Mention) -> bool:
        """`our son was stillborn`, `2 kids and a miscarriage` are hers; `my daughter miscarried` is not."""
        named = words[mention.start : mention.end]
        others = {word for at, word in enumerate(words) if not _is_mother_to(words, at, self.people)}
        if others & self.people.relatives or (mention.stands.status == "other" and others & {"she", "shes", "they"}):
            return False
        if (
            mention.id in SIGNS
            or {"pregnancy", "pregnancies", "he", "hed", "shed"} & set(named)
            or any(_is_mother_to(words, at, self.people) for at in range(len(words)))
        ):
            return True
        child = max(
            (at for at in range(len(words)) if words[at] in self.her_children and at < mention.start), default=None
        )
        if child is None:
            return bool(set(words) & self.her_children)
        return mention.id in OF_A_CHILD or bool(set(words[child + 1 : mention.start]) & ASIDE)

    def is_now_or_noun(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """`miscarriage clinic`, `I am miscarrying`, `having a miscarriage`: no loss that has happened."""
        after = norm(tokens, mention.end)
        before = [tokens[place].norm for place in range(max(0, mention.start - 3), mention.start)]
        word = tokens[mention.end - 1].norm
        ongoing = word in ("miscarrying", "losing", "miscarry") or "losing" in (tokens[mention.start].norm,)
        if ongoing and not {"keep", "kept", "after", "since", "keeps"} & set(before) and not _is_over(word, before):
            return True
        return (
            (after in self.nouns_after and mention.id not in SIGNS)
            or (
                "having" in before[-2:]
                and not {"had", "after", "been", "since", "of"} & set(before)
                and not _is_several(before)
            )
            or ("threatened" in [token.norm for token in tokens[mention.start : mention.end]])
        )


def _is_of_another(before: list[str], people: Relations) -> bool:
    """`my sister was pregnant and it ended at 8 weeks`: hers, not the patient's."""
    who = max((at for at, word in enumerate(before) if word in people.relatives), default=len(before))
    return "pregnant" in before[who:] and not {"i", "im", "ive", "we", "weve", "my", "me"} & set(before[who:])


def _is_untested(words: list[str], mention: Mention) -> bool:
    """`period 9 days late, I never tested`: nobody knows whether it was one."""
    never = {("never", "tested"), ("not", "tested"), ("didnt", "test"), ("havent", "tested"), ("not", "test")}
    return mention.id in ("few_days", "biochemical") and bool(never & set(pairwise(words)))


def _is_said_after_all(words: list[str], mention: Mention) -> bool:
    """Whether what denies something else ended before: `four never took, one ended as a chemical`."""
    parting = max((at for at in range(mention.start) if words[at] in PARTING), default=-1)
    if parting < 0 or set(words[parting + 1 : mention.start]) & NEGATING:
        return False
    begun = words[parting] in (":", "but") or bool(set(words[parting + 1 : mention.start + 1]) & BEGINNING)
    return begun and bool(set(words[:parting]) & {*NEGATING, "negative"})


def _is_counted_beside(words: list[str], mention: Mention) -> bool:
    """`six miscarriages, none past 9 weeks`, `another mc, sperm is fine`: a number of hers; what is denied is beside.

    Not `two miscarriages, not mine`.
    """
    begin = max((at + 1 for at in range(mention.start) if words[at] in CLAUSE), default=0)
    end = next((at for at in range(mention.end, len(words)) if words[at] in CLAUSE), len(words))
    own = words[begin : mention.end]
    counted = any(word in COUNTING or (word.isdecimal() and 0 < int(word) <= MOST) for word in own)
    denied = NEGATING & {*own, *words[mention.end : end]} or WITHDRAWN & set(words[end : end + 4])
    return counted and end < len(words) and not denied


def _is_listed(words: list[str], mention: Mention) -> bool:
    """`mine never stick: chemical in March, chemical in June`: an entry of a list, which what stands before it is of.

    Nothing is denied or doubted of it behind the colon, and its date or weeks follow it.
    """
    colon = max((at for at in range(mention.start) if words[at] == ":"), default=-1)
    if colon < 0 or (NEGATING | DOUBTS) & set(words[colon + 1 :]):
        return False
    after = words[mention.end : mention.end + 3]
    return any(word in MONTHS or word in SEASONS or word.isdecimal() for word in after)


def _is_timed_in_doubt(tokens: Sequence[Token], mention: Mention) -> bool:
    """`I miscarried, maybe 10 weeks`: it is the weeks that she is not sure of."""
    before = {token.norm for token in tokens[: mention.start]}
    near = range(mention.end, min(mention.end + REACH, len(tokens)))
    return not DOUBTS & before and any(norm(tokens, at) in UNSURE and read(tokens, at + 1) for at in near)


def _is_mother_to(words: list[str], at: int, people: Relations) -> bool:
    """`mummy to three angels`: she herself."""
    return words[at] in people.mothers and words[at + 1 : at + 2] in (["to"], ["of"])


def _is_over(word: str, before: list[str]) -> bool:
    """`I did miscarry`, `when I was miscarrying`."""
    when = "was" in before and bool({"when", "while"} & set(before))
    return (word == "miscarry" and before[-1:] == ["did"]) or (word in ("miscarrying", "losing") and when)


def _is_several(before: list[str]) -> bool:
    """`I am having 3 miscarriages`: of those who say it for having had them."""
    return before[-1:] != [] and (before[-1].isdecimal() or before[-1] in UNITS_OF_COUNT)
