"""One medicine after another: `I've had sulfasalazine, then methotrexate, and now Cimzia`, `put me on Clexane`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yarrow.language.pipeline import Target
from yarrow.language.text import Sentence

TRIED = frozenset({"had", "tried", "been", "was", "started", "through", "given", "began"})
NEXT = frozenset({"then", "now", "followed", "currently", "next", "finally", "after"})
SMALL = NEXT | {
    ",",
    "and",
    "by",
    "im",
    "on",
    "am",
    "i",
    "to",
    "that",
    "with",
    "a",
    "(",
    ")",
    "-",
    "onto",
    "these",
    "days",
}
CHANGED = frozenset({"switched", "swapped", "changed", "moved", "went", "transferred"})
NEAR = 8  # words back within which they were put on the first of several

# Begun, and for how long: over, unless something says that it goes on.
PUT_ON = re.compile(r"(?:^| )(?:put|started|popped|stuck|placed) (?:me )?on(?: (?:a|the|some|oral|high|dose|low))*$")
FOR_SO_LONG = re.compile(r"^(?:\S+ ){0,2}?for (?:about |around |over |nearly |just |only |up to )?(?:\S+ )?(?:\S+ )?"
                         r"(?:days?|weeks?|wks?|months?|mths?|years?|yrs?|fortnight)(?: |$)")  # fmt: skip
GOES_ON = frozenset({"now", "still", "currently", "far", "since", "today", "ongoing", "week", "ive", "im", "am", "have",
                     "has", "being", "just", "will", "to", "left", "yet", "until", "till", "next"})  # fmt: skip

# What it did to her, for which it was stopped: `it gave me the runs so I came off it`.
DID_TO_ME = r"(?:made|gave|left|turned) me"
SO_STOPPED = (
    r"so (?:i|we|they|ive|weve|my \S+) (?:just |then |soon |had to |have |had |promptly )*(?:stopped|stop|quit|binned|"
    r"came off|come off|gave up|dropped|ditched|packed in|chucked)(?: (?:it|them|that|taking|using|after|and|in|last|"
    r"altogether|straight|,|-|again)(?: |$)|$)"
)
STOPPED_FOR_IT = re.compile(
    rf"^(?:[,-] )?(?:(?:it|that|which|they|only|just|really|always) )*{DID_TO_ME}(?: \S+){{1,8}}? (?:, )?{SO_STOPPED}"
)
DONE_TO_ME = re.compile(rf"\b{DID_TO_ME}(?: (?:the|so|really|very|terribly|awful|terrible|bad|constant|a))*$")
THEN_STOPPED = re.compile(rf"^(?:\S+ ){{0,5}}?{SO_STOPPED}")


def is_dropped_for_it(target: Target, sentence: Sentence) -> bool:
    """`Metformin gave me the runs so I stopped`: over are the medicine and what it did."""
    words = [token.norm for token in sentence.tokens]
    after = " ".join(words[target.end :])
    if target.kind == "medicine":
        return bool(STOPPED_FOR_IT.match(after))
    done = target.kind == "symptom" and DONE_TO_ME.search(" ".join(words[: target.start]))
    return bool(done) and bool(THEN_STOPPED.match(after))


def is_course(target: Target, sentence: Sentence) -> bool:
    """`They put me on azathioprine for a year`: a course that was begun and had its length, and nothing says now."""
    words = [token.norm for token in sentence.tokens]
    if target.kind != "medicine" or GOES_ON & set(words):
        return False
    after = " ".join(words[target.words[0] + 1 :])
    return bool(PUT_ON.search(" ".join(words[: target.start]))) and bool(FOR_SO_LONG.match(after))


def is_followed(target: Target, sentence: Sentence, targets: Sequence[Target]) -> bool:
    """Whether another medicine took its place: named behind it after a "then" or "now", or what it was changed to."""
    if target.kind != "medicine":
        return False
    words = [token.norm for token in sentence.tokens]
    if words[max(0, target.start - 1) : target.start] == ["from"] and CHANGED & set(words[: target.start]):
        return True  # `switched me to sulfasalazine from methotrexate`
    later = [one for one in targets if one.kind == "medicine" and one.start >= target.end]
    if not later or not TRIED & set(words[: target.start]):
        return False
    between = set(words[target.end : min(later, key=lambda one: one.start).start])
    return between <= SMALL and bool(between & NEXT)


def is_changed_to(target: Target, sentence: Sentence) -> bool:
    """`Mycophenolate was swapped for azathioprine a year ago`: the second is what she takes since then."""
    words = [token.norm for token in sentence.tokens]
    joined = words[target.start - 1 : target.start]
    changed = CHANGED & set(words[max(0, target.start - 4) : target.start])
    return target.kind == "medicine" and joined in (["to"], ["for"], ["onto"], ["with"]) and bool(changed)


def is_put_on(target: Target, sentence: Sentence) -> bool:
    """`He put me on Clexane for the next transfer`: begun, whatever it is for; `wants to put me on` is not."""
    if target.kind != "medicine":
        return False
    words = [token.norm for token in sentence.tokens[max(0, target.start - NEAR) : target.start]]
    rows = [" ".join(words[place : place + 3]) for place in range(len(words))]
    begun = any(row in ("put me on", "started me on", "has me on", "got me on") for row in rows)
    return begun and not {"to", "would", "will", "might", "could", "may"} & set(words)
