"""How long is waited for what may still be on its way, before what is there is worked off in the platform's order."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.record import NOW
from yarrow.gateway.channels.reception.settling import time_left
from yarrow.gateway.pace import Pace
from yarrow.store.line_values import Delivery

PACE = Pace(settle=0.6, settle_at_most=2.0)


def came(number, *, before, order=1.0):
    """A thing that came in so many seconds before NOW."""
    return Delivery(number, "line", "event", "text", {}, order, NOW - timedelta(seconds=before), 0)


@pytest.mark.parametrize(
    ("before", "left"),
    [((0.0,), 0.6), ((0.5,), 0.1), ((0.6,), 0.0), ((1.5, 0.0), 0.5), ((2.0, 0.0), 0.0)],
)
def test_it_is_waited_until_nothing_new_has_come_and_not_for_long(before, left):
    waiting = [came(number, before=seconds) for number, seconds in enumerate(before)]
    assert time_left(waiting, NOW, PACE) == pytest.approx(left)


def test_where_the_platform_names_no_order_nothing_is_waited_for():
    assert time_left([came(1, before=0.0, order=None)], NOW, PACE) == 0.0


def test_a_clock_that_was_put_back_keeps_nobody_waiting():
    """Else what came in before would wait until the clock has caught up: an hour, where it was an hour."""
    assert time_left([came(1, before=-3600.0)], NOW, PACE) == 0.0
    assert 0.0 < time_left([came(1, before=-1.0)], NOW, PACE) < 4.0  # another machine's clock, a little ahead
