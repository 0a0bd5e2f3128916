"""Of when a symptom is told, by the verbs around it: `last year I lost one and I am bleeding`, `my waters broke at 21
weeks`. The cues of protocol/lexicon say which times are gone; a verb between them and the symptom may lead back to now.
"""

from __future__ import annotations

from yarrow.language.gestation import gestations
from yarrow.language.pipeline import Link, Target
from yarrow.language.text import Sentence, Token

HAPPENS = frozenset({"im", "am", "ive", "have", "feel", "cant", "keep", "theres", "is", "are", "hes", "shes", "its"})
TODAY = frozenset({"now", "today", "tonight", "currently", "again", "still", "just", "yesterday"})
THIS = frozenset({"morning", "time", "evening", "afternoon", "week", "one", "pregnancy"})
HAPPENED = frozenset({"was", "were", "had", "bled", "fainted", "broke", "collapsed", "went", "did", "been", "got"})
DONE = frozenset({"bled", "fainted", "broke", "collapsed", "went", "haemorrhaged", "hemorrhaged", "ruptured"})
PERFECT = frozenset({"ive", "have", "has", "had", "just"})
LIKE = frozenset({"like", "as", "than"})
SMALL = frozenset({"i", "did", "was", "had", "it", "that", "in", "with", "on", "the", "my", "happened"})
WHILE = frozenset({"when", "while", "because", "that"})
WEEKS = frozenset({"weeks", "wks", "pregnant", "along", "gone"})
LASTING = frozenset({"since", "morning", "afternoon", "evening", "night", "ongoing"})
UNABLE = frozenset({"cant", "cannot", "cnt", "dont", "doesnt", "wont", "barely", "hardly", "not", "never", "unable"})
LATELY = frozenset({"day", "days", "week", "weeks", "fortnight", "yesterday"})
EVENTS = frozenset({
    "delivered", "birth", "born", "section", "collection", "retrieval", "transfer", "surgery", "operation", "erpc",
    "dnc", "miscarried", "miscarriage", "lost", "loss", "abortion", "died", "laparoscopy", "hysteroscopy",
})  # fmt: skip
CLAUSE = 2  # words a clause about another time has at least: `last year | lost one | and I am …`
SINCE = 4  # words between `since` and the time it names
NEAR = 3  # words between a verb and `at 21 weeks` that speaks of it


def is_told_of_now(target: Target, link: Link, sentence: Sentence) -> bool:
    """Whether, after what tells of another time, a clause of the present leads to the symptom; or it is compared."""
    words = [token.norm for token in sentence.tokens]
    if link.start and words[link.start] == "with" and words[link.start - 1] in WEEKS:
        return not HAPPENED & set(words[: link.start])  # `29 weeks with my first`; `bled till 12 weeks with her`
    if link.start >= target.end and "since" in words[max(0, link.start - SINCE) : link.start]:
        return True  # `no energy since spring of last year`
    if words[link.start] == "would" and "if" in words[link.end : target.end]:
        return True  # `it would be easier if I wasn't around`: a wish, and no habit of once
    if LATELY & set(words[link.start : link.end]) and _is_of_an_event(words[target.end : link.start]):
        return True
    if link.end > target.start:
        return _is_compared(words, target, link) or _is_lasting(words, target, link)
    verdict = False
    for place in range(link.end + CLAUSE, target.end):
        if words[place] in HAPPENED and words[place - 1] not in PERFECT:
            verdict = False
        elif _is_present(words, place):
            verdict = True
    return verdict


def _is_of_an_event(between: list[str]) -> bool:
    """`Burning up, delivered nine days ago`: the time is that of what stands between, unless it came after that."""
    return bool(EVENTS & set(between)) and "after" not in between and "when" not in between


def is_no_more(target: Target, link: Link, sentence: Sentence) -> bool:
    """`I can't finish a meal any more`: what says "no more" of what she cannot do tells of now."""
    words = [token.norm for token in sentence.tokens]
    said = {words[place] for place in target.words}
    return words[link.start : link.end] in (["any", "more"], ["anymore"]) and bool(said & UNABLE)


def is_told_of_then(target: Target, sentence: Sentence) -> bool:
    """Whether the symptom is a verb of the past, told of a week of a pregnancy or of a year, and nothing says now."""
    tokens = sentence.tokens
    words = [token.norm for token in tokens]
    if not DONE & set(words[target.start : target.end]):
        return False
    if any(_is_today(words, place) or words[place] in ("im", "am") for place in range(len(words))):
        return False
    if any(_is_year(token) for token in tokens[target.end :]):
        return True
    verb = max(place for place, word in enumerate(words) if word in DONE)
    verb = verb if verb >= target.end else target.end - 1  # `I bled so much I fainted at ten weeks`
    return any(
        target.end < some.start and some.start - verb - 1 <= NEAR and words[some.start - 1] == "at"
        for some in gestations(tokens)
    )


def _is_lasting(words: list[str], target: Target, link: Link) -> bool:
    """`Bleeding since Friday, lost one in 2020`: what is said of another time is another clause."""
    between = words[target.start : link.end]
    clause = between[: between.index(",")] if "," in between else []
    return any(word in TODAY | LASTING for word in clause)


def _is_compared(words: list[str], target: Target, link: Link) -> bool:
    """`I'm bleeding like I did last year`: only what is likened to it is of another time."""
    between = words[target.end : link.start]
    likened = [place for place, word in enumerate(between) if word in LIKE]
    return (
        bool(likened) and not DONE & set(words[target.start : target.end]) and set(between[likened[-1] + 1 :]) <= SMALL
    )


def _is_present(words: list[str], place: int) -> bool:
    before = words[max(0, place - 2) : place]
    return _is_today(words, place) or (words[place] in HAPPENS and not WHILE & set(before))


def _is_today(words: list[str], place: int) -> bool:
    before = words[place - 1] if place else ""
    ago = words[place] == "ago" and before in ("hour", "hours", "minutes", "mins", "min")
    return words[place] in TODAY or ago or (words[place] in THIS and before == "this")


def _is_year(token: Token) -> bool:
    return len(token.norm) == 4 and token.norm.isdigit() and token.norm[:2] in ("19", "20")
