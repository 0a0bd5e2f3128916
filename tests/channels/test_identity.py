"""Ids of platforms are pseudonyms in the record, and addresses can be read with the key only."""

import re

import pytest

from yarrow.gateway.channels.identity import Identity, WrongKey

KEY = "a" * 64
NUMBER = "447700900123"


def test_a_person_has_the_same_name_each_time_and_it_does_not_hold_the_id():
    assert Identity(KEY).who("sms", NUMBER) == Identity(KEY).who("sms", NUMBER)
    assert re.fullmatch(r"[0-9a-f]{64}", Identity(KEY).who("sms", NUMBER))
    assert NUMBER not in Identity(KEY).who("sms", NUMBER)


@pytest.mark.parametrize(
    "other",
    [
        Identity(KEY).who("whatsapp", NUMBER),
        Identity(KEY).who("sms", NUMBER + "4"),
        Identity(KEY).event("sms", NUMBER),
        Identity("b" * 64).who("sms", NUMBER),
    ],
    ids=["on another platform", "another person", "an event of that name", "with another key"],
)
def test_nobody_and_nothing_else_has_that_name(other):
    assert Identity(KEY).who("sms", NUMBER) != other


def test_parts_never_run_together_into_the_same_name():
    identity = Identity(KEY)
    assert identity.who("sms", '1","2') != identity.who('sms","1', "2")


def test_an_address_comes_back_as_it_was_with_the_same_key():
    address = {"chat": 12, "thread": "ü", "number": NUMBER}
    hidden = Identity(KEY).hide(address)
    assert Identity(KEY).open(hidden) == address
    assert NUMBER not in hidden


def test_hidden_twice_an_address_reads_differently_so_that_nobody_can_tell_it_is_the_same():
    assert Identity(KEY).hide({"chat": 1}) != Identity(KEY).hide({"chat": 1})


@pytest.mark.parametrize("hidden", [Identity("b" * 64).hide({"number": NUMBER}), "not hidden at all"])
def test_with_another_key_an_address_stays_hidden_and_the_error_says_what_to_do_without_quoting_it(hidden):
    with pytest.raises(WrongKey, match="put it back") as refused:
        Identity(KEY).open(hidden)
    assert hidden not in str(refused.value)
