"""Words for losses, each with how many: `two missed miscarriages`, `lost our fourth`, `mc x3`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.losses.head import COUNTED, SIGNS, UNKNOWN, Head, How, norm
from yarrow.language.mention import Mention
from yarrow.language.numbers import Quantity, every, ordinal, read
from yarrow.language.text import Sentence, Token

BEFORE = frozenset({
    "back", "them", "early", "late", "missed", "natural", "previous", "more", "other", "consecutive", "confirmed",
    "of", "trimester", "spontaneous", "separate", "further", "very", "silent", "x", "tiny", "ordinary", "prior",
    "past", "known", "horrible", "awful", "traumatic", "recent", "actual", "documented", "-", "complete", "pregnancy",
    "pregnancies", "definite", "sad", "then", "now", "unexplained", "babies", "painful", "full", "clinical", "blown",
    "week", "baby", "ended", "in", "as", "were", "was", "being", "suspected", "possible", "little", "wee", "straight",
    "have", "had", "all", "sadly", "heartbreaking", "devastating", "normal", "so", "called", "first", "losses",
})  # fmt: skip
DEFINITE = frozenset({
    "last", "latest", "this", "the", "that", "these", "those", "every", "any", "my", "our", "which", "each", "her",
})  # fmt: skip
POINTED = frozenset({"it", "him", "her", "them", "that", "both"})  # `lost it`: perhaps what was just told
AT = frozenset({"at", "by", "around", "about", "nearly", "near", "before", "after", "over", "of"})
CHROMOSOMES = frozenset({"trisomy", "chromosome", "t"})
# After "lost my second" they may be a child of several, the first of whom lives.
CHILDREN = frozenset({
    "baby", "child", "son", "daughter", "pregnancy", "babies", "twin", "one", "trimester", "them", "twins", "these",
    "us", "pregnancies",
})  # fmt: skip
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
PLURALS = frozenset({"tfmrs", "terminations", "abortions", "deaths", "stillbirths", "births"})
NOT_PLURAL = frozenset({
    "loss", "mis", "this", "us", "was", "weeks", "days", "hours", "minutes", "mins", "wings", "his", "sticks",
    "tests", "scans", "its",
})  # fmt: skip
TWINS = frozenset({"twins", "triplets", "quads"})
JOINING = frozenset({"and", "plus", "+", "&", "then", "also", "n", "with"})
# Outcomes that are told of a child, and who else they could be told of.
OF_A_CHILD = frozenset({"stillbirth", "neonatal_death", "tfmr", "unknown_loss"})
OWN = frozenset({
    "son", "daughter", "boy", "girl", "twins", "sons", "daughters", "baby", "kids", "kid", "children", "child", "dd",
    "ds", "toddler", "eldest", "little", "wee", "bub", "rainbow", "youngest",
})  # fmt: skip
RELATIVES = frozenset({
    "sister", "sisters", "mum", "mums", "mother", "mothers", "wife", "cousin", "cousins", "aunt", "auntie", "nan",
    "gran", "granny", "friend", "friends", "brother", "brothers", "niece", "mam", "mom", "colleague", "neighbour",
    "mate", "grandmother", "law", "wifes", "sil", "mil", "girlfriend", "partner", "mummy", "women", "people",
    "someone", "everyone", "others", "stepdaughter", "nana", "mams", "bestie",
})  # fmt: skip
ASIDE = frozenset({",", "and", "i", "ive", "we", "weve", "with", "since", "after", "-"})
MOTHERS = frozenset({"mummy", "mum", "mam", "mama", "mom", "mother", "mammy"})
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
})  # fmt: skip
THINGS = frozenset({
    "hope", "count", "track", "everything", "interest", "faith", "weight", "touch", "sleep", "patience", "time",
    "money", "contact", "trust", "heart", "nothing", "so", "too", "a", "an", "my", "our", "the", "his", "her", "any",
    "some", "all", "it", "him", "them", "that", "this", "grandad", "nan", "dad", "mum", "years", "power", "signal",
    "confidence", "control", "half", "another", "", ",", "and", "at", "to", "more", "most", "in", "on", "out",
    "because", "but", "both", "again", "one",
})  # fmt: skip
MENDING = frozenset({"actually", "sorry", "wait", "mean", "no", "rather"})
MENDED_BEFORE = frozenset({
    "", ",", "if", "counting", "with", "including", "now", "in", "altogether", "total", "and", "losses",
})  # fmt: skip
UNITS_OF_COUNT = frozenset({"two", "three", "four", "five", "six"})
PREDICATE = frozenset({"was", "were", "ended", "in", "as", "pregnancy", "baby", "is"})
FEARS = frozenset({
    "scared", "terrified", "afraid", "worried", "worry", "frightened", "anxious", "dread", "dreading", "nervous",
    "fear", "panicking", "petrified",
})  # fmt: skip
TO_COME = frozenset({"will", "ill", "might", "may", "would", "could", "going", "well", "itll"})
MORE_AFTER = frozenset({
    "then", "and", "plus", "lost", "had", "another", "&", ",", "by", "with", "miscarried", "suffered", "",
})  # fmt: skip
LABELS = frozenset({
    "round", "pregnancy", "cycle", "transfer", "attempt", "number", "no", "#", "stage", "grade", "type", "trisomy",
    "t", "ivf", "fet", "icsi", "iui", "year", "age", "aged", "day", "week", "cd",
})  # fmt: skip
SOUNDING = {"to": 2, "too": 2, "for": 4}  # numbers as a phone writes them down: "I had to miscarriages"
REACH = 6  # words between a number and the word it counts


def named_heads(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Head]:
    """The losses told by name as hers, and not as a fear, a question or something that may be happening now."""
    found: list[Head] = []
    for mention in mentions:
        if mention.kind != "loss" or mention.id in ("live_birth", "no_pregnancy"):
            continue
        tokens = sentences[mention.sentence].tokens
        standing = _standing(tokens, mention)
        if standing and not _is_now_or_noun(tokens, mention) and not _is_a_thing(tokens, mention):
            found.append(_head(tokens, mention, denied=standing == "denied"))
    found = _apart(found)
    return found + [more for number in range(len(sentences)) for more in _more(sentences, number, found)]


def _is_a_thing(tokens: Sequence[Token], mention: Mention) -> bool:
    """`we lost hope`, `I lost one of my rings` name no child, and `we lost four` is a number."""
    first, after = norm(tokens, mention.start), norm(tokens, mention.end)
    if first == "lost" and after == "of":
        return not CHILDREN & {norm(tokens, mention.end + step) for step in (1, 2, 3)}
    if first != "we" or norm(tokens, mention.end - 1) != "lost" or mention.end - mention.start > 2:
        return False
    return after in THINGS or read(tokens, mention.end) is not None


def _apart(heads: Sequence[Head]) -> list[Head]:
    """The heads without those that share words with a longer one."""
    kept: list[Head] = []
    for head in sorted(heads, key=_words, reverse=True):
        if not any(
            other.sentence == head.sentence and head.start < other.end and other.start < head.end for other in kept
        ):
            kept.append(head)
    return sorted(kept, key=lambda head: (head.sentence, head.start))


def _words(head: Head) -> int:
    """How many words name it; a word of its own goes before `lost it`, and both before how it showed."""
    mention = head.mention
    named = mention.end - mention.start if mention else 0
    return named + (0 if head.is_sign else 100 if head.kind == UNKNOWN else 200)


def _standing(tokens: Sequence[Token], mention: Mention) -> str | None:
    """Whether the loss is `told` as hers or `denied`; None if it is somebody else's, feared or asked about."""
    words = [token.norm for token in tokens]
    before = words[max(0, mention.start - 3) : mention.start]
    if (before[-1:] and before[-1] in NONE) or (before[-2:-1] and before[-2] in NONE and before[-1] in ANY):
        return "denied"
    if {"cant", "cannot", "couldnt"} & set(words[max(0, mention.start - 7) : mention.start]) and "say" in words:
        return "denied"
    if _is_feared(words, mention) or {"different", "compared"} & set(words[max(0, mention.start - 4) : mention.start]):
        return None
    status = mention.stands.status
    if status == "denied":
        return "told" if _is_said_after_all(words, mention) else "denied"
    if status in ("family", "other"):
        return "told" if _is_of_her_child(words, mention) else None
    return "told" if status in ("present", "past") else None


def _is_feared(words: list[str], mention: Mention) -> bool:
    """`scared it will be another loss at 8 weeks`: not what has happened."""
    afraid = max((at for at in range(mention.start) if words[at] in FEARS), default=None)
    return afraid is not None and bool(TO_COME & set(words[afraid + 1 : mention.start + 1]))


def _is_said_after_all(words: list[str], mention: Mention) -> bool:
    """Whether what denies something else ended before: `four never took, one ended as a chemical`."""
    parting = max((at for at in range(mention.start) if words[at] in PARTING), default=-1)
    if parting < 0 or set(words[parting + 1 : mention.start]) & NEGATING:
        return False
    begun = words[parting] in (":", "but") or bool(set(words[parting + 1 : mention.start]) & BEGINNING)
    return begun and bool(set(words[:parting]) & {*NEGATING, "negative"})


def _is_of_her_child(words: list[str], mention: Mention) -> bool:
    """`our son was stillborn`, `2 kids and a miscarriage between them` are hers; `my daughter miscarried` is not."""
    named = words[mention.start : mention.end]
    people = {word for at, word in enumerate(words) if not _is_mother_to(words, at)}
    if people & RELATIVES or (mention.stands.status == "other" and people & {"she", "shes", "they"}):
        return False
    if (
        mention.id in SIGNS
        or {"pregnancy", "pregnancies", "he", "hed", "shed"} & set(named)
        or any(_is_mother_to(words, at) for at in range(len(words)))
    ):
        return True
    child = max((at for at in range(len(words)) if words[at] in OWN and at < mention.start), default=None)
    if child is None:
        return bool(set(words) & OWN)
    return mention.id in OF_A_CHILD or bool(set(words[child + 1 : mention.start]) & ASIDE)


def _is_mother_to(words: list[str], at: int) -> bool:
    """`mummy to three angels`: she herself."""
    return words[at] in MOTHERS and words[at + 1 : at + 2] in (["to"], ["of"])


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
        led = norm(tokens, quantity.start - 1) in MORE_AFTER
        if later and quantity.is_settled and more and led:
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
        or (
            "having" in before[-2:]
            and not {"had", "after", "been", "since", "of"} & set(before)
            and not _is_several(before)
        )
        or ("threatened" in [token.norm for token in tokens[mention.start : mention.end]])
    )


def _is_several(before: list[str]) -> bool:
    """`I am having 3 miscarriages`: of those who say it for having had them."""
    return before[-1:] != [] and (before[-1].isdecimal() or before[-1] in UNITS_OF_COUNT)


def _head(tokens: Sequence[Token], mention: Mention, *, denied: bool) -> Head:
    kind = SIGNS.get(mention.id, mention.id)
    inside = _inside(tokens, mention)
    how, quantity, start, definite = inside or _before(tokens, mention)
    end = mention.end
    after = _after(tokens, mention.end)
    if after and how in ("said", "one"):
        how, quantity, end = "number", after, after.end
    quantity = _mended(tokens, mention.end) or quantity if how == "number" else quantity
    if denied:
        return Head(kind, 0, "none", mention.sentence, start, end, mention, exact=mention.stands.sure)
    nth = _nth_time(tokens, mention.start) or _numbered(tokens, mention.end) if kind in COUNTED else None
    if nth is not None:
        return Head(kind, nth, "ordinal", mention.sentence, start, end, mention, nth)
    place = quantity.whole if how == "ordinal" and quantity else None
    # "third was a chemical" numbers the pregnancies, "my third loss" the losses
    of_pregnancies = place is not None and bool(PREDICATE & {token.norm for token in tokens[start : mention.start]})
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
        kind, place or count, how, mention.sentence, start, end, mention, place, definite, of_pregnancies, exact, joined
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
        if word == "both" and mention.id == UNKNOWN and at == mention.start and not _are_twins(tokens):
            return "number", Quantity(2, 2, at, at + 1), mention.start, True
        if quantity and quantity.low is not None and norm(tokens, at - 1) not in AT:
            return "number", quantity, min(quantity.start, mention.start), False
    return None


def _are_twins(tokens: Sequence[Token]) -> bool:
    """Whether `both` are of one pregnancy."""
    return bool(TWINS & {token.norm for token in tokens})


def _is_back_to_back(tokens: Sequence[Token], at: int) -> bool:
    return norm(tokens, at) == "to" and norm(tokens, at - 1) == norm(tokens, at + 1) == "back"


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
        quantity = _number_ending(tokens, at) or _by_ear(tokens, at, mention)
        if quantity:
            definite = definite or word == "both"
            return ("vague" if quantity.low is None else "number"), quantity, quantity.start, definite
        if word in ("another", "again"):
            return "another", None, at, False
        if word in ("a", "an", "1x"):
            return "one", None, at, False
        if word in DEFINITE:
            definite = True
        elif word not in BEFORE and not _is_back_to_back(tokens, at):
            break
        at -= 1
    return "said", None, mention.start, definite


def _by_ear(tokens: Sequence[Token], at: int, mention: Mention) -> Quantity | None:
    """`I had to miscarriages`: a number as a phone wrote it down."""
    value = SOUNDING.get(tokens[at].norm)
    heard = value is not None and norm(tokens, at - 1) in ("had", "have", "ive") and _is_plural(tokens, mention)
    return Quantity(value, value, at, at + 1) if heard else None


def _number_ending(tokens: Sequence[Token], at: int) -> Quantity | None:
    """The number whose last token is this one."""
    for start in range(max(0, at - 4), at + 1):
        quantity = read(tokens, start)
        if quantity and quantity.end == at + 1:
            if norm(tokens, start - 1) in LABELS:  # "round 2: miscarriage"
                return None
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


def _mended(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`2 losses, actually 3`: the number that is meant instead."""
    words = [norm(tokens, at + step) for step in range(4)]
    if not MENDING & set(words[:3]):
        return None
    after = at + max(step for step in range(3) if words[step] in MENDING) + 1
    quantity = read(tokens, after + (1 if norm(tokens, after) in (",", "make", "that", "its", "i") else 0))
    following = norm(tokens, quantity.end) if quantity else ""
    return quantity if quantity and quantity.is_settled and following in MENDED_BEFORE else None


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
    if mention.id in OF_A_CHILD | {"termination"} and mention.id != UNKNOWN:
        return word in PLURALS
    return word.endswith("s") and word not in NOT_PLURAL
