"""An age that stands without a word for it: `Forty, one son`, `Karen, 41, Leeds`, `33 ttc 18m`, `too old at 42`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.calendar import MONTH_NAMES
from yarrow.language.mention import Mention
from yarrow.language.numbers import Quantity, read
from yarrow.language.people import People, inflected
from yarrow.language.text import Token

LIKELY = range(18, 58)
PARTING = frozenset({",", "(", ")", "|", "/", "-", ":", "&", "[", "]", "~", "*"})
LEADS = frozenset({
    "now", "already", "myself", "me", "just", "currently", "still", "only", "and", "so", "aged", "age", "im", "f",
    "female", "ok", "hi", "hey", "hello", "hiya", "hun", "yes", "well",
})  # fmt: skip
TAILS = frozenset({
    "years", "yrs", "yr", "y", "yo", "old", "year", "f", "female", "here", "now", "still", "x", "xx", "xxx", "lol",
    "today", "young", "woman", "dh", "hubby", "nurse", "teacher", "btw",
})  # fmt: skip
# What goes on after an age that opens a sentence: `33 ttc 18m`, `35 from Cape Town`, `32 never pregnant`.
ONWARD = frozenset({
    "and", "but", "with", "from", "ttc", "never", "no", "married", "single", "trying", "mum", "mother", "based",
    "living", "childless", "nulliparous", "in", "this", "last", "next", "expecting", "pregnant", "as", "&",
})  # fmt: skip
UNITS = frozenset({"weeks", "week", "w", "wks", "wk", "days", "day", "d", "weekers", "weeker", "dpo"})
THEY = frozenset({"he", "she", "hes", "shes", "himself"})
GROWN = 30  # an age from which it is not a child's
LASTING = frozenset({"married", "marriage", "together", "smoker", "smoked", "diabetic", "years"})
MEASURED = frozenset({"since", "for", "ago", "bmi", "cd", "around", "about", "low", "high", "raised",
                      "borderline", "result", "level", "count", "ferritin", "only"})  # fmt: skip
DOSES = frozenset({20, 25, 30, 40, 50})
RATED = frozenset({"old", "young", "again", "now", "mad", "ama", "late", "single", "start", "starting", "pregnant"})
FIT = frozenset({"fine", "good", "normal", "ok", "okay", "low", "high", "young", "old", "bad", "great", "poor"})
PERFECT = frozenset({"ive", "im", "id", "weve"})
AHEAD = (["next"], ["soon"], ["this", "year"], ["in", "a"], ["this", "month"])
GONE = frozenset({"gone", "last", "just", "there"})


class AgeAlone:
    """Reads an age that stands alone."""

    def __init__(self, people: People) -> None:
        # Who the part before may be of: `my husband, 48`; `son, 19`.
        partners = people.husbands | people.partners | people.wives | people.men
        self._people = people.kin | people.others | partners | THEY
        self._children = inflected(people.children - people.of("girl", "boy")) | {"dd", "ds"}  # `Texas girl, 26` is she

    def read(self, tokens: Sequence[Token], some: Quantity, mine: Sequence[Mention]) -> int | None:
        """The age at this number where no word says that it is one; None if it may be of something else."""
        if some.whole not in LIKELY or _is_in_figures(tokens, some):
            return None
        if _is_remarked(tokens, some):
            return some.whole
        start = _start_of_part(tokens, some.start)
        leads = {token.norm for token in tokens[start : some.start]}
        if leads - LEADS or self._is_of_the_part_before(tokens, start, some, mine) or _is_listed(tokens, some, start):
            return None
        if _is_to_come(tokens, some.end):
            return some.whole - 1
        end = some.end + (1 if _norm(tokens, some.end) in ("now", "years", "yrs", "here") else 0)
        opens = start == 0 and "now" not in leads and _norm(tokens, end) in ONWARD and not _counts(tokens, end)
        return some.whole if opens or _is_whole_part(tokens, some.end) else None

    def _is_of_the_part_before(
        self, tokens: Sequence[Token], start: int, some: Quantity, mine: Sequence[Mention]
    ) -> bool:
        """Whether the number belongs to what stands before it: a person, a medicine, a result, how long it lasts."""
        before = [token.norm for token in tokens[:start] if token.norm not in PARTING]
        last = before[-4:]
        if self._people & set(last) and not {"i", "im"} & set(last):
            return True
        lasts = _norm(tokens, some.end) in ("years", "yrs") and _norm(tokens, some.end + 1) != "old"
        if (self._children & set(last) and some.whole < GROWN and "no" not in last) or MEASURED & set(before[-1:]):
            return True
        if lasts and LASTING & set(last):
            return True
        near = [mention for mention in mine if 0 <= some.start - mention.end <= 1 + bool(start)]
        doses = some.whole in DOSES and any(mention.kind == "medicine" for mention in near)
        return doses or any(mention.kind == "test" or (lasts and mention.kind != "loss") for mention in near)


def _is_in_figures(tokens: Sequence[Token], some: Quantity) -> bool:
    """`02/20`, `34+5`, `28-30`, `£30`: the number is part of a figure."""
    before, after = some.start - 1, some.end
    mark = _mark(tokens, before)
    tied = mark and tokens[before].end == tokens[some.start].start and mark not in ("(", "[", ",", ":", "|", "&")
    if tied and (mark not in PARTING or (before and tokens[before - 1].kind == "number")):
        return True
    mark = _mark(tokens, after)
    following = tokens[after + 1].kind if after + 1 < len(tokens) else ""
    return mark in ("+", "%", "°", "#", "x") or (
        mark in ("/", "-", ":") and following == "number" and tokens[after].start == tokens[some.end - 1].end
    )


def _is_remarked(tokens: Sequence[Token], some: Quantity) -> bool:
    """`am I too old at 42?`, `mad to go again at 41`, `egg count fine for 35`, `at 40 I've been told`."""
    before = [_norm(tokens, some.start - step) for step in range(1, 9)]
    after = _norm(tokens, some.end)
    closes = after in ("", ",", ")", "-", "with", "and", "but")
    if before[0] == "at" and closes:
        return (
            before[1] in RATED
            or before[1].endswith("less")
            or {"too", "mad", "daft", "crazy"} & set(before[1:]) != set()
        )
    if before[0] == "at" and after in PERFECT:
        return True
    return before[0] == "for" and before[1] in FIT and closes


def _start_of_part(tokens: Sequence[Token], at: int) -> int:
    while at and tokens[at - 1].norm not in PARTING:
        at -= 1
    return at


def _is_listed(tokens: Sequence[Token], some: Quantity, start: int) -> bool:
    """`22, 19 and 20 weeks`, `at 8, 12, 20`: one of a row of numbers of something else."""
    before = tokens[start - 2] if start > 1 else None
    said = _norm(tokens, some.end) in ("y", "yo", "years", "yrs", "f", "female")
    if before and before.kind == "number" and not said and not (before.norm.isdecimal() and len(before.norm) == 4):
        return True
    end = some.end
    while _norm(tokens, end) in (",", "and", "&", "or", "/"):
        joined = _norm(tokens, end) != ","
        following = read(tokens, end + 1)
        if following is None:
            return False
        if _norm(tokens, following.end) in UNITS:
            return joined or end > some.end + 1
        end = following.end
    return False


def _is_to_come(tokens: Sequence[Token], end: int) -> bool:
    """`40 next month`, `40 this year in December`, `38 in May`; not `34 in June just gone`."""
    after = [_norm(tokens, end + step) for step in range(3)]
    month = after[0] in ("in", "on") and (after[1] in MONTH_NAMES or after[2] in MONTH_NAMES)
    ahead = month or after[:1] in AHEAD or after[:2] in AHEAD or (after[0] == "in" and after[2] in UNITS | {"months"})
    return ahead and not GONE & {_norm(tokens, end + step) for step in range(2, 6)}


def _counts(tokens: Sequence[Token], end: int) -> bool:
    """`33 and 34 weeks`, `20 in one go`, `20 with a good grade` count something."""
    following = read(tokens, end + 1)
    if _norm(tokens, end) in ("and", "&"):
        return following is not None and _norm(tokens, following.end) in UNITS
    return _norm(tokens, end) in ("in", "from") and following is not None


def _is_whole_part(tokens: Sequence[Token], end: int) -> bool:
    """Whether nothing of the part is left but words that may close an age."""
    while end < len(tokens) and tokens[end].norm not in PARTING:
        if tokens[end].norm not in TAILS:
            return _norm(tokens, end) in ("last", "just") and not read(tokens, end + 1)
        if tokens[end].norm in ("dh", "hubby", "here", "female", "f"):
            return True
        end += 1
    return True


def _mark(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) and tokens[at].kind == "mark" else ""


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""
