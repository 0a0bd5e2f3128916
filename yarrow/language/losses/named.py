"""Words for losses, each with how many: `two missed miscarriages`, `lost our fourth`, `mc x3`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yarrow.language.gestation import gestations
from yarrow.language.losses.asked_of import AskedOf
from yarrow.language.losses.doubtful import Doubtful
from yarrow.language.losses.head import COUNTED, LATE, MOST, SIGNS, UNKNOWN, Head, How, norm
from yarrow.language.losses.how_many import HowMany
from yarrow.language.losses.whose import Whose
from yarrow.language.mention import Mention
from yarrow.language.numbers import Quantity, every
from yarrow.language.text import Sentence, Token

ECTOPIC_TREATMENT = "mtx_for_ectopic"
EARLY = 5  # words before a loss within which "early" may be taken for a doubt
JOINING = frozenset({"and", "plus", "+", "&", "then", "also", "n", "with"})
PREDICATE = frozenset({"was", "were", "ended", "in", "as", "pregnancy", "baby", "is"})
DOUBTING = frozenset({"maybe", "perhaps", "possibly", "probably", "think", "guess", "might", "could"})
DOUBTED = DOUBTING | {"possible", "suspected", "query"}
MORE_AFTER = frozenset({
    "then", "and", "plus", "lost", "had", "another", "&", ",", "by", "with", "miscarried", "suffered", "",
})  # fmt: skip

# `since him another two, both early`: nothing that the number counts follows.
AFTER_ANOTHER = frozenset(
    {"", ",", "and", "since", "in", "at", "both", "all", "last", "after", "before", "then", "early"}
)


@dataclass(frozen=True)
class NamedLosses:
    """Finds the losses told by name."""

    not_more: frozenset[str]
    tests: frozenset[str]
    asked_of: AskedOf
    doubtful: Doubtful
    how_many: HowMany
    whose: Whose

    def find(self, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Head]:
        """The losses told by name as hers, and not as a fear, a question or something that may be happening now."""
        found: list[Head] = []
        for mention in [_treated_ectopic(sentences, mention) or mention for mention in mentions]:
            if mention.kind != "loss" or mention.id in ("live_birth", "no_pregnancy"):
                continue
            tokens = sentences[mention.sentence].tokens
            asked = sentences[mention.sentence].question
            listed = asked and self.asked_of.is_own_list(tokens, _beside(mention, mentions))
            stands = self.whose.standing(tokens, mention) or (
                "told"
                if listed
                or self.asked_of.is_counted(tokens, mention)
                or self._is_numbered(tokens, mention)
                or _is_only_early(tokens, mention)
                else None
            )
            if asked and not listed and self.asked_of.is_of_anybody(tokens, mention):
                continue
            if stands == "denied" and mention.id in SIGNS:  # "no fluid and no heartbeat" denies no loss
                continue
            if (
                stands
                and not self.doubtful.is_something_else(tokens, mention)
                and not self.whose.is_now_or_noun(tokens, mention)
                and not self.whose.is_a_thing(tokens, mention)
            ):
                found.append(self._head(tokens, mention, denied=stands == "denied"))
        found = _apart(found)
        return found + [more for number in range(len(sentences)) for more in self._more(sentences, number, found)]

    def _is_numbered(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """`maybe 5 miscarriages`: what is doubted is their number, not that there were any."""
        named = {token.norm for token in tokens[mention.start : mention.end]}
        several = "pregnancies" in named or self.how_many.is_plural(tokens, mention)
        if mention.stands.status != "suspected" or not several:
            return False
        how, quantity, *_ = self.how_many.before(tokens, mention)
        return how == "number" and quantity is not None and quantity.is_settled and quantity.whole > 1

    def _more(self, sentences: Sequence[Sentence], number: int, told: Sequence[Head]) -> list[Head]:
        """`then two more`: losses of the kind last told of."""
        earlier = [head for head in told if head.sentence <= number and head.how != "none" and head.kind in COUNTED]
        taken = {place for head in told if head.sentence == number for place in range(head.start, head.end)}
        found: list[Head] = []
        tokens = sentences[number].tokens
        for quantity in every(tokens) if earlier else ():
            last = earlier[-1]
            later = (number, quantity.start) >= (last.sentence, last.end) and quantity.start not in taken
            said = norm(tokens, quantity.end) == "more"
            more = said and norm(tokens, quantity.end + 1) not in self.not_more
            before, after = norm(tokens, quantity.start - 1), norm(tokens, quantity.end)
            more = more or (before == "another" and quantity.whole > 1 and after in AFTER_ANOTHER)
            led = norm(tokens, quantity.start - 1) in MORE_AFTER
            if later and quantity.is_settled and more and led:
                found.append(Head(last.kind, quantity.whole, "more", number, quantity.start, quantity.end + int(said)))
        return found

    def _head(self, tokens: Sequence[Token], mention: Mention, *, denied: bool) -> Head:
        kind = UNKNOWN if _is_asleep_early(tokens, mention) else SIGNS.get(mention.id, mention.id)
        inside = self.how_many.inside(tokens, mention)
        if inside and inside[1] and norm(tokens, inside[1].end) in self.tests:  # "positive on two tests" is one loss
            inside = None
        how, quantity, start, definite = inside or self.how_many.before(tokens, mention)
        end = mention.end
        after = self.how_many.after(tokens, mention.end)
        if after and how in ("said", "one"):
            how, quantity, end = "number", after, after.end
        if how == "number" and quantity and _is_a_date(tokens, quantity):
            how, quantity = "said", None
        quantity = self.how_many.mended(tokens, mention.end) or quantity if how == "number" else quantity
        if denied or _is_nil(tokens, mention, how, quantity):
            return Head(kind, 0, "none", mention.sentence, start, end, mention, exact=mention.stands.sure)
        nth = self.how_many.nth(tokens, mention) if kind in COUNTED else None
        if nth is not None:
            own = None if mention.id in SIGNS else mention  # "second time the heart stopped" is no sign of the first
            return Head(kind, nth, "ordinal", mention.sentence, start, end, own, nth)
        times = self.how_many.times(tokens, mention.start) if kind in COUNTED and how in ("said", "one") else None
        if times:
            how, quantity = ("number" if times.is_settled else "vague"), times
        place = quantity.whole if how == "ordinal" and quantity else None
        # "third was a chemical" numbers the pregnancies, "my third loss" the losses
        of_pregnancies = place is not None and bool(PREDICATE & {token.norm for token in tokens[start : mention.start]})
        count = quantity.whole if quantity and quantity.is_settled else None
        plural = self.how_many.is_plural(tokens, mention)
        if how in ("one", "another") or (how == "said" and not plural):
            count = 1 + self.how_many.again(tokens, end)
            how = "number" if count > 1 else how
        elif how == "said":
            how = "plural"
        joined = start > 0 and tokens[start - 1].norm in JOINING
        doubted = mention.stands.status == "suspected" and bool(DOUBTING & {token.norm for token in tokens})
        exact = not (quantity and quantity.about) and not doubted
        return Head(
            kind,
            place or count,
            how,
            mention.sentence,
            start,
            end,
            mention,
            place,
            definite,
            of_pregnancies,
            exact,
            joined,
        )


def _is_nil(tokens: Sequence[Token], mention: Mention, how: How, quantity: Quantity | None) -> bool:
    """`0 losses`, `I've lost none`."""
    nought = how == "number" and quantity is not None and quantity.is_settled and not quantity.whole
    return nought or "none" in (tokens[mention.end - 1].norm, norm(tokens, mention.end))


def _beside(mention: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    return [one for one in mentions if one.sentence == mention.sentence]


def _is_only_early(tokens: Sequence[Token], mention: Mention) -> bool:
    """`three early ones, all chemicals`: early in pregnancy, which doubts nothing."""
    before = {token.norm for token in tokens[: mention.start]}
    early = "early" in {token.norm for token in tokens[max(0, mention.start - EARLY) : mention.start]}
    return mention.stands.status == "suspected" and early and not before & (DOUBTED)


def _treated_ectopic(sentences: Sequence[Sentence], mention: Mention) -> Mention | None:
    """`Ectopic in 2019, given methotrexate`, heard as its treatment, tells of the ectopic too."""
    if mention.id != ECTOPIC_TREATMENT:
        return None
    tokens = sentences[mention.sentence].tokens
    at = next((at for at in range(mention.start, mention.end) if tokens[at].norm.startswith("ectopic")), None)
    return None if at is None else replace(mention, kind="loss", id="ectopic", start=at, end=at + 1)


def _is_a_date(tokens: Sequence[Token], some: Quantity) -> bool:
    """`at 22 I lost one`, `14/02/19 miscarriage`: an age or a year, and more than anybody loses."""
    return some.is_settled and (some.whole > MOST or norm(tokens, some.start - 1) == "/")


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


def _is_asleep_early(tokens: Sequence[Token], mention: Mention) -> bool:
    """`born sleeping at 19 weeks`: no word of doctors, so the weeks tell what it was."""
    asleep = {"sleeping", "asleep"} & {token.norm for token in tokens[mention.start : mention.end]}
    near = min(gestations(tokens), key=lambda some: abs(some.start - mention.end), default=None)
    return bool(asleep) and near is not None and near.weeks < LATE
