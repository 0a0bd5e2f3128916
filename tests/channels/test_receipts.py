"""Receipts: a platform tells of its own messages only, and names that are none of ours change nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.channel_record import line_of, settled
from tests.support.front_desk import SAFETY_TEXT
from yarrow.gateway.channels.delivery import receipts
from yarrow.gateway.turn import now


@pytest.fixture
def arrived(town, somebody):
    """A message that has gone out to somebody, by its name."""
    somebody.agree()
    settled(town, somebody)
    sent = next(one for one in somebody.channel.sent if one.to["chat"] == somebody.who)
    return sent.dispatch


def standing(town, dispatch):
    found = town.record.dispatches.find(dispatch)
    return found.state, found.delivered_at is not None


@pytest.mark.parametrize("told", ["failed", "delivered"])
def test_one_platform_cannot_tell_of_anothers_messages(town, newcomer, arrived, told):
    stranger = newcomer("sms")
    assert stranger.tell({"dispatch": arrived, "standing": told, "code": "30005"}).status_code == 200
    assert standing(town, arrived) == ("sent", False)


def test_the_platform_itself_can(town, somebody, arrived):
    somebody.tell({"dispatch": arrived, "standing": "delivered"})
    assert standing(town, arrived) == ("sent", True)


def told_staff(town, somebody):
    mine = line_of(town, somebody).conversation
    return [one.cause for one in town.record.letters.unaddressed() if one.conversation == mine]


def test_of_urgent_words_that_are_taken_and_fail_on_the_way_staff_are_told(town, somebody, arrived, monkeypatch):
    """Each time they are taken, and each time they fail: until they are given up, a day later, nobody would know."""
    somebody.say("I am bleeding heavily")
    somebody.gets(SAFETY_TEXT)
    settled(town, somebody)
    urgent = next(one.dispatch for one in somebody.channel.sent if one.text == SAFETY_TEXT)
    failed = {"dispatch": urgent, "standing": "failed", "code": "30001", "reason": "later"}
    somebody.tell(failed)
    assert "not_delivered" not in told_staff(town, somebody)
    monkeypatch.setattr(receipts, "now", lambda: now() + timedelta(minutes=3))
    somebody.tell(failed)
    assert "not_delivered" in told_staff(town, somebody)


@pytest.mark.parametrize("told", ["failed", "sent"])
@pytest.mark.parametrize("name", ["\0", "none", "{}.99999999999999999999", "ask~{}", "{}\n", "{}.1.1"])
def test_a_name_that_is_none_of_ours_is_taken_and_changes_nothing(town, somebody, arrived, name, told):
    """Other programs on the same page name their messages, too; asked about again and again, they would block ours."""
    answer = somebody.tell({"dispatch": name.format(arrived), "standing": told, "code": "30005"})
    assert answer.status_code == 200
    assert standing(town, arrived) == ("sent", False)
    assert line_of(town, somebody).stopped_at is None
