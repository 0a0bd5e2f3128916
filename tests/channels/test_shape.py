"""The shape every adapter has."""

from yarrow.console.undelivered.words import TITLES
from yarrow.gateway.channels.registry import BUILDERS
from yarrow.messengers import NAMES, Messengers


def test_every_channel_that_can_be_set_up_has_an_adapter_and_the_other_way_round():
    assert set(BUILDERS) == set(NAMES)


def test_staff_have_a_name_for_every_channel_that_people_know():
    assert set(TITLES) == set(NAMES)


def test_without_settings_no_channel_is_set_up():
    assert not any(Messengers().has(name) for name in NAMES)
