"""Keys of pages: hashed, each of one conversation, for a time, gone with the conversation or once a code is used."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.record import DAY, LATER, NOW, begin
from yarrow.store.errors import UnknownConversation
from yarrow.store.tables import page_keys


def kept(record):
    with record.database.read() as connection:
        return connection.execute(select(page_keys.c.key_hash)).scalars().all()


def test_a_key_opens_its_own_conversation_and_no_other(record):
    begin(record)
    begin(record, "c2")
    record.page_keys.add("c1", "k1", NOW + DAY, NOW)
    assert record.page_keys.expiry("c1", "k1", LATER) == NOW + DAY
    assert record.page_keys.expiry("c2", "k1", LATER) is None
    assert record.page_keys.expiry("c1", "k2", LATER) is None


def test_a_key_lives_for_its_time_and_longer_if_renewed(record):
    begin(record)
    record.page_keys.add("c1", "k1", NOW + DAY, NOW)
    assert record.page_keys.expiry("c1", "k1", NOW + DAY) is None
    record.page_keys.renew("k1", NOW + 2 * DAY)
    assert record.page_keys.expiry("c1", "k1", NOW + DAY) == NOW + 2 * DAY


def test_keys_whose_time_is_over_go_when_the_next_is_made(record):
    begin(record)
    record.page_keys.add("c1", "k1", NOW + DAY, NOW)
    record.page_keys.add("c1", "k2", NOW + 3 * DAY, NOW + DAY + timedelta(seconds=1))
    assert kept(record) == ["k2"]


def test_keys_go_with_the_conversation(record):
    begin(record)
    record.page_keys.add("c1", "k1", NOW + DAY, NOW)
    receipt = record.conversations.erase("c1", "patient", NOW)
    assert receipt.counts["page_keys"] == 1
    assert kept(record) == []
    with pytest.raises(UnknownConversation):
        record.page_keys.add("c1", "k2", NOW + DAY, NOW)


def test_a_resume_code_that_is_used_leaves_no_older_key(record):
    begin(record)
    record.page_keys.add("c1", "k1", NOW + DAY, NOW)
    code = record.resumption.make("c1", NOW + DAY)
    used = record.resumption.use(code, token_hash="n" * 64, token_expires_at=NOW + DAY, now=LATER)
    assert used == "c1"
    assert record.page_keys.expiry("c1", "k1", LATER) is None


def test_a_key_that_is_forgotten_opens_nothing_and_the_others_still_do(record):
    begin(record)
    record.page_keys.add("c1", "k1", NOW + DAY, NOW)
    record.page_keys.add("c1", "k2", NOW + DAY, NOW)
    record.page_keys.forget("k1")
    record.page_keys.forget("nobody's")
    assert record.page_keys.expiry("c1", "k1", LATER) is None
    assert record.page_keys.expiry("c1", "k2", LATER) == NOW + DAY
