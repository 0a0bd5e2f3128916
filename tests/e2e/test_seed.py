"""An invented clinic is made by talking to the real bot."""

from __future__ import annotations

from yarrow.seeding.clinic import visits


def test_invented_people_hold_real_conversations_to_their_end(yarrow):
    held = [yarrow.record.conversations.find(one) for one in visits(yarrow.url, 12, seed=4)]
    assert len({one.id for one in held}) == 12
    assert all(one.last_turn >= 1 for one in held)
    completed = [one for one in held if one.standing.status == "completed"]
    assert completed
    assert all(one.level for one in completed)
