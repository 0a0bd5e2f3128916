"""Her age in completed years: `I'm 34`, `34f`, `Forty, one son`; not the age of somebody else, or when it happened."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.lexicon import Concept
from yarrow.language.mention import Mention
from yarrow.language.numbers import Quantity, read
from yarrow.language.text import Sentence, Token

YOUNGEST, OLDEST = 10, 65
LIKELY = range(18, 58)  # an age that stands without a word for it
I_AM = frozenset({"im", "am", "aged", "age", "turned", "turning", "female", "f", "just", "now"})
NOT_AN_AGE = frozenset({
    "week", "weeks", "w", "+", "month", "months", "days", "day", "th", "st", "nd", "rd", "%", "times", "cycles",
    "dpo", "hours", "minutes", "stone", "kg", "cm", "losses", "miscarriages", "pads", "dp", "weks", "weekers", "mg",
    "mcg", "percent", "in", "to", "-", "/", "minute", "hour", "quid", "k", "grand", "people", "wks", "wk", "d", "m",
})  # fmt: skip
OTHERS = frozenset({
    "mum", "mother", "sister", "husband", "partner", "dad", "father", "brother", "nan", "he", "she", "hes", "shes",
    "friend", "son", "daughter", "gran", "cousin", "uncle", "aunt", "auntie", "dh", "hubby", "boyfriend", "fella",
    "sisters", "husbands", "partners", "fiance", "wife", "mam", "eldest", "youngest", "niece", "boss",
})  # fmt: skip
THEN = frozenset({"was", "when", "since", "until", "till", "before", "after", "at", "around", "from", "by"})
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
)
AHEAD = (["next"], ["in", "a"], ["this", "year"], ["soon"])
PLACES_BEFORE = frozenset({"", ",", "(", "-"})
PLACES_AFTER = frozenset({
    "", ",", ")", "and", "but", "-", "with", "female", "now", "here", "yrs", "years", "f", "xx", "x",
})  # fmt: skip


def read_age(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], *, alone: bool
) -> tuple[int, Token, Token] | None:
    """Her age and the first and last tokens it was read from. `alone`: a number by itself may be one."""
    for said in (_told, _alone) if alone else (_told,):
        for number, sentence in enumerate(sentences):
            mine = [mention for mention in mentions if mention.sentence == number]
            for at in range(len(sentence.tokens)):
                some = read(sentence.tokens, at)
                if some is None or not _is_years(sentence.tokens, some):
                    continue
                if any(_is_not_of(mention, at, alone=said is _alone) for mention in mine):
                    continue
                years = said(sentence.tokens, some)
                if years is not None:
                    return years, sentence.tokens[some.start], sentence.tokens[some.end - 1]
    return None


def _happened_at(mention: Mention, at: int) -> bool:
    """Whether the number at this place belongs to something that happened once, as the age it happened at."""
    event = isinstance(mention.meaning, Concept) and mention.meaning.event
    return event and mention.start <= at <= mention.end + 1


def _is_years(tokens: Sequence[Token], some: Quantity) -> bool:
    """Whether the number could be an age; `up to 33` is settled where it is `coming up to`."""
    settled = some.is_settled or [_norm(tokens, some.start - step) for step in (1, 2, 3)] == ["to", "up", "coming"]
    return settled and YOUNGEST <= some.whole <= OLDEST and some.low == some.whole


def _is_not_of(mention: Mention, at: int, *, alone: bool) -> bool:
    """Whether the number belongs to something else of the sentence: an event, a dose, a result."""
    return _happened_at(mention, at) or (alone and mention.kind in ("medicine", "test") and mention.end <= at)


def _told(tokens: Sequence[Token], some: Quantity) -> int | None:
    """The age said as one: `I'm 34`, `34 years old`, `coming up to 33`; nearly is not completed."""
    before = [_norm(tokens, some.start - step) for step in (1, 2, 3, 4)]
    after = [_norm(tokens, some.end + step) for step in range(2)]
    nearly = before[0] in NEARLY or after[:1] in AHEAD or after in AHEAD or _is_ahead(tokens, some)
    nearly = nearly or before[:2] == ["to", "up"] or before[:2] == ["on", "going"] or before[:2] == ["for", "heading"]
    said = before[0] in I_AM or (nearly and set(before) & {"im", "am", "i", "be", "ill", "just"})
    said = said or before[:2] == ["be", "ill"] or (before[0] == "me" and before[1] in ("", ","))
    in_years = before[:2] == ["have", "i"] and after[0] == "years" and after[1] in ("", "and", ",")  # "I have 30 years"
    said = bool(said) or in_years
    old = after[:1] in YEARS_AFTER or after in OLD_AFTER
    if (
        not (old or said)
        or (after[0] in NOT_AN_AGE and not _is_ahead(tokens, some))
        or {"was", "when", "since"} & set(before[:2])
    ):
        return None
    if OTHERS & {_norm(tokens, some.start - step) for step in range(1, 6)} or (old and _is_of_a_thing(tokens, some)):
        return None
    coming = nearly and not _has_passed(tokens, some)
    return some.whole - (1 if coming else 0)


def _is_ahead(tokens: Sequence[Token], some: Quantity) -> bool:
    """`41 next month`, `40 in a month`, `38 in march`, `turning 38 in march`."""
    after = [_norm(tokens, some.end + step) for step in range(3)]
    turning = _norm(tokens, some.start - 1) in ("turn", "turning", "be")
    return after[0] == "next" or (
        after[0] == "in" and (after[1] == "a" or turning or after[2] in ("weeks", "months", "days"))
    )


def _has_passed(tokens: Sequence[Token], some: Quantity) -> bool:
    """`34 in June just gone`."""
    return {"gone", "last"} & {_norm(tokens, some.end + step) for step in range(5)} != set()


def _is_of_a_thing(tokens: Sequence[Token], some: Quantity) -> bool:
    return _norm(tokens, some.start - 1) in ("a", "my", "our", "have", "an", "the", "with")


def _alone(tokens: Sequence[Token], some: Quantity) -> int | None:
    """An age between commas or full stops: `Forty, one son`, `Cardiff, 36`; `now at 36`, `tubeless at thirty four`."""
    before, after = _norm(tokens, some.start - 1), _norm(tokens, some.end)
    if some.whole not in LIKELY or OTHERS & {token.norm for token in tokens[: some.start]}:
        return None
    opens = some.start == 0 and after in PLACES_AFTER and not _is_listed(tokens, some)
    closes = before in (",", "-") and after == "" and not any(token.kind == "number" for token in tokens[: some.start])
    now = before == "at" and _norm(tokens, some.start - 2) == "now"
    ahead = before in PLACES_BEFORE and after == "in" and _is_ahead(tokens, some)
    if ahead:
        return some.whole - 1
    june = some.start == 0 and after == "in" and _has_passed(tokens, some)
    return some.whole if opens or closes or now or june else None


def _is_listed(tokens: Sequence[Token], some: Quantity) -> bool:
    """`22, 19 and 20 weeks`: a list of something else."""
    return any(_norm(tokens, some.end + step) in ("weeks", "week", "days", "w") for step in range(1, 6))


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""
