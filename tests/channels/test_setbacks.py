"""A platform has not taken a message: when it is tried again, and when not."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from yarrow.gateway.channels.delivery.setbacks import is_in_trouble, setback
from yarrow.gateway.channels.refused import Refused
from yarrow.gateway.pace import Pace
from yarrow.store.line_values import Dispatch

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
PACE = Pace()
ONE = Dispatch("d", "fake", "l", "c", "a", 3, False, "sending", 0, 0, NOW, NOW)
BUSY = Refused("later", "http 500")


def after(refused=BUSY, *, tries=0, age=0.0, urgent=False, tells_back=False):
    made_at = NOW - timedelta(seconds=age)
    return setback(
        replace(ONE, tries=tries, made_at=made_at, is_urgent=urgent), refused, NOW, PACE, tells_back=tells_back
    )


@pytest.mark.parametrize(
    ("tries", "seconds"), [(0, 1), (1, 2), (2, 5), (3, 15), (4, 60), (5, 300), (6, 300), (99, 300)]
)
def test_the_pauses_grow_and_then_stay(tries, seconds):
    assert (after(tries=tries).kind, after(tries=tries).seconds) == ("later", seconds)


def test_the_platforms_own_word_wins():
    assert after(Refused("later", "http 429", after=37), tries=5).seconds == 37
    assert after(Refused("later", "http 429", after=37), tries=5, urgent=True).seconds == 37


@pytest.mark.parametrize("wait", [0.0, -1.0, float("nan")])
def test_a_platform_that_names_no_real_wait_is_not_asked_again_at_once(wait):
    assert after(Refused("later", "http 503", after=wait), tries=2).seconds == 5


def test_no_platform_makes_a_message_wait_longer_than_it_would_be_tried_for():
    assert after(Refused("later", "http 503", after=float("inf"))).seconds == 86_400


def test_urgent_words_are_tried_every_half_minute_at_least_for_ten_minutes():
    assert after(tries=5, age=599, urgent=True).seconds == 30
    assert after(tries=5, age=600, urgent=True).seconds == 300
    assert after(tries=1, age=599, urgent=True).seconds == 2


def test_after_a_day_it_is_given_up_and_just_before_it_is_not():
    assert after(age=86_400).kind == "later"
    assert after(age=86_401).kind == "give_up"


def test_what_will_never_go_is_given_up_at_once():
    assert after(Refused("never", "blocked")).kind == "give_up"
    assert after(Refused("stopped", "21610")).kind == "give_up"


def test_outside_the_window_it_is_held_however_old():
    assert after(Refused("window", "131047"), age=100_000).kind == "hold"


def test_our_own_fault_pauses_the_platform_and_counts_as_no_try():
    found = after(Refused("ours", "http 401"))
    assert (found.kind, found.seconds, found.counted) == ("pause", 30, False)


def test_a_lost_answer_waits_for_the_platforms_word_only_where_it_gives_one():
    lost = Refused("later", "timeout", unsure=True)
    assert after(lost, tells_back=True).seconds == 20
    assert after(lost).seconds == 1


def test_staff_are_told_of_urgent_words_that_do_not_get_through_for_two_minutes():
    def trouble(age, urgent, wait=0.0):
        one = replace(ONE, made_at=NOW - timedelta(seconds=age), is_urgent=urgent)
        return is_in_trouble(one, NOW, PACE, wait)

    assert trouble(120, True)
    assert not trouble(119, True)
    assert not trouble(7_200, False)
    assert trouble(0, True, wait=120.0)  # the platform lets them wait that long: nobody would know until then
    assert not trouble(0, True, wait=119.0)
