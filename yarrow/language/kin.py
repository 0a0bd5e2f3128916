"""Of whom an illness is told by the words beside it: `lupus (mum), RA - my nan`, `Crohn's in my brother`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from yarrow.language.people import People, inflected, possessive
from yarrow.language.pipeline import Link, Target
from yarrow.language.text import Token

OPENS = frozenset({"(", "-", ":", ","})
ALONE = frozenset({"me", "myself", "self"})
NAMED_BY = frozenset({"-", ":", "="})
CLOSES = frozenset({")", ",", "/", "&", "and", "or", "side", "sides"})
HERS = frozenset({"i", "ive", "im", "have", "got", "my", "me"})  # before the illness: it is her own
CLAIM = 3  # words back that say so
OWNERS = frozenset({"my", "both", "one", "late", "her", "great", "half", "older", "younger", "elder", "big", "little",
                    "a", "an", "our", "two", "the", "wee", "own"})  # fmt: skip
ADJECTIVE_AFTER = frozenset({"a", "an", "my", "our", "having"})  # `a coeliac sister`, `my diabetic dad`
OPENING = frozenset({"", ",", ":", "-", ";"})  # `rheumatoid nan`, `background: type 1 diabetic sister, coeliac dad`
SHE = frozenset({"she", "he", "shes", "hes"})
BACK = 4  # words before an illness within which "she" is who has it
PRONOUNS = frozenset({"his", "her", "their"})
# Who says these has an opinion of her illness, and not the illness: `mum swears it's lupus`.
OPINING = frozenset({"swears", "swear", "thinks", "think", "reckons", "reckon", "insists", "wonders", "suspects",
                     "thought", "reckoned", "bets", "guesses", "convinced", "sure", "adamant", "wondered"})  # fmt: skip
IT = frozenset({"it", "its", "this", "i", "ive", "im", "mine"})
OPINION = 4  # words after a relative within which she says what "it" is
SEEING = frozenset({"noticed", "notices", "saw", "looked", "pointed", "commented", "remarked", "spotted"})
HERSELF = frozenset({"my", "im", "ive", "me"})
HIS = frozenset({"his", "ohs", "other", "in", "laws"})
MINE = frozenset({"my", "mine", "i", "ive", "im", "our", "maternal", "paternal"})


class Kin:
    """Hears of which relative, or of which friend, an illness is told."""

    def __init__(self, people: People) -> None:
        self._kin = inflected(people.kin | people.daughters | people.sons) | {"maternal", "paternal", "twin"}
        self._friends = inflected(people.friends | people.husbands) | possessive(people.of("cousin")) | {"law"}
        self._his = possessive(people.husbands | people.partners) | HIS
        self._mine = possessive(people.mothers | people.fathers) | MINE

    def is_named_after(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Whether a relative is named straight after the illness at `start` to `end`, and nothing else of it."""
        if end >= len(tokens):
            return False
        after = tokens[end].norm
        if after in self._kin:
            before = tokens[start - 1].norm if start else ""
            if before in OPENING:
                return _closes(tokens, end + 1, (",", "and"))
            return before in ADJECTIVE_AFTER or (_is_paired(tokens) and _closes(tokens, end + 1, (",", "and")))
        if end + 1 >= len(tokens) or after not in OPENS | {"in"}:
            return False
        if HERS & {token.norm for token in tokens[max(0, start - CLAIM) : start]}:
            return False
        place = end + 1
        while place < len(tokens) - 1 and tokens[place].norm in OWNERS:
            place += 1
        if tokens[place].norm not in self._kin:
            return False
        return _closes(tokens, place + 1, CLOSES if after in ("(", "in", "-") else (",",))

    def is_on_his_side(self, tokens: Sequence[Token], start: int) -> bool:
        """`On his side: brother coeliac, father MS`: no relatives of hers, until her own are spoken of."""
        words = [token.norm for token in tokens[:start]]
        sides = [place for place, word in enumerate(words) if word in ("side", "family") and place]
        if not sides or words[sides[-1] - 1] not in self._his:
            return False
        return not self._mine & set(words[sides[-1] :])

    def is_theirs(self, tokens: Sequence[Token], link: Link) -> bool:
        """`My dad has psoriasis and his sister has MS`: a relative of her relative, not of her husband."""
        if link.category != "OTHER" or tokens[link.start].norm not in PRONOUNS or link.end - link.start < 2:
            return False
        named = {token.norm for token in tokens[link.start + 1 : link.end]}
        return named <= self._kin and bool(self._has_kin(tokens[: link.start]))

    def whose_she_is(self, tokens: Sequence[Token], start: int) -> Literal["family", "other"] | None:
        """`My sister in Lagos had the same and it turned out she's got lupus`: the person last named before a "she"."""
        near = [token.norm for token in tokens[max(0, start - BACK) : start]]
        if not SHE & set(near) or set(near) & self._mine:
            return None
        for token in reversed(tokens[: max(0, start - 1)]):
            if token.norm in self._kin:
                return "family"
            if token.norm in self._friends:
                return "other"
        return None

    def is_named_between(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Whether another relative is named behind a mark there: `dad pernicious anaemia, mum none`."""
        return any(
            tokens[place].norm in self._kin and tokens[place - 1].norm in OPENING for place in range(max(1, start), end)
        )

    def is_only_seen_by(self, link: Link, target: Target, tokens: Sequence[Token]) -> bool:
        """`My sister looked at my eyes and said they're yellow`: whoever sees it, it is the patient's."""
        if target.kind != "symptom" or link.category not in ("FAM", "OTHER") or link.end > target.start:
            return False
        words = [token.norm for token in tokens[link.end : target.end + 1]]
        hers = (at for at, word in enumerate(words[:-1]) if word in HERSELF and words[at + 1] not in self._kin)
        return bool(words) and words[0] in SEEING and any(hers)

    def _has_kin(self, tokens: Sequence[Token]) -> bool:
        """Whether a blood relative stands there; "da's got" is one word here."""
        return any(token.norm in self._kin or token.norm.removesuffix("s") in self._kin for token in tokens)


def _is_paired(tokens: Sequence[Token]) -> bool:
    """`graves me, hashimotos mum`: illnesses and whose they are, side by side."""
    return any(token.norm in ALONE for token in tokens)


def _closes(tokens: Sequence[Token], place: int, closing: frozenset[str] | tuple[str, ...]) -> bool:
    return place >= len(tokens) or tokens[place].norm in closing


def is_followed_by_me(tokens: Sequence[Token], end: int) -> bool:
    """Whether a bare "me" behind it makes it hers in a list: `RA (mum), hypothyroid (me)`, `graves me`."""
    after = end + 1 if end < len(tokens) and tokens[end].norm in OPENS | {"in"} else end
    return after < len(tokens) and tokens[after].norm in ALONE and _closes(tokens, after + 1, CLOSES)


def is_hers_among(tokens: Sequence[Token], start: int, ended: frozenset[int]) -> bool:
    """Whether a bare "me" straight before it opens a new item: `mother coeliac, father UC, me hashimotos`.

    `ended`: places at which another illness ends.
    """
    if start > 1 and tokens[start - 1].norm in NAMED_BY:
        start -= 1  # `mum - coeliac, me - Hashimoto's`
    if not start or tokens[start - 1].norm not in ALONE:
        return False
    before = start - 1
    return before == 0 or before in ended or tokens[before - 1].norm in (",", "-", "and", "/", "&", ":", ")")


def is_heading(link: Link, tokens: Sequence[Token]) -> bool:
    """Whether it only says how old he is, beside her own age, before her story: `me 34, DH 36, UC in remission`."""
    if link.category not in ("OTHER", "FAM") or link.end + 1 >= len(tokens):
        return False
    aged = tokens[link.end].kind == "number" and tokens[link.end + 1].norm in (",", "-", "/")
    before = [token.norm for token in tokens[: link.start]]
    own = [place for place, word in enumerate(before) if word in ALONE]
    return aged and bool(own) and tokens[own[-1] + 1].kind == "number"


def as_opinion(link: Link, target: Target, tokens: Sequence[Token]) -> Link:
    """The link, as a doubt where a relative or friend only says what she thinks "it" is, or sees it on the patient."""
    if link.category not in ("FAM", "OTHER") or link.end > target.start:
        return link
    after = [token.norm for token in tokens[link.end : min(link.end + OPINION, target.start)]]
    said = next((place for place, word in enumerate(after) if word in OPINING), None)
    if target.kind == "condition" and said is not None and IT & set(after[said + 1 :]):
        return replace(link, category="SUSP")
    return link
