"""Words for losses, each with how many: `two missed miscarriages`, `lost our fourth`, `mc x3`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.losses.head import COUNTED, SIGNS, UNKNOWN, Head, How, norm
from yarrow.language.mention import Mention
from yarrow.language.numbers import Quantity, every, ordinal, read
from yarrow.language.text import Sentence, Token

BEFORE = frozenset({
    "early", "late", "missed", "natural", "previous", "more", "other", "consecutive", "confirmed", "of", "trimester",
    "spontaneous", "separate", "further", "very", "silent", "back", "x", "tiny", "ordinary", "prior", "past", "known",
    "horrible", "awful", "traumatic", "recent", "actual", "documented", "-", "complete", "pregnancy", "pregnancies",
    "definite", "sad", "then", "now", "unexplained", "babies", "painful", "full", "clinical", "blown", "week", "baby",
    "ended", "in", "as", "were", "was", "being", "suspected", "possible", "little", "wee", "straight", "have", "had",
    "all", "sadly", "heartbreaking", "devastating", "normal", "so", "called", "first", "losses",
})  # fmt: skip
DEFINITE = frozenset({
    "last", "latest", "this", "the", "that", "these", "those", "every", "any", "my", "our", "which", "each", "her",
})  # fmt: skip
POINTED = frozenset({"it", "him", "her", "them", "that", "both"})  # `lost it`: perhaps what was just told
CHROMOSOMES = frozenset({"trisomy", "chromosome", "t"})
# After "lost my second" they may be a child of several, the first of whom lives.
CHILDREN = frozenset({"baby", "child", "son", "daughter", "pregnancy", "babies", "twin", "one", "trimester"})
TIMES = frozenset({"times", "time", "x"})
NOUNS_AFTER = frozenset({
    "clinic", "clinics", "association", "support", "group", "team", "unit", "risk", "rate", "rates", "leave", "tests",
    "specialist", "nurse", "midwife", "charity", "care", "history", "testing", "investigations", "bloods", "test",
    "counselling", "awareness", "doctor", "consultant", "scan", "screen", "screening", "workup", "work", "forum",
    "board", "boards", "thread", "community", "journey", "hell", "diagnosis", "appointment", "referral", "panel",
    "service", "treatment", "counsellor", "story", "stories", "coordinator", "page", "website", "leaflet",
})  # fmt: skip
UNITS = frozenset({
    "week", "weeks", "w", "wk", "wks", "+", "st", "nd", "rd", "th", "month", "months", "day", "days", "hour", "hours",
    "minute", "minutes", "year", "years", "weeker", "yrs",
})  # fmt: skip
NOT_MORE = frozenset({"weeks", "week", "days", "months", "years", "times", "tests", "embryos", "scans", "kids", "than"})
NOT_PLURAL = frozenset({"loss", "mis", "this", "us", "was", "weeks"})
TWINS = frozenset({"twins", "triplets", "quads"})
JOINING = frozenset({"and", "plus", "+", "&", "then", "also", "n", "with"})
# Outcomes that are told of a child, and who else they could be told of.
OF_A_CHILD = frozenset({"stillbirth", "neonatal_death", "tfmr", "unknown_loss"})
OWN = frozenset({"son", "daughter", "boy", "girl", "twins", "sons", "daughters", "baby"})
RELATIVES = frozenset({
    "sister", "sisters", "mum", "mums", "mother", "mothers", "wife", "cousin", "cousins", "aunt", "auntie", "nan",
    "gran", "granny", "friend", "friends", "brother", "brothers", "niece", "mam", "mom", "colleague", "neighbour",
    "mate", "grandmother", "law",
})  # fmt: skip
REACH = 6  # words between a number and the word it counts


def named_heads(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Head]:
    """The losses told by name as hers, and not as a fear, a question or something that may be happening now."""
    found: list[Head] = []
    for mention in mentions:
        if mention.kind != "loss" or mention.id in ("live_birth", "no_pregnancy"):
            continue
        tokens = sentences[mention.sentence].tokens
        if _is_hers(tokens, mention) and not _is_now_or_noun(tokens, mention):
            found.append(_head(tokens, mention))
    return found + [more for number in range(len(sentences)) for more in _more(sentences, number, found)]


def _is_hers(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether it happened, or did not, to her: `our son was stillborn` is hers, `my son's wife miscarried` is not."""
    if mention.stands.status == "family":
        words = {token.norm for token in tokens}
        return mention.id in OF_A_CHILD and bool(words & OWN) and not words & RELATIVES
    return mention.stands.status in ("present", "past", "denied")


def _more(sentences: Sequence[Sentence], number: int, told: Sequence[Head]) -> list[Head]:
    """`then two more`: losses of the kind last told of."""
    earlier = [head for head in told if head.sentence <= number and head.how != "none" and head.kind in COUNTED]
    taken = {place for head in told if head.sentence == number for place in range(head.start, head.end)}
    found: list[Head] = []
    tokens = sentences[number].tokens
    for quantity in every(tokens) if earlier else ():
        last = earlier[-1]
        later = (number, quantity.start) >= (last.sentence, last.end) and quantity.start not in taken
        more = norm(tokens, quantity.end) == "more" and norm(tokens, quantity.end + 1) not in NOT_MORE
        if later and quantity.is_settled and more:
            found.append(Head(last.kind, quantity.whole, "more", number, quantity.start, quantity.end + 1))
    return found


def _is_now_or_noun(tokens: Sequence[Token], mention: Mention) -> bool:
    """`miscarriage clinic`, `I am miscarrying`, `having a miscarriage`: no loss that has happened."""
    after = norm(tokens, mention.end)
    before = [tokens[place].norm for place in range(max(0, mention.start - 3), mention.start)]
    word = tokens[mention.end - 1].norm
    ongoing = word in ("miscarrying", "losing", "miscarry") or "losing" in (tokens[mention.start].norm,)
    if ongoing and not {"keep", "kept", "after", "since", "keeps"} & set(before):
        return True
    return (
        (after in NOUNS_AFTER and mention.id not in SIGNS)
        or ("having" in before[-2:] and not {"had", "after", "been", "since", "of"} & set(before))
        or ("threatened" in [token.norm for token in tokens[mention.start : mention.end]])
    )


def _head(tokens: Sequence[Token], mention: Mention) -> Head:
    kind = SIGNS.get(mention.id, mention.id)
    inside = _inside(tokens, mention)
    how, quantity, start, definite = inside or _before(tokens, mention)
    end = mention.end
    after = _after(tokens, mention.end)
    if after and how in ("said", "one"):
        how, quantity, end = "number", after, after.end
    if mention.stands.status == "denied":
        return Head(kind, 0, "none", mention.sentence, start, end, mention, exact=mention.stands.sure)
    nth = _nth_time(tokens, mention.start) or _numbered(tokens, mention.end) if kind in COUNTED else None
    if nth is not None:
        return Head(kind, nth, "ordinal", mention.sentence, start, end, mention, nth)
    place = quantity.whole if how == "ordinal" and quantity else None
    count = quantity.whole if quantity and quantity.is_settled else None
    plural = _is_plural(tokens, mention)
    if how in ("one", "another") or (how == "said" and not plural):
        count = 1 + _again(tokens, end)
        how = "number" if count > 1 else how
    elif how == "said":
        how = "vague"
    joined = start > 0 and tokens[start - 1].norm in JOINING
    exact = not (quantity and quantity.about)
    return Head(
        kind, place or count, how, mention.sentence, start, end, mention, place, definite, exact=exact, joined=joined
    )


def _inside(tokens: Sequence[Token], mention: Mention) -> tuple[How, Quantity | None, int, bool] | None:
    """A number within the words themselves: `lost four`, `lost another`, `three I lost`."""
    if mention.id in SIGNS:
        return None
    for at in range(mention.start, mention.end):
        word = tokens[at].norm
        if word == "another":
            return "another", None, mention.start, False
        place = ordinal(tokens, at) if at == mention.end - 1 and tokens[mention.start].norm == "lost" else None
        if place and place[0] > 1 and norm(tokens, place[1]) not in CHILDREN:
            return "ordinal", Quantity(place[0], place[0], at, place[1]), mention.start, False
        quantity = read(tokens, at) if word not in ("both", "one", "once", "half") else None
        if norm(tokens, at - 1) in CHROMOSOMES or (quantity and norm(tokens, quantity.end) in {*UNITS, "of"}):
            continue
        if quantity and quantity.low is not None:
            return "number", quantity, min(quantity.start, mention.start), False
    return None


def _before(tokens: Sequence[Token], mention: Mention) -> tuple[How, Quantity | None, int, bool]:
    """The number, ordinal or article in front of the words, adjectives skipped, and whether it is definite."""
    at = mention.start - 1
    definite = mention.id == UNKNOWN and norm(tokens, mention.end - 1) in POINTED
    while at >= 0 and mention.start - at <= REACH and mention.id not in SIGNS:
        word = tokens[at].norm
        if word == "first" and norm(tokens, at + 1) == "trimester":
            at -= 1
            continue
        place = ordinal(tokens, at) or (ordinal(tokens, at - 1) if word in ("st", "nd", "rd", "th") else None)
        if place:
            return "ordinal", Quantity(place[0], place[0], at, at + 1), at, True
        quantity = _number_ending(tokens, at)
        if quantity:
            definite = definite or word == "both"
            return ("vague" if quantity.low is None else "number"), quantity, quantity.start, definite
        if word in ("another", "again"):
            return "another", None, at, False
        if word in ("a", "an", "1x"):
            return "one", None, at, False
        if word in DEFINITE:
            definite = True
        elif word not in BEFORE:
            break
        at -= 1
    return "said", None, mention.start, definite


def _number_ending(tokens: Sequence[Token], at: int) -> Quantity | None:
    """The number whose last token is this one."""
    for start in range(max(0, at - 4), at + 1):
        quantity = read(tokens, start)
        if quantity and quantity.end == at + 1:
            return None if norm(tokens, quantity.end) in UNITS or quantity.whole > 60 else quantity
    return None


def _after(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`x 3`, `three times`, `twice`, `(2)` after the words."""
    word = norm(tokens, at)
    if word in ("x", ":", "-", "(", "="):
        quantity = read(tokens, at + 1)
        following = norm(tokens, quantity.end) if quantity else ""
        return quantity if quantity and (word == "x" or following in ("", ")", "x", "and")) else None
    quantity = read(tokens, at)
    if quantity and (word in ("twice", "thrice", "once") or norm(tokens, quantity.end) in TIMES):
        return quantity
    return None


def _nth_time(tokens: Sequence[Token], start: int) -> int | None:
    """`this is the third time I've miscarried`, `three times I have had a miscarriage`."""
    for at in range(max(0, start - 7), start):
        place = ordinal(tokens, at)
        if place and norm(tokens, place[1]) == "time" and place[0] > 1:
            return place[0]
        quantity = read(tokens, at)
        if quantity and quantity.is_settled and _is_times(tokens, quantity) and not place:
            return quantity.whole
    return None


def _is_times(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """`Three times I`, and `two time` of those who leave the ending out; not `three times a day`."""
    after = norm(tokens, quantity.end)
    each = norm(tokens, quantity.end + 1) in ("a", "per", "each", "every", "daily")
    return not each and (after == "times" or (after == "time" and quantity.whole > 1))


def _numbered(tokens: Sequence[Token], end: int) -> int | None:
    """`miscarriage number 3`."""
    quantity = read(tokens, end + 1) if norm(tokens, end) in ("number", "no", "#") else None
    return quantity.whole if quantity and quantity.is_settled else None


def _again(tokens: Sequence[Token], end: int) -> int:
    """One more for `in 2019 and again in 2021`."""
    words = [token.norm for token in tokens[end : end + 8]]
    if "again" not in words:
        return 0
    before = set(words[: words.index("again")])
    return int(bool({"and", "then"} & before) and not {"try", "trying", "pregnant", "happen", "tried"} & before)


def _is_plural(tokens: Sequence[Token], mention: Mention) -> bool:
    word = tokens[mention.end - 1].norm
    if word in TWINS or mention.id in SIGNS:
        return False  # lost together they are one loss
    # "stillborn loss", "molars" aside, an ending -s tells of several
    return word.endswith("s") and word not in NOT_PLURAL and mention.id != "stillbirth"
