"""What a scan showed of a loss, in whatever words: `the flicker was gone`, `sac with nothing in it`, `no growth`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yarrow.language.gestation import gestations
from yarrow.language.losses.head import norm
from yarrow.language.losses.time import far_along
from yarrow.language.numbers import read
from yarrow.language.text import Token

Span = tuple[int, int]

HEART = frozenset({
    "heartbeat", "heartbeats", "hb", "heart", "hearts", "beat", "beating", "flicker", "flickering", "flutter",
    "cardiac", "fhr", "fhb", "heartbeating",
})  # fmt: skip
MINE = frozenset({"my", "our", "own", "a", "on", "of", "by", "at"})  # `hand on heart`, `by heart`: no baby's
# A heart that is spoken of otherwise.
OF_HEARTS = frozenset({
    "rate", "problem", "problems", "attack", "failure", "disease", "defect", "condition", "burn", "murmur", "broke",
    "broken", "breaking", "op", "surgery", "valve", "specialist", "meds", "tablets", "rhythm", "palpitations", "sank",
    "scan", "trouble", "racing", "aches", "skips", "out", "clinic", "block",
})  # fmt: skip
CEASED = frozenset({
    "stopped", "stop", "gone", "ceased", "lost", "absent", "silent", "disappeared", "vanished", "closed", "quit",
    "not", "wasnt", "isnt", "werent", "arent", "didnt", "nil", "0", "wasnae", "still", "missing", "went", "hadnt",
    "given", "stops", "doesnt", "slowed",
})  # fmt: skip
FAR = frozenset({
    "couldnt", "cant", "didnt", "wasnt", "isnt", "werent", "not", "never", "without", "hadnt", "wasnae", "couldnae",
    "cannot", "arent", "neither", "lost",
})  # fmt: skip
NEAR = frozenset({"no", "nil", "zero", "nae", "stopped", "absent"})
BACK, ON, FURTHER = 5, 4, 10
MARKS = frozenset({",", "but", ":", "(", ")", "-", "because"})
# What is denied is something else: `no problem with the heartbeat`.
ELSE = frozenset({
    "problem", "problems", "concern", "concerns", "issue", "issues", "bleeding", "spotting", "idea", "doubt", "wonder",
    "nausea", "sickness", "pain", "only", "just", "worried", "cramps", "abnormalities", "symptoms",
})  # fmt: skip
WEAK = frozenset({"good", "strong", "great", "slow", "fast", "sure", "far", "only", "just", "the", "my", "fine"})
LATER = frozenset({"none", "gone", "stopped", "nothing", "not", "wasnt", "didnt", "without", "no", "isnt"})
THEN = frozenset({"at", "by", "on", "there", "more", "", "one", "beating", "this", "when", "anymore", "the", "any"})
SACS = frozenset({"sac", "sacs", "sack", "sacks"})
EMPTY = frozenset({"empty", "nothing", "blank", "collapsed", "collapsing"})
CONTENTS = frozenset({"baby", "babies", "yolk", "embryo", "pole", "one", "fetus", "foetus", "fetal", "foetal"})
SCREENS = frozenset({
    "scan", "screen", "ultrasound", "monitor", "sonographer", "scans", "womb", "sonogram", "probe", "picture",
    "doppler",
})  # fmt: skip
NOBODY = (["baby"], ["movement"], ["embryo"], ["life"], ["signs"], ["fetus"])
DEAD = frozenset({"died", "dead", "demised"})
ALIVE = frozenset({"alive", "living", "viable"})
NOT = frozenset({"not", "wasnt", "isnt", "no", "werent", "longer"})
CHILD = frozenset({"it", "baby", "embryo", "fetus", "foetus", "babies", "pregnancy", "bean", "twins", "child"})
QUIET = frozenset({"silent", "quiet", "blank", "still"})
GROWING = frozenset({"growing", "growth", "grown", "grow", "grew", "developing", "developed", "progressing"})
NOT_GROWING = frozenset({
    "stopped", "stop", "no", "hadnt", "quit", "ceased", "never", "wasnt", "not", "stops", "failed", "hasnt",
})  # fmt: skip
OF_GROWTH = frozenset({
    "follicle", "follicles", "lining", "hair", "fibroid", "fibroids", "cyst", "day", "blastocyst", "lab", "eggs",
    "cultures", "nails", "restriction", "hormone", "bacteria", "blasts", "polyp",
})  # fmt: skip
MEASURED = frozenset({"measured", "measuring", "measures", "measure"})
SHORT = 12
LEAST = 4  # weeks at which anything can be measured
BEHIND = 2  # weeks that a pregnancy is smaller than its dates


def shown(tokens: Sequence[Token]) -> list[Span]:
    """Where a sentence tells what a scan showed of a pregnancy that had ended."""
    words = [token.norm for token in tokens]
    ways = (_hearts, _sacs, _screens, _growth, _dead)
    return [span for way in ways for span in way(words)] + [*_behind(tokens), *_not_later(tokens, words)]


def went_since(tokens: Sequence[Token]) -> list[Span]:
    """After a sentence in which a heart was beating: `On the 16th there wasn't one`, `at 9, not`, `it had stopped`."""
    words = [token.norm for token in tokens]
    if HEART & set(words):
        return []
    return [
        (at, at + 1)
        for at, word in enumerate(words[:SHORT])
        if (word in ("none", "nothing", "gone") and words[at + 1 : at + 2] in ([], [","], ["at"], ["there"]))
        or (word in ("not", "wasnt") and words[at + 1 : at + 2] in ([], ["one"], ["there"], ["flickering"]))
        or (word == "stopped" and words[at - 1 : at] in (["had"], ["it"], ["was"]))
    ][:1]


def beats(tokens: Sequence[Token]) -> bool:
    """Whether a heart that was beating is spoken of."""
    return any(token.norm in HEART for token in tokens)


def _hearts(words: list[str]) -> Iterator[Span]:
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else ""
        before = words[at - 1] if at else ""
        if word not in HEART or after in OF_HEARTS or (word.startswith("heart") and len(word) < 7 and before in MINE):
            continue
        if start := _denied_before(words, at):
            yield start - 1, at + 1
        elif end := _ceased_after(words, at):
            yield at, end


def _denied_before(words: list[str], at: int) -> int:
    """The place after which the heartbeat is denied, counted from one; 0 if it is not."""
    for step in range(1, BACK + 1):
        word = words[at - step] if at >= step else ""
        if word in MARKS or word in ELSE or not word:
            return 0
        if word in FAR or (step <= 3 and word in NEAR):
            return at - step + 1
    return 0


def _ceased_after(words: list[str], at: int) -> int:
    """The end of the words that say it had stopped, or was there no longer at a later scan."""
    for place in range(at + 1, min(at + 1 + FURTHER, len(words))):
        word, after = words[place], words[place + 1] if place + 1 < len(words) else ""
        if word in ELSE:
            return 0
        near = place <= at + ON and not MARKS & set(words[at:place])
        if near and word in CEASED and after not in WEAK:
            return place + 1
        if word in LATER and (after in THEN or after in HEART):
            return place + 1
    return 0


def _sacs(words: list[str]) -> Iterator[Span]:
    for at, word in enumerate(words):
        around = range(max(0, at - 3), min(at + 8, len(words)))
        for place in around if word in SACS else ():
            bare = words[place] in ("no", "without", "not", "never") and CONTENTS & set(words[place + 1 : place + 4])
            if words[place] in EMPTY or (bare and place > at):
                yield min(at, place), max(at, place) + 1
                break


def _screens(words: list[str]) -> Iterator[Span]:
    seen = bool(SCREENS & set(words))
    for at, word in enumerate(words):
        after = words[at + 1 : at + 3]
        nothing = word in ("nothing", "nobody", "nowt") and after[:1] and (
            after[0] in ("there", "alive") or after in (["in", "there"], ["in", "it"], ["on", "it"])
        )  # fmt: skip
        nobody = word == "no" and seen and (after[:1] in NOBODY or after == ["sign", "of"])
        hush = word in QUIET and bool({"screen", "monitor", "sonographer", "scan"} & set(words[max(0, at - 4) : at]))
        mute = word == "silence" and (SCREENS & set(words))
        if (nothing and "wrong" not in words) or nobody or hush or mute:
            yield at, min(at + 2, len(words))


def _dead(words: list[str]) -> Iterator[Span]:
    """`the scan showed it had died`, `the embryo wasn't alive`."""
    seen = bool(SCREENS & set(words))
    for at, word in enumerate(words):
        before = words[max(0, at - 4) : at]
        if word in DEAD and seen and CHILD & set(before):
            yield at, at + 1
        elif word in ALIVE and NOT & set(before[-3:]) and CHILD & {*before, *words[max(0, at - 6) : at]}:
            yield at - 1, at + 1


def _growth(words: list[str]) -> Iterator[Span]:
    for at, word in enumerate(words):
        before = words[max(0, at - 3) : at]
        if word in GROWING and NOT_GROWING & set(before) and not OF_GROWTH & set(words[max(0, at - 6) : at + 5]):
            yield max(place for place in range(at) if words[place] in NOT_GROWING), at + 1
        elif word == "growth" and {"stopped", "ceased"} & set(words[at + 1 : at + 4]) and not OF_GROWTH & set(before):
            yield at, at + 2


def _behind(tokens: Sequence[Token]) -> Iterator[Span]:
    """`measuring 8 weeks when I was 11`, `baby was 6 weeks and it should have been 10`."""
    some = gestations(tokens)
    for at in range(len(tokens)):
        if norm(tokens, at) not in MEASURED:
            continue
        plain = read(tokens, at + 1)
        sizes = [(one.weeks, one.end) for one in some if 0 <= one.start - at <= 3]
        sizes += [(plain.whole, plain.end)] if plain and plain.is_settled and not sizes else []
        if sizes and any(one.weeks - sizes[0][0] >= BEHIND for one in some) and sizes[0][0] >= LEAST:
            yield at, sizes[0][1]


def _not_later(tokens: Sequence[Token], words: list[str]) -> Iterator[Span]:
    """`got to fourteen weeks and then no more`, `a baby for eleven weeks and then there was not`."""
    for at in range(len(words)):
        end = far_along(tokens, at)
        if end and "then" in words[end : end + 4]:
            place = words.index("then", end) + 1
            said = words[place : place + 3]
            over = said[:1] in (["nothing"], ["gone"], ["none"]) or said[:2] in (["no", "more"], ["it", "wasnt"])
            if (over and words[place + 1 : place + 2] != ["since"]) or said in (["there", "was", "not"], ["wasnt"]):
                yield place - 1, place + 1
