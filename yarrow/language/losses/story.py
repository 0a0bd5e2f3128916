"""The losses of a message put together: what tells of one more, what of one told already, what a total covers.

A number of losses (`three losses`, `2 mcs`) is a group. What is told after it, or before it in a sum, belongs to it as
long as there is room; what was added with `and` does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from yarrow.language.losses.anew import is_date
from yarrow.language.losses.detail import Detail
from yarrow.language.losses.head import COUNTED, LATE, MISCARRIAGE, STILLBIRTH, UNKNOWN, Head
from yarrow.language.losses.loss import Group, Loss, groups_of, is_loose, losses_of, size
from yarrow.language.losses.same_loss import (
    ADDED,
    agree,
    is_measured,
    is_named_after,
    is_named_at_last,
    is_named_next,
    is_the_other,
    is_treated,
    shows,
    wills,
)  # fmt: skip
from yarrow.language.losses.sums import is_of_full, is_too_many, spells_out, sums_up

CHEMICAL = 6  # weeks after which none is a biochemical loss
LOSSES = frozenset({UNKNOWN, MISCARRIAGE})
EARLY = 5  # weeks: fewer, said first in a list, are how many there were
UNSHARED = frozenset({"longest", "furthest", "latest", "earliest", "none", "never", "past", "beyond"})
SHARED = frozenset({"at", "around", "about", "all", "both", "each", "every", "always", "near", "by", "in", "before"})


@dataclass
class Story:
    """What has been told so far. `more`: losses added by number; `vague`: a number was left open; `over`: too many."""

    told: list[Loss | Group] = field(default_factory=list)
    more: int = 0
    vague: bool = False
    over: bool = False
    exact: bool = True
    last: Loss | Group | None = None
    anew: bool = False  # whether another pregnancy has begun since the loss told last
    of_losses: bool = False  # whether nothing else is spoken of that ordinals could number
    of_pregnancies: bool = False  # whether ordinals number pregnancies, or transfers, that were not all lost

    # --- what comes

    def take(self, head: Head, told: Detail, between: Sequence[str], *, names: bool, words: Sequence[str]) -> None:
        """One head and what is told of it. `between`: the words since the head before; `names`: `it was a …`."""
        self.exact = self.exact and head.exact
        if head.how == "more":
            self.more += head.count or 0
        elif head.how == "rest":
            self._of_the_rest(head, told, words)
        elif head.how == "whole":
            self._of_all(head, told, words)
        elif head.count is None:
            self._vague(head, told, opens=words[-1:] in ([":"], ["("], ["-"]))
        elif (not self.anew and is_of_full(self.groups(), head, told, words)) or self._is_one_of_those(head, told):
            return
        elif head.is_sign and not head.loose:
            self._sign(head, told)
        elif whole := self._of_a_whole(head, told):
            self._spread(whole, told)
        elif head.is_plural and head.how != "ordinal":
            self._many(head, told, between, words)
        elif not (names and self._name(head, told)):
            self._one(head, told, between, words)

    def add(self, told: Detail) -> None:
        """What a sentence without words for a loss tells of the one told last: `She was 19 weeks.`"""
        last = self.last
        bare = [loss for loss in self.losses() if loss.is_counted and loss.weeks is None]
        early = tuple(week for week in told.weeks if week.weeks < LATE)
        if isinstance(last, Group) and early:
            self._spread(last, replace(told, weeks=early))
        elif len(early) == len(bare) > 1:  # "They were 8, 8 and 6 weeks."
            for loss, week in zip(bare, early, strict=True):
                loss.weeks = week.weeks
        elif isinstance(last, Loss) and (last.weeks is None or any(week.scan for week in told.weeks)):
            last.learn(last.kind, told)

    # --- one by one

    def _one(self, head: Head, told: Detail, between: Sequence[str], words: Sequence[str]) -> None:
        same = (
            self._told_already(head, told)
            or self._only_one(head, told)
            or self._named_at_last(head)
            or self._said_again(head, told)
            or self._named_after(head, told, between, words)
        )
        if same:
            same.learn(head.kind, told, head.place)
            self.last = same
            return
        kind = head.kind if head.kind != UNKNOWN else told.kind or UNKNOWN
        for loss in self._new(head, kind, told, words):
            self._place(loss, head, between, words)
        further = told.weeks[1:] if head.loose and head.place and "then" in words else ()
        group = self._group_for(head, between) if further else None
        for week in further if group and group.room >= len(further) else ():  # "first was 6 weeks, then 8, then 6"
            self._place(Loss(kind, week.weeks, None, None, head), head, between)

    def _is_one_of_those(self, head: Head, told: Detail) -> bool:
        """`since the last loss`, `after the second loss`: one of those that were told without saying which."""
        if head.loose or head.is_sign or told.weeks or told.confirmed or self.anew or head.kind not in LOSSES:
            return False
        if head.place:
            places = {loss.place for loss in self.losses()}
            return head.place not in places and 1 < head.place <= self.count
        return head.how == "said" and head.definite and any(group.kind in COUNTED for group in self.groups())

    def _of_a_whole(self, head: Head, told: Detail) -> Group | None:
        """`3 angels … lost them at 6w, 10w and 16w`: the group of which so many weeks are told."""
        pointed = head.how == "said" and head.definite and len(told.weeks) > 1
        return next((group for group in self.groups() if pointed and group.room == len(told.weeks)), None)

    def _new(self, head: Head, kind: str, told: Detail, words: Sequence[str]) -> list[Loss]:
        """`miscarried at 6 weeks, then 9 weeks` tells of a loss for each number of weeks."""
        dated = any(is_date(word) for word in words)
        first = Loss(kind, told.one, told.confirmed, head.place, head, told.visit, dated)
        listed = not (head.place or head.definite) or (head.place is None and "then" in words)
        if not listed or not told.further or told.confirmed:
            return [first]
        first.weeks = told.weeks[0].weeks
        return [first, *(Loss(kind, week.weeks, None, None, head) for week in told.further)]

    def _place(self, loss: Loss, head: Head, between: Sequence[str], words: Sequence[str] = ()) -> None:
        """Into the group it belongs to, or beside what was told."""
        group = self._group_for(head, between, loss.weeks)
        if group and not is_the_other(head, between, words, self.told[-1:]):
            group.parts.append(loss)
        else:
            self.over = self.over or is_too_many(self.groups(), self.last, head, between)
            self.told.append(loss)
        self.last = loss

    def _group_for(self, head: Head, between: Sequence[str], weeks: int | None = None) -> Group | None:
        """The group with room that this loss is one of."""
        added = bool(between) and len(between) <= 3 and between[0] in ADDED
        # "two early losses at 6 weeks and a missed miscarriage at 11": what was told of the two stands between
        told = bool(ADDED & set(between[-3:])) and "," not in between and not spells_out(between)
        for group in reversed(self.groups()):
            if head.place and head.place > group.count:  # "two losses … a third at 6 weeks"
                continue
            late = group.kind == "biochemical" and head.loose and (weeks or 0) > CHEMICAL
            if (
                group.room < 1
                or late
                or (group.head.loose and not group.parts and not (group is self.last and ":" in between[:3]))
                or ((added or (told and group.weeks is not None)) and not group.parts and group is self.last)
            ):
                continue
            spelt = group is self.last and spells_out(between)
            if head.loose or spelt or group.kind == UNKNOWN or (head.place and group.kind == head.kind):
                return group
            if group.kind == head.kind and head.how != "another":
                return group
        return None

    def _told_already(self, head: Head, told: Detail) -> Loss | None:
        """The loss that this head tells of again: the same ordinal, or `the miscarriage`, `lost her`."""
        losses = self.losses()
        if head.place:
            same = [loss for loss in losses if loss.place == head.place and agree(loss, head.kind, told)]
            if not same and head.place == 1 and len(self.told) == 1:  # "I miscarried. The first was at 8 weeks"
                same = [loss for loss in losses if loss.place is None and loss.is_bare]
            return same[-1] if same else None
        if not head.definite or self.anew or (head.loose and told.weeks):
            return None
        last = self.last
        if isinstance(last, Loss) and last.head and last.head.is_sign and last.head.sentence == head.sentence:
            return None if head.loose else last
        if head.loose:  # "the last was seen on the scan"
            room = any(group.room for group in self.groups())
            return losses[-1] if losses and not room else None
        return next((loss for loss in reversed(losses) if agree(loss, head.kind, told)), None)

    def _only_one(self, head: Head, told: Detail) -> Loss | None:
        """`Mine stopped at 8 weeks. One loss.`: the number of what was told."""
        last = self.last
        if not isinstance(last, Loss) or last.head is None or last.head.sentence == head.sentence or self.count != 1:
            return None
        alone = head.how == "number" and not head.loose and not (told.weeks or head.joined or self.anew)
        return last if alone and last.is_counted and agree(last, head.kind, told) else None

    def _named_at_last(self, head: Head) -> Loss | None:
        """`at 9 weeks they couldn't find anything, and the scan said complete mole`: it was no miscarriage."""
        last = self.last
        if self.anew or not isinstance(last, Loss) or not (is_named_at_last(last, head) or is_named_next(last, head)):
            return None
        last.kind = head.kind
        return last

    def _said_again(self, head: Head, told: Detail) -> Loss | None:
        """`we let her go at 21 weeks. TFMR`: a bare word for what was just told, of a kind told once as a rule."""
        last = self.last
        bare = head.how == "said" and not head.loose and not told.weeks and head.kind not in COUNTED
        return last if bare and isinstance(last, Loss) and last.kind == head.kind else None

    def _named_after(self, head: Head, told: Detail, between: Sequence[str], words: Sequence[str]) -> Loss | None:
        """The loss told last, in the same sentence, if this names it or measures it."""
        last = self.last
        if not isinstance(last, Loss) or last.head is None or last.head.sentence != head.sentence or head.loose:
            return None
        if is_named_after(last, head, told, between):
            return last
        if self.anew or not is_measured(last, head, told, between, words):
            return None
        last.weeks = told.one
        return last

    def _name(self, head: Head, told: Detail) -> bool:
        """`it was a missed miscarriage`, of the loss told last."""
        last = self.last
        if self.anew or head.how == "another":
            return False
        if isinstance(last, Loss) and wills(last.kind, head.kind):  # "we ended it … that's a TFMR"
            last.kind = head.kind
        if not isinstance(last, Loss) or not (last.kind in (UNKNOWN, head.kind) or head.kind == UNKNOWN):
            return False
        last.learn(head.kind, told, head.place)
        return True

    def _sign(self, head: Head, told: Detail) -> None:
        """How a loss showed: of the loss told last, else a loss of its own."""
        last = self.last
        if isinstance(last, Group) and last.parts and not last.room and not self.anew:
            part = last.parts[-1]
            if isinstance(part, Loss) and shows(part, told):
                part.learn(head.kind, told)
                return
        if isinstance(last, Group) and last.kind == UNKNOWN and not last.parts and not self.anew:
            last.kind = head.kind
        elif isinstance(last, Loss) and is_treated(last, head):
            last.learn(last.kind, told)
        elif self.anew:
            self._place(Loss(head.kind, told.one, told.confirmed, None, head, told.visit), head, ())
        elif isinstance(last, Loss) and last.kind in (UNKNOWN, STILLBIRTH, head.kind) and shows(last, told):
            last.learn(head.kind, told)
        elif not (isinstance(last, Loss) and last.kind == head.kind and not told.weeks):
            self._place(Loss(head.kind, told.one, told.confirmed, None, head, told.visit), head, ())

    # --- several at once

    def _many(self, head: Head, told: Detail, between: Sequence[str], words: Sequence[str]) -> None:
        again = self._told_group(head, told, between)
        if again:
            again.kind = head.kind if again.kind == UNKNOWN else again.kind
            self._spread(again, told, words)
            self.last = again
            return
        group = Group(head, head.kind, head.count or 0, told.confirmed)
        whole = self._group_with_room(group.count, head, between)
        if whole:
            whole.parts.append(group)
        elif sums_up(self.told, head, [*between[-2:], *words]):
            group.parts = [part for part in self.told if isinstance(part, Group) or part.is_told]
            self.told = [group]
        else:
            self.told.append(group)
        self._spread(group, told, words)
        self.last = group

    def _told_group(self, head: Head, told: Detail, between: Sequence[str]) -> Group | None:
        """The same number said again: `two losses … the two miscarriages`; not `two at 5 weeks and two at 8`."""
        added = bool(between) and len(between) <= 3 and between[0] in ADDED
        weeks = {week.weeks for week in told.weeks}
        for group in self.groups():
            if weeks and group.weeks is not None and group.weeks not in weeks and not head.definite:
                continue
            alike = group.kind == head.kind or UNKNOWN in (group.kind, head.kind)
            again = head.definite or (group.kind == UNKNOWN and not (head.loose and group.room == 0))
            if group.count == head.count and alike and not added and again:
                return group
        return None

    def _group_with_room(self, count: int, head: Head, between: Sequence[str]) -> Group | None:
        added = bool(between) and len(between) <= 3 and between[0] in ADDED
        for group in self.groups():
            spelt = head.loose or group.kind == UNKNOWN or (group is self.last and spells_out(between))
            if group.weeks is not None and ADDED & set(between[-3:]):
                continue
            if group.room >= count and spelt and not (added and group is self.last and not group.parts):
                return group
        return None

    def _spread(self, group: Group, told: Detail, words: Sequence[str] = ()) -> None:
        """Weeks for each of the group, or for all of them."""
        ranging = any(word == "between" and before != "in" for before, word in pairwise(["", *words]))
        weeks = [] if ranging else list(told.weeks)
        group.confirmed = group.confirmed or told.confirmed
        if told.kind and group.kind == UNKNOWN and not weeks:
            group.kind = told.kind
        alike = not words or bool(SHARED & set(words)) or ":" not in words
        if len(weeks) == 1 and group.room == group.count and group.weeks is None and alike:
            group.weeks = None if UNSHARED & set(words) else weeks[0].weeks
        elif weeks and group.room and group.weeks is None:
            for week in weeks[: group.room]:
                group.parts.append(Loss(group.kind, week.weeks, None, None, group.head))

    def _of_all(self, head: Head, told: Detail, words: Sequence[str]) -> None:
        """`both at 7 weeks, on scan`: said of every loss of the group told last, or of those told one by one."""
        groups = self.groups()
        if groups and not isinstance(self.last, Loss):
            group = groups[-1]
            group.kind = head.kind if group.kind == UNKNOWN else group.kind
            if told.weeks or told.confirmed:
                self._spread(group, told, words)
            return
        for loss in self.losses():
            loss.kind = head.kind if loss.kind == UNKNOWN else loss.kind
            loss.confirmed = loss.confirmed or told.confirmed
            loss.weeks = told.one if loss.weeks is None and len(told.weeks) == 1 else loss.weeks

    def _of_the_rest(self, head: Head, told: Detail, words: Sequence[str]) -> None:
        """`this was my third, the others were around 7 weeks`: as many as are known of and were not told."""
        rest = self.count - sum(size(part) for part in self.told)
        group = next((one for one in self.groups() if one.room), None)
        if group is not None:
            part = Group(head, group.kind, group.room)
            group.parts.append(part)
            self._spread(part, told, words)
        elif rest > 0 and told.weeks:
            part = Group(head, head.kind, rest)
            self.told.append(part)
            self._spread(part, told, words)

    def _vague(self, head: Head, told: Detail, *, opens: bool) -> None:
        """Several without a number; `opens`: a list of them follows (`losses: mc 6w, mmc 8w`)."""
        if len(told.weeks) > 1 and not told.visit:  # "losses at 6w and 8w (heartbeat at 7)"
            told = replace(told, weeks=tuple(week for week in told.weeks if not week.visit))
        listed = len(told.weeks) > 1 and head.how == "plural"  # "losses at 6, 8 and 9 weeks" are three
        group = next((one for one in self.groups() if one.room == len(told.weeks)), None) if listed else None
        if group is not None:
            self._spread(group, told)
            return
        bare = [loss for loss in self.losses() if loss.weeks is None and loss.is_counted]
        if listed and head.loose and len(bare) == len(told.weeks):  # "I had one and then one … mine were at 10 and 7"
            for loss, week in zip(bare, told.weeks, strict=True):
                loss.weeks = week.weeks
            return
        few = [week.weeks for week in told.weeks]
        if listed and few[0] == len(few) - 1 and few[0] < EARLY:  # "losses: two, 5 weeks and 9 weeks"
            told = replace(told, weeks=told.weeks[1:])
        if listed:
            self.vague = False
            named = [loss for loss in self.losses() if loss.place and loss.place <= len(told.weeks)]
            self.told = [part for part in self.told if part not in named or part.weeks is not None]  # "my 3rd loss"
        opens = opens and head.how == "plural"
        self.vague = self.vague or not ((head.definite and self.told) or listed or opens)
        if listed and head.definite and {loss.weeks for loss in self.losses()} & {week.weeks for week in told.weeks}:
            return
        for week in told.weeks if listed or not head.definite else ():
            self.told.append(Loss(head.kind, week.weeks, told.confirmed, None, head))
            self.last = self.told[-1]

    # --- what has come

    def groups(self) -> list[Group]:
        """Every group, those within others too, in the order told."""
        return groups_of(self.told)

    def losses(self) -> list[Loss]:
        """Every loss told by itself, in the order told."""
        return losses_of(self.told)

    @property
    def count(self) -> int:
        """How many spontaneous losses before 24 weeks have been told."""
        total = sum(
            (part.counted if part.kind in COUNTED else 0) if isinstance(part, Group) else int(part.is_counted)
            for part in self.told
        )
        numbered = [loss for loss in self.losses() if loss.place]
        # "first a mole, second my boy, third a miscarriage": the pregnancies are numbered, not the losses
        of_losses = all(loss.is_counted for loss in numbered)
        of_losses = of_losses and not self.of_pregnancies
        places = [loss.place or 0 for loss in numbered if of_losses and not is_loose(loss.head)]
        return max([total, *places]) + self.more

    @property
    def has_counted(self) -> bool:
        """Whether any of what was told is of a kind that counts."""
        return bool(self.more) or any(
            part.kind in COUNTED if isinstance(part, Group) else part.is_counted for part in self.told
        )
