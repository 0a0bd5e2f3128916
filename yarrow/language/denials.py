"""What a negation denies, and where its reach is spent: `no kids, hypothyroid` denies no illness."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from yarrow.language.pipeline import Link, Target
from yarrow.language.text import Sentence

JOINING = frozenset({",", "or", "and", "nor", "/", "any", "no", "a", "an", "the", "my", "of", "in", "-", "&", "either",
                     "much", "heavy", "real", "bad", "severe", "vaginal", "other", "more", "sort", "kind", "for", "at",
                     "all", "with", "from", "signs", "sign", "symptoms", "feeling", "really", "very", "ever", "had",
                     "have", "having", "got", "been", "getting", "to", "blood", "on", "whatsoever", "diagnosed",
                     "tested", "history", "known", "problems", "issues", "like", "anything", "nothing"})  # fmt: skip
NEAR = 3  # words that may stand between a negation and the first thing it denies
LISTING = frozenset({"or", "nor", "either", "neither", "any", "anything", "ever"})
BREAKS = frozenset({",", "(", "-", ":", ")"})
# What is denied in lists of illnesses though Yarrow has no name for it: `no asthma, eczema, psoriasis`.
ILLS = frozenset({"asthma", "eczema", "heart", "kidney", "liver", "cancer", "blood", "pressure", "joint", "joints",
                  "pain", "pains", "illness", "illnesses", "disease", "diseases", "conditions", "condition",
                  "autoimmune", "allergies", "allergy", "epilepsy", "migraine", "migraines", "rash", "gut", "bowel",
                  "stomach", "trouble", "disorders", "disorder", "thyroid", "clots", "clotting", "fibromyalgia",
                  "arthritis", "cholesterol", "bp", "tb", "hiv", "infections", "stroke"})  # fmt: skip
# Straight after an illness these tell of it for itself: `no other problems, hypothyroid only`.
OWN = frozenset({"on", "does", "do", "is", "was", "has", "since", "bad", "only", "yes", "too", "instead", "though",
                 "diagnosed", "present", "confirmed", "just", "runs", "as", "they", "now", "actually",
                 "thats"})  # fmt: skip
ANY_MORE = frozenset({"anymore", "since"})
MORE = frozenset({"more", "longer"})
NOBODY = frozenset({"nobody", "nobodys", "noone", "never", "havent", "hasnt", "not", "didnt", "dont", "havnt"})
TESTED = frozenset({"tested", "checked", "check", "chkd", "screened", "looked", "test", "investigated"})
DONE = frozenset({"done", "tested", "checked", "run", "looked", "sent", "taken"})
# What a symptom's own list is not denied by: `can't drink, vomiting, belly swelling`.
UNABLE = frozenset({"cant", "cannot", "couldnt", "wont", "wouldnt", "unable", "cnt"})
BEING, NAMING = frozenset({"is", "was", "are"}), frozenset({"the", "my", "this"})
WAS = frozenset({"was", "were"})
THEN = frozenset({"yesterday", "until", "till", "earlier", "before", "morning", "last", "then", "monday", "tuesday",
                  "wednesday", "thursday", "friday", "saturday", "sunday", "night"})  # fmt: skip
JOINED = frozenset({"and", "but", "while", "whereas"})
# After a mark these still speak of what was named before it: `the bleeding, that is fine now`.
SAME = frozenset({"it", "its", "that", "thats", "they", "theyre", "this", "which", "all", "both", "is", "are", "was",
                  "were", "been", "has", "have", "now", "today", "or", "and", "the", "my", "any", "also", "so", "far",
                  "these", "those", "symptoms", "pain", "pains", "really", "actually", "currently", ",", "/",
                  "i"})  # fmt: skip
FEW = 3  # words between a negation and the testing that it denies
AFTER = 4  # words after a medicine within which "any more" speaks of it


def is_spent(link: Link, target: Target, sentence: Sentence, targets: Sequence[Target]) -> bool:
    """Whether the negation denies something else before a mark, and this opens an item of its own."""
    if target.kind == "symptom":
        return _is_of_another(link, target, [token.norm for token in sentence.tokens], targets)
    if target.kind not in ("condition", "medicine", "unclear"):
        return False
    if link.start >= target.end:  # `Hashimoto's, last TSH is good`: of the test
        return any(one.kind == "test" and target.end <= one.start < link.start for one in targets)
    if link.end > target.start:
        return False
    words = [token.norm for token in sentence.tokens]
    if "what" in words[: link.start] and words[target.start - 2] in BEING and words[target.start - 1] in NAMING:
        return True  # `what I can't get used to is the rheumatoid`
    marks = [place for place in range(link.end, target.start) if words[place] in BREAKS]
    if not marks or LISTING & set(words[link.start : link.end + 1] + words[link.end :]) - {words[link.start]}:
        return False
    if words[target.end : target.end + 1] and words[target.end] in OWN:
        return True
    covered = {place for one in targets if one.kind != "loss" for place in range(one.start, one.end)}
    free = {words[place] for place in range(link.end, marks[0]) if place not in covered} - JOINING
    return bool(free - ILLS) and not covered & set(range(link.end, marks[0]))


def _is_of_another(link: Link, target: Target, words: Sequence[str], targets: Sequence[Target]) -> bool:
    """Whether what is said to be fine, or cannot be done, is no symptom: `left calf swollen, right one is normal`."""
    covered = {place for one in targets for place in range(one.start, one.end)}
    if link.start >= target.end:
        if words[link.start] in WAS and THEN & set(words[link.end : link.end + 2]):
            return True  # `puffed by one step, was fine yesterday`
        breaks = [place for place in range(target.end, link.start) if words[place] in BREAKS | JOINED]
        return bool(breaks) and any(
            place not in covered and words[place] not in SAME for place in range(breaks[0], link.start)
        )
    marks = [place for place in range(link.end, target.start) if words[place] in BREAKS]
    if not marks or LISTING & set(words[link.end :]):
        return False
    if words[target.start][:1].isdecimal():  # `no adrenals, 39 fever`
        return True
    free = {words[place] for place in range(link.end, marks[0]) if place not in covered} - JOINING
    return words[link.start] in UNABLE and bool(free)


def is_untested(target: Target, sentence: Sentence) -> bool:
    """`Nobody's tested anything, not thyroid, not APS`, `they never check that antiphospholipid`: nothing is known."""
    words = [token.norm for token in sentence.tokens[: target.start]]
    behind = {token.norm for token in sentence.tokens[target.end : target.end + 2]}
    behind = set() if BREAKS & behind else behind
    if target.kind == "condition" and behind & TESTED and NOBODY & set(words[-FEW:]):
        return True  # `I haven't had coeliac checked`
    if (
        target.kind == "condition"
        and words[-1:] == ["no"]
        and DONE & {token.norm for token in sentence.tokens[target.end : target.end + 1]}
    ):
        return True  # `no antiphospholipid done`
    for place, word in enumerate(words):
        if word in TESTED and NOBODY & set(words[max(0, place - FEW) : place]):
            return target.kind == "condition" and words[place + 1 : place + 2] not in (["positive"], ["negative"])
    return False


def is_given_up(target: Target, sentence: Sentence) -> bool:
    """`No steroids since 2022`, `I don't take the steroids any more`: taken until then."""
    after = [token.norm for token in sentence.tokens[target.end : target.end + AFTER]]
    ended = set(after[:2]) & {"since"} or ANY_MORE & set(after)
    any_more = any(one == "any" and other in MORE for one, other in pairwise(after))
    return target.kind == "medicine" and bool(ended or any_more)


def is_sure(target: Target, denials: Sequence[Link], sentence: Sentence, targets: Sequence[Target]) -> bool:
    """Whether one negation reaches it straight or along a list."""
    forward = [link for link in denials if link.end <= target.start]
    backward = [link for link in denials if link.start >= target.end]
    if len(forward) > 1 or (forward and backward):
        return False
    return not forward or _reached(forward[0], target, sentence, targets)


def _reached(link: Link, target: Target, sentence: Sentence, targets: Sequence[Target]) -> bool:
    """Whether only joining words and other targets stand between the negation and the target."""
    covered = {place for other in targets for place in range(other.start, other.end)}
    between = [
        sentence.tokens[place].norm for place in range(link.end, target.start)
        if place not in covered and sentence.tokens[place].norm not in JOINING
    ]  # fmt: skip
    return len(between) == 0 or (len(between) < NEAR and not covered & set(range(link.end, target.start))
                                 and "," not in [t.norm for t in sentence.tokens[link.end:target.start]])  # fmt: skip
