"""What was worked out of a history is worked out once, and is never taken for that of another."""

from __future__ import annotations

from tests.support.interviews import history, protocol
from yarrow.clinical import interview
from yarrow.clinical.fact import Fact
from yarrow.clinical.history import History
from yarrow.clinical.kept import MOST, Kept


def test_the_same_facts_are_worked_out_once() -> None:
    kept, told = Kept(), history(age=34, pregnant_now="no")
    made = [kept.of("view", History(told.facts), lambda: object()) for _ in range(3)]
    assert made[0] is made[1] is made[2]


def test_another_fact_another_name_or_other_facts_alike_are_worked_out_anew() -> None:
    kept, told = Kept(), history(age=34)
    made = [
        kept.of("view", told, lambda: object()),
        kept.of("asked", told, lambda: object()),
        kept.of("view", told.adding([Fact("cycles", value="regular")]), lambda: object()),
        kept.of("view", history(age=34), lambda: object()),
        kept.of("view", History(), lambda: object()),
    ]
    assert len(set(map(id, made))) == len(made)


def test_few_are_kept_the_oldest_goes_first() -> None:
    kept, first = Kept(), history(age=1)
    made = kept.of("view", first, lambda: object())
    others = [history(age=age) for age in range(MOST - 1)]
    for told in others:
        kept.of("view", told, lambda: object())
    assert kept.of("view", first, lambda: object()) is made
    kept.of("view", history(age=99), lambda: object())
    assert kept.of("view", first, lambda: object()) is not made


def test_a_fact_that_is_added_is_seen_at_once() -> None:
    told = history(age=34, pregnant_now="no")
    before = interview.next_question(protocol(), told, section="losses")
    after = interview.next_question(protocol(), told.adding([Fact("losses_count", value=2)]), section="losses")
    assert before is not None
    assert after is not None
    assert (before.id, after.id) == ("losses_count", "preferred_term")


def test_each_protocol_keeps_its_own() -> None:
    told = history(age=34, lang="en-US")
    other = protocol().speaking_to(told)
    assert other is not protocol()
    assert protocol().view(told) is protocol().view(told)
    assert other.view(told) is not protocol().view(told)
