"""Her age in completed years: `I'm 34`, `34f`, `Forty, one son`; not the age of somebody else, or when it happened."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.age_alone import AgeAlone
from yarrow.language.age_by_another import AgeByAnother
from yarrow.language.calendar import MONTH_NAMES
from yarrow.language.gestation import LONGEST, WEEK
from yarrow.language.lexicon import Concept
from yarrow.language.mention import Mention
from yarrow.language.numbers import Quantity, starting
from yarrow.language.people import People, inflected
from yarrow.language.text import Sentence, Token

YOUNGEST, OLDEST = 10, 65
I_AM = frozenset({"im", "am", "aged", "age", "turned", "turning", "female", "f", "just", "now", "dey"})
NOT_AN_AGE = frozenset({
    "week", "weeks", "w", "+", "month", "months", "days", "day", "th", "st", "nd", "rd", "%", "times", "cycles",
    "dpo", "hours", "minutes", "stone", "kg", "cm", "losses", "miscarriages", "pads", "dp", "weks", "weekers", "mg",
    "mcg", "percent", "to", "-", "/", "minute", "hour", "quid", "k", "grand", "people", "wks", "wk", "d", "m", "per",
})  # fmt: skip
THEY = frozenset({"he", "she", "hes", "shes"})
NEARLY = frozenset({"nearly", "almost", "turning"})
YEARS_AFTER = (["yo"], ["f"], ["yr"], ["yrs"])
OLD_AFTER = (
    ["years", "old"],
    ["year", "old"],
    ["y", "/"],
    ["y", "o"],
    ["yr", "old"],
    ["yrs", "old"],
    ["years", "young"],
    ["/", "f"],
)
AHEAD = (["next"], ["in", "a"], ["this", "year"], ["soon"])
SELF = frozenset({"im", "i", "me", "myself"})
BYGONE = frozenset({"at", "from", "since", "by", "the", "until", "till", "before", "after", "around"})


class Age:
    """Reads her age, and not that of the people she names."""

    def __init__(self, people: People) -> None:
        self._by_another = AgeByAnother(people)
        self._alone = AgeAlone(people)
        others = people.kin | people.others | people.husbands | people.partners | people.wives | people.men
        self._others = inflected(others | people.children - people.of("girl", "boy")) | THEY

    def read(
        self, sentences: Sequence[Sentence], mentions: Sequence[Mention], *, alone: bool
    ) -> tuple[int, Token, Token] | None:
        """Her age and the first and last tokens it was read from. `alone`: a number by itself may be one."""
        theirs = self._by_another.read(sentences, mentions)
        if theirs:
            return theirs
        lost = any(mention.kind == "loss" for mention in mentions)
        carrying = not lost and any(token.norm in WEEK for sentence in sentences for token in sentence.tokens)
        for said in (self._settled, self._told, self._alone.read) if alone else (self._settled, self._told):
            for number, sentence in enumerate(sentences):
                mine = [mention for mention in mentions if mention.sentence == number]
                for some in starting(sentence.tokens):
                    if not _is_years(sentence.tokens, some):
                        continue
                    if any(_happened_at(mention, some.start) for mention in mine):
                        continue
                    if carrying and _may_be_weeks(sentence.tokens, some):
                        continue
                    years = said(sentence.tokens, some, mine)
                    if years is not None:
                        return years, sentence.tokens[some.start], sentence.tokens[some.end - 1]
        return None

    def _settled(self, tokens: Sequence[Token], some: Quantity, mine: Sequence[Mention]) -> int | None:
        """The age said as that of now, whatever else is told: `40 in June so thirty nine now`, `37 still`."""
        before, after = _norm(tokens, some.start - 1), [_norm(tokens, some.end + step) for step in (0, 1)]
        ends = after[1] in ("", ",", "and", "but", ")", "-")
        if before in ("so", "im", "am", "still", ",") and after[0] in ("now", "still") and ends:
            return None if self._others & _near(tokens, some) else some.whole
        return None

    def _told(self, tokens: Sequence[Token], some: Quantity, mine: Sequence[Mention]) -> int | None:
        """The age said as one: `I'm 34`, `34 years old`, `coming up to 33`; nearly is not completed."""
        before = [_norm(tokens, some.start - step) for step in (1, 2, 3, 4)]
        after = [_norm(tokens, some.end + step) for step in range(2)]
        nearly = before[0] in NEARLY or after[:1] in AHEAD or after in AHEAD or _is_ahead(tokens, some)
        nearly = (
            nearly or before[:2] == ["to", "up"] or before[:2] == ["on", "going"] or before[:2] == ["for", "heading"]
        )
        said = _is_said(tokens, some, before, nearly=nearly)
        old = after[:1] in YEARS_AFTER or after in OLD_AFTER
        if not (old or said) or (_is_counted(tokens, some, after) and not _is_ahead(tokens, some)):
            return None
        if {"was", "when", "since"} & set(before[:2]) or _is_of_then(tokens, some, mine):
            return None
        if self._others & _near(tokens, some) or (old and _is_of_a_thing(tokens, some)):
            return None
        coming = nearly and not _has_passed(tokens, some)
        return some.whole - (1 if coming else 0)


def _happened_at(mention: Mention, at: int) -> bool:
    """Whether the number at this place belongs to something that happened once, as the age it happened at."""
    event = isinstance(mention.meaning, Concept) and mention.meaning.event
    return event and mention.start <= at <= mention.end + 1


def _is_years(tokens: Sequence[Token], some: Quantity) -> bool:
    """Whether the number could be an age; `up to 33` is settled where it is `coming up to`."""
    settled = some.is_settled or [_norm(tokens, some.start - step) for step in (1, 2, 3)] == ["to", "up", "coming"]
    return settled and YOUNGEST <= some.whole <= OLDEST and some.low == some.whole


def _is_said(tokens: Sequence[Token], some: Quantity, before: list[str], *, nearly: bool) -> bool:
    """`I'm`, `aged`, `my age is`, `me:`, `I have 30 years`."""
    after = [_norm(tokens, some.end + step) for step in range(2)]
    if before[0] in I_AM or (nearly and set(before) & {"im", "am", "i", "be", "ill", "just"}):
        return True
    if (
        before[:2] == ["be", "ill"]
        or before[:2] == ["already", "im"]
        or before[:2] == ["only", "im"]
        or (nearly and before[:2] == ["turn", "i"])
    ):
        return True
    if (
        before[0] in ("is", ":", "-", "=", ",")
        and before[1] in ("age", "me")
        and before[2] in ("", ",", "my", "/", "|")
    ):
        return True
    if before[0] == "me" and (some.start == 1 or tokens[some.start - 2].kind == "mark"):
        return True
    return before[:2] == ["have", "i"] and after[0] in ("years", "yrs") and after[1] in ("", "and", ",", "old")


def _is_counted(tokens: Sequence[Token], some: Quantity, after: list[str]) -> bool:
    """Whether what follows makes it a number of something: `20 weeks`, `20 to 30`; not `36 m40` and not `32/f`."""
    if after[0] not in NOT_AN_AGE or after in OLD_AFTER:
        return False
    his = after[0] == "m" and some.end + 1 < len(tokens) and tokens[some.end + 1].kind == "number"
    parted = after[0] in ("-", "/") and tokens[some.end].start > tokens[some.end - 1].end
    return not his and not parted


def _is_of_then(tokens: Sequence[Token], some: Quantity, mine: Sequence[Mention]) -> bool:
    """`miscarried at age 22`, `one positive ever, aged 25`, `scan was low, now 30 and bleeding`: not her age now."""
    word, before = _norm(tokens, some.start - 1), _norm(tokens, some.start - 2)
    if word in ("age", "aged"):
        told = {"positive", "diagnosed", "had", "got", "fell", "lost"} & {one.norm for one in tokens[: some.start]}
        tied = any(0 <= some.start - mention.end <= 2 for mention in mine)
        return before in BYGONE or (word == "aged" and (bool(told) or tied))
    return False


def _may_be_weeks(tokens: Sequence[Token], some: Quantity) -> bool:
    """`told at 20 weeks it was low, now 30 and bleeding`: the weeks of a pregnancy that is spoken of."""
    bare = _norm(tokens, some.start - 1) in ("now", "just") and _norm(tokens, some.start - 2) not in SELF | {"am"}
    return bare and some.whole <= LONGEST


def _near(tokens: Sequence[Token], some: Quantity) -> set[str]:
    """The words before it that may say whose age it is, back to `I` where she speaks of herself."""
    words: set[str] = set()
    after = ""
    for step in range(1, 6):
        word = _norm(tokens, some.start - step)
        if word in SELF:
            break
        words |= {word} if after not in ("of", "to") else set()  # `mother of 4, age 45` is she
        after = word
    return words


def _is_ahead(tokens: Sequence[Token], some: Quantity) -> bool:
    """`41 next month`, `40 in a month`, `38 in march`, `turning 38 in march`."""
    after = [_norm(tokens, some.end + step) for step in range(3)]
    after = _after_old(tokens, some) if after[0] in ("years", "yrs") else after
    turning = _norm(tokens, some.start - 1) in ("turn", "turning", "be")
    month = after[1] in MONTH_NAMES and _norm(tokens, some.start - 1) != "turned"
    return after[0] == "next" or (
        after[0] == "in" and (after[1] == "a" or turning or month or after[2] in ("weeks", "months", "days"))
    )


def _after_old(tokens: Sequence[Token], some: Quantity) -> list[str]:
    """What follows `40 years old`."""
    end = some.end + (2 if _norm(tokens, some.end + 1) == "old" else 1)
    return [_norm(tokens, end + step) for step in range(3)]


def _has_passed(tokens: Sequence[Token], some: Quantity) -> bool:
    """`34 in June just gone`."""
    return {"gone", "last"} & {_norm(tokens, some.end + step) for step in range(5)} != set()


def _is_of_a_thing(tokens: Sequence[Token], some: Quantity) -> bool:
    before = _norm(tokens, some.start - 1)
    return before in ("a", "my", "our", "an", "the", "with") or (
        before == "have" and _norm(tokens, some.start - 2) != "i"
    )


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""
