"""How a finding stands, settled from the cues that speak of it (reference coding manual, Assertion)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from yarrow.language.courses import is_changed_to, is_course, is_dropped_for_it, is_followed, is_put_on
from yarrow.language.denials import is_given_up, is_spent, is_sure, is_untested
from yarrow.language.kin import Kin, as_opinion, is_followed_by_me, is_heading, is_hers_among
from yarrow.language.leaving import is_meant_to_be_left, is_to_be_left
from yarrow.language.people import People, inflected
from yarrow.language.pipeline import Link, Target
from yarrow.language.tense import is_no_more, is_told_of_now, is_told_of_then
from yarrow.language.text import Sentence

Status = Literal["present", "denied", "suspected", "family", "past", "hypothetical", "other"]
PRESENT = frozenset({"is", "are", "has", "now", "today", "cant", "wont", "hasnt", "isnt", "shes", "hes", "keeps",
                     "keep", "just", "tonight", "started", "said", "says", "having", "getting"})  # fmt: skip
LONG_GONE = frozenset({"died", "last", "year", "years", "months", "weeks", "before", "used", "when"})
TODAY = frozenset({"now", "today", "tonight", "just", "morning", "hour", "hours", "minutes", "yesterday", "night"})
HAD = frozenset({"had", "suffered", "used", "was", "id", "were", "getting"})
TOLD = frozenset(
    {"told", "said", "found", "diagnosed", "discovered", "learned", "realised", "have", "ive", "since", "still"}
)
BYGONE = frozenset({"died", "ago", "was", "were", "last", "year", "years", "before", "used"})
GONE = frozenset({"PAST", "ONCE"})
BEGUN = frozenset({"put", "started", "popped", "placed", "commenced", "began", "begun", "stuck"})
MARKS = frozenset({",", "(", "-"})
# Between a mark and what says that it is over these name no other thing: `humira, but that was in 2019`.
SMALL = frozenset({"i", "it", "that", "this", "which", "they", "was", "were", "had", "have", "ive", "been", "did", "is",
                   "but", "and", "then", "so", "only", "just", "all", "both", "for", "about", "on", "in", "at", "back",
                   "a", "an", "the", "my", "me", "now", "since", "until", "used", "to", "tried", "took", "taken", "#",
                   "course", "courses", "mg", "daily", "day", "every", "injections", "tablets", "one", "two", "three",
                   ",", "(", "-", ")", "stopped", "came", "off", "few", "some", "couple", "months", "years", "weeks",
                   "finished", "ended", "done", "last", "before", "pregnancy", "again", "being", "we"})  # fmt: skip
ASKING = frozenset({"can", "should", "could", "shall", "do", "does", "will", "would", "may", "must", "is", "are", "if"})
BEFORE_KIN = frozenset({",", "but", "although", "though", "except", "apart", "only", "however"})
# A question in which she says of herself that she has it: `does having vitiligo mean that I will miscarry?`
HAVING = frozenset({"having"})
OF_HERSELF = frozenset({"i", "im", "ive", "my", "me", "mine", "we", "our", "count", "counts", "matter", "matters"})
# After `if I` these tell of what she does time and again.
SINCE_THEN = frozenset({"since", "now", "nowadays", "days"})
HABITS = frozenset({"eat", "drink", "have", "take", "skip", "miss", "dont", "stand", "sit", "touch", "even", "so"})
CLOSE = 3  # words between what is over and the thing of which it is said
FAR = 1_000  # tokens; further than any sentence is long


@dataclass(frozen=True)
class Stand:
    """How a finding stands. `sure`: false for an odd or double negation. `asked`: it stands inside a question.

    `now`: somebody else's, and said as happening. `not_me`: a relative's, and the patient says she does not have it.
    `shared`: hers and a relative's. `near`: of somebody who may be the patient herself, and not said as long gone.
    """

    status: Status
    sure: bool = True
    asked: bool = False
    not_me: bool = False
    shared: bool = False
    now: bool = False
    near: bool = False


class Standing:
    """Settles how findings stand, knowing which words name people."""

    def __init__(self, people: People) -> None:
        self._kin = Kin(people)
        # People who may be the patient, where nobody has said for whom the conversation is.
        self._near_her = inflected(people.wives | people.partners | people.husbands | people.daughters) | {
            "half",
            "oh",
            "gf",
        }

    def stand(
        self, target: Target, links: Sequence[Link], sentence: Sentence, targets: Sequence[Target], *, others: bool
    ) -> Stand:
        """How the target stands, its cues weighed in order: whose, whether stated, denied, over."""
        placed = self._placed(target, links, sentence, others=others)
        if placed:
            return placed
        links = self._of_people(target, links, sentence, targets)
        links = [link for link in links if not _is_aside(link, target, sentence)]
        applying = [link for link in links if _applies(link, links, target, sentence)]
        if is_put_on(target, sentence):
            applying = [link for link in applying if link.category != "HYPO" or link.end <= target.start]
        if _is_called_hers(target, sentence, targets):
            applying = [link for link in applying if link.category not in ("SUSP", "HYPO", "QUES")]
        categories = {link.category for link in applying}
        denials = [
            link for link in links
            if link.category == "NEG" and not _is_before_kin(link, links, sentence)
            and not self._kin.is_named_between(sentence.tokens, target.end, link.start)
            and not is_spent(link, target, sentence, targets)
        ]  # fmt: skip
        whose = None if others else self._whose(applying, target, sentence, denied=bool(denials))
        unstated = whose or _unstated(categories, target, sentence, links=bool(links), denied=bool(denials))
        if unstated:
            return unstated
        if "DOUBLE" in categories:
            return Stand("denied", sure=False)
        if denials and (is_given_up(target, sentence) or _is_over_since(target, links, denials)):
            return Stand("past")
        if denials and _is_gone_since(target, links, denials, sentence):
            return Stand("past")
        if denials or "NOTME" in categories:
            return Stand("denied", sure=is_sure(target, denials, sentence, targets))
        if _is_bygone(categories, links, target, sentence, targets):
            return Stand("past")
        return Stand("present")

    def _placed(self, target: Target, links: Sequence[Link], sentence: Sentence, *, others: bool) -> Stand | None:
        """How it stands by its place alone: on his side, before a relative, or as what is to be stopped."""
        if target.kind == "condition" and not others:
            if self._kin.is_on_his_side(sentence.tokens, target.start):
                return Stand("other")
            if self._kin.is_named_after(sentence.tokens, target.start, target.end):
                return Stand("family")
            if not any(link.category in ("FAM", "OTHER", "SELF", "NEG") for link in links):
                whose = self._kin.whose_she_is(sentence.tokens, target.start)
                return Stand(whose) if whose else None
        return Stand("present") if _is_to_be_left(target, links, sentence) else None

    def _of_people(
        self, target: Target, links: Sequence[Link], sentence: Sentence, targets: Sequence[Target]
    ) -> Sequence[Link]:
        """The links, those to people without whom a "me" beside it does, and her relative's relatives as her own."""
        if target.kind == "condition" and is_followed_by_me(sentence.tokens, target.end):
            return [link for link in links if link.category not in ("FAM", "OTHER")]
        ended = frozenset(other.end for other in targets if other is not target)
        if target.kind == "condition" and is_hers_among(sentence.tokens, target.start, ended):
            links = [link for link in links if link.category not in ("FAM", "OTHER") or link.start >= target.end]
        tokens = sentence.tokens
        links = [link for link in links if not is_heading(link, tokens)]
        links = [link for link in links if not self._kin.is_only_seen_by(link, target, tokens)]
        links = [as_opinion(link, target, sentence.tokens) for link in links]
        return [replace(link, category="FAM") if self._kin.is_theirs(sentence.tokens, link) else link for link in links]

    def _whose(self, links: Sequence[Link], target: Target, sentence: Sentence, *, denied: bool) -> Stand | None:
        """Somebody else's, a relative's, or hers and a relative's; None if it is plainly her own."""
        categories = {link.category for link in links}
        not_me = "NOTME" in categories
        if "OTHER" in categories:
            family = _nearest(links, target) == "FAM"
            near = self._is_near(links, sentence) and not denied
            return Stand(
                "family" if family else "other",
                asked=sentence.question,
                not_me=not_me,
                now=_is_now(sentence) and not denied,
                near=near,
            )
        if "SHARED" in categories and not denied:
            return Stand("present", shared=True)
        if "FAMIT" in categories:
            return Stand("family", not_me=denied or not_me)
        if "FAM" in categories:
            near = self._is_near(links, sentence) and not denied
            return Stand("other" if denied else "family", not_me=not_me, now=_is_now(sentence), near=near)
        return None

    def _is_near(self, links: Sequence[Link], sentence: Sentence) -> bool:
        """Whether it is of a wife, partner or daughter, and not told as long gone: `my wife fainted`."""
        people = [link for link in links if link.category in ("FAM", "OTHER")]
        near = any(
            sentence.tokens[place].norm in self._near_her for link in people for place in range(link.start, link.end)
        )
        words = {token.norm for token in sentence.tokens}
        return near and (not words & LONG_GONE or bool(words & TODAY))


def _is_aside(link: Link, target: Target, sentence: Sentence) -> bool:
    """Whether it speaks of what else stands in its bracket, or of a clause before: `(last seen years ago), lupus`."""
    between = [token.norm for token in sentence.tokens[link.end : target.start]]
    if target.kind != "symptom" or link.end > target.start:
        return False
    if link.category in GONE:
        before = [token.norm for token in sentence.tokens[: link.start]]
        return ")" in between and "(" not in between and "(" in before
    # `I get the runs if I eat cream, constipated otherwise`: what happens on a condition ends with its clause.
    said = [token.norm for token in sentence.tokens[link.start : link.start + 3]]
    habitual = said[:2] == ["if", "i"] and bool(HABITS & set(said[2:]))
    return link.category == "HYPO" and habitual and "," in between


def _is_to_be_left(target: Target, links: Sequence[Link], sentence: Sentence) -> bool:
    """Whether she is told to keep it or asks whether to stop it: only what is taken can be stopped."""
    about = {link.category for link in links}
    asked = bool(about & {"HYPO", "QUES", "NEG"}) or sentence.question
    if target.kind != "medicine" or about & {"OTHER", "FAM"}:
        return False
    tokens = sentence.tokens
    return is_meant_to_be_left(tokens, target.start) or (asked and is_to_be_left(tokens, target.start))


def _is_over_since(target: Target, links: Sequence[Link], denials: Sequence[Link]) -> bool:
    """`I'm not taking anything, ran out of Synthroid`: what says that it is over stands nearer."""
    first = min(link.end for link in denials)
    gone = (link for link in links if link.category == "PAST")
    return target.kind == "medicine" and any(first <= link.start and link.end <= target.start for link in gone)


def _is_gone_since(target: Target, links: Sequence[Link], denials: Sequence[Link], sentence: Sentence) -> bool:
    """`Blood in my poo two years ago, none since`, `constipated as a student, these days I'm fine`: there once was."""
    if target.kind != "symptom" or any(link.start < target.end for link in denials):
        return False
    first = min(link.start for link in denials)
    then = any(link.category in GONE and link.end <= first for link in links)
    return then and bool(SINCE_THEN & {token.norm for token in sentence.tokens[target.end :]})


def _is_before_kin(link: Link, links: Sequence[Link], sentence: Sentence) -> bool:
    """Whether a comma, or a contrast, and then a relative follow the negation: `nobody here, mum had bowel cancer`."""
    later = [one for one in links if one.category == "FAM" and link.end < one.start]
    return any(sentence.tokens[one.start - 1].norm in BEFORE_KIN for one in later)


def _is_called_hers(target: Target, sentence: Sentence, targets: Sequence[Target]) -> bool:
    """`I'm waiting on an appointment for my lupus`, `ask about my thyroid tablets`: what she calls hers she has."""
    if target.kind not in ("condition", "medicine") or not target.start:
        return False
    if target.kind == "medicine" and (sentence.question or ASKING & {token.norm for token in sentence.tokens}):
        return False  # `can I just change my Imuran` is asked, and answered as a question
    before = sentence.tokens[target.start - 1].norm
    if before in HAVING and target.kind == "condition":
        return bool(OF_HERSELF & {token.norm for token in sentence.tokens})
    same = [one for one in targets if one.kind == target.kind and one.end == target.start - 1]
    return before == "my" or (before == "," and any(_is_called_hers(one, sentence, ()) for one in same))


def _is_bygone(
    categories: set[str], links: Sequence[Link], target: Target, sentence: Sentence, targets: Sequence[Target]
) -> bool:
    """Whether it is over: said outright, or told of a time gone by (an illness only with a verb of the past)."""
    if (target.kind == "condition" and "DIAG" in categories) or is_changed_to(target, sentence):
        return False
    if is_followed(target, sentence, targets) or is_course(target, sentence) or is_dropped_for_it(target, sentence):
        return True
    if target.kind in ("condition", "medicine"):
        links = [link for link in links if not _is_of_another(link, links, target, sentence, targets)]
        categories = categories & {link.category for link in links}
    if target.kind == "symptom":
        if is_told_of_then(target, sentence):
            return True
        links = [link for link in links if not (link.category in GONE and _is_of_now(target, link, sentence))]
        categories = categories - GONE | {link.category for link in links}
    if "PAST" in categories:
        return _is_over(links, target, sentence, targets)
    if "ONCE" not in categories or (target.kind == "condition" and not _was_had(target, sentence)):
        return False
    begun = any(link.category == "NOTPAST" and link.end <= target.start for link in links)
    return not (target.kind == "medicine" and begun) and _is_over(links, target, sentence, targets)


def _is_of_now(target: Target, link: Link, sentence: Sentence) -> bool:
    return is_told_of_now(target, link, sentence) or is_no_more(target, link, sentence)


def _is_of_another(
    link: Link, links: Sequence[Link], target: Target, sentence: Sentence, targets: Sequence[Target]
) -> bool:
    """Whether what is over is another thing: `stopped X and I'm on Y`, `on Y, X was stopped last month`."""
    if link.category not in ("PAST", "ONCE"):
        return False
    if link.start >= target.end and any(
        one.kind == "medicine" and 0 <= one.start - link.end < CLOSE for one in targets if one is not target
    ):
        return True  # `on X and came off Y`, `psoriasis, stopped methotrexate`
    if link.end <= target.start:
        if link.end < len(sentence.tokens) and sentence.tokens[link.end].norm == ")":
            return True  # `Behçet's (ulcers in the past), azathioprine`
        return link.category == "PAST" and any(
            one.category == "SELF" and link.end <= one.start and one.end <= target.start for one in links
        )
    between = range(target.end, link.start)
    if target.kind == "medicine" and _is_of_next_clause([sentence.tokens[place].norm for place in between]):
        return True
    named = any(other.start in between for other in targets if other is not target)
    return named and any(sentence.tokens[place].norm in (",", "but", "and") for place in between)


def _is_of_next_clause(between: Sequence[str]) -> bool:
    """Whether a mark and then another thing stand between: `Eliquis (a clot in 2021)`, `X, spleen out in 2017`."""
    marks = [place for place, word in enumerate(between) if word in MARKS or word == "and"]
    return bool(marks) and not set(between[marks[0] + 1 :]) <= SMALL


def _was_had(target: Target, sentence: Sentence) -> bool:
    """Whether her own words before it are of the past: `I had`, and not `they told me I had`."""
    before = [token.norm for token in sentence.tokens[max(0, target.start - 8) : target.start]]
    return bool(HAD & set(before[-4:])) and not TOLD & set(before)


def _unstated(categories: set[str], target: Target, sentence: Sentence, *, links: bool, denied: bool) -> Stand | None:
    """Only imagined, suspected, or asked about; None if it is stated."""
    if ("UNTESTED" in categories or denied) and is_untested(target, sentence):
        return Stand("other")
    if "UNTESTED" in categories and not denied:
        return Stand("other")
    if "GENERAL" in categories:
        return Stand("hypothetical", asked=True)
    if "HYPO" in categories:
        return Stand("hypothetical")
    if "SUSP" in categories and not denied:
        return Stand("suspected")
    if "QUES" in categories or (sentence.question and target.kind in ("condition", "medicine", "test") and not links):
        return Stand("hypothetical", asked=True)
    return None


def _is_now(sentence: Sentence) -> bool:
    """Whether the sentence speaks of the present."""
    words = {token.norm for token in sentence.tokens}
    return bool(words & PRESENT) and not words & BYGONE


def _is_over(links: Sequence[Link], target: Target, sentence: Sentence, targets: Sequence[Target]) -> bool:
    """Whether what says it is over stands nearer than what says it goes on (`came off it, now on …`)."""
    gone = [link for link in links if link.category in ("PAST", "ONCE")]
    over = min((_distance(link, target) for link in gone), default=FAR)
    on = [link for link in links if link.category == "NOTPAST" and not _is_of_next(link, target, sentence, targets)]
    if any(link.category == "PAST" and link.start >= target.end for link in gone):
        on = [link for link in on if not _is_beginning(link, sentence)]  # `was put on X, stopped after a year`
    going = min((_distance(link, target) for link in on), default=FAR)
    said_first = any(_distance(link, target) == over and link.end <= target.start for link in gone)
    return over < going or (over == going and said_first and target.kind == "medicine")


def _is_beginning(link: Link, sentence: Sentence) -> bool:
    """Whether it tells only how the medicine was begun."""
    return bool(BEGUN & {token.norm for token in sentence.tokens[link.start : link.end]})


def _is_of_next(link: Link, target: Target, sentence: Sentence, targets: Sequence[Target]) -> bool:
    """Whether it stands after a comma or "and" and speaks of the next thing named: `came off X, now on Y`."""
    between = {token.norm for token in sentence.tokens[target.end : link.start]}
    later = [other for other in targets if other.kind == target.kind and other.start >= link.end]
    return link.start >= target.end and bool(later) and bool(between & {",", "and", "then", "but", "-"})


def _distance(link: Link, target: Target) -> int:
    return link.start - target.end if link.start >= target.end else target.start - link.end


def _applies(link: Link, links: Sequence[Link], target: Target, sentence: Sentence) -> bool:
    """Of a relative and the patient herself, the one spoken of later counts; a symptom after a comma is her own."""
    if link.category not in ("FAM", "OTHER") or link.start >= target.end:
        return True
    if target.kind == "symptom" and any(token.norm == "," for token in sentence.tokens[link.end : target.start]):
        return False
    own = [other for other in links if other.category == "SELF" and other.end <= target.start]
    return not any(other.start >= link.end for other in own)


def _nearest(links: Sequence[Link], target: Target) -> str:
    """The category, of somebody else's and a relative's, that stands nearest to the target."""
    people = [link for link in links if link.category in ("FAM", "FAMIT", "OTHER")]
    return min(people, key=lambda link: _distance(link, target)).category
