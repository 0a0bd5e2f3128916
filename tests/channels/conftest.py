"""What the tests of messaging apps are given."""

from __future__ import annotations

import itertools

import pytest

from tests.support.channel_double import FakeChannel, Texter
from tests.support.databases import database_url
from tests.support.gateway import RunningGateway
from tests.support.prepared import prepared_sqlite
from tests.support.twilio_gateway import reached_by
from tools.platforms.twilio import TwilioDouble

__all__ = ["database_url"]  # a fixture of all that uses the record


@pytest.fixture
def channel():
    """A messaging app that keeps what it is given."""
    return FakeChannel()


@pytest.fixture
def messaging(tmp_path, channel):
    """A running gateway with that app set up, on SQLite."""
    with RunningGateway(tmp_path, database_url=prepared_sqlite(tmp_path), channels={channel.name: channel}) as gateway:
        yield gateway


@pytest.fixture
def amira(messaging, channel):
    """Somebody who writes in that app."""
    return Texter(messaging.http, channel)


PEOPLE = itertools.count(1)


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A gateway with two apps, shared by the tests of a module: one as any, and one whose carrier heeds STOP."""
    home = tmp_path_factory.mktemp("home")
    apps = {"fake": FakeChannel(), "sms": FakeChannel(name="sms", title="SMS")}
    with RunningGateway(home, database_url=prepared_sqlite(home), channels=apps) as gateway:
        gateway.apps = apps
        yield gateway


@pytest.fixture
def newcomer(town):
    """Makes people nobody has met: `newcomer()`, or `newcomer("sms")`."""

    def arrive(app="fake"):
        return Texter(town.http, town.apps[app], f"person {next(PEOPLE)}")

    return arrive


@pytest.fixture
def somebody(newcomer):
    """Somebody nobody has met, in the first app."""
    return newcomer()


@pytest.fixture
def asked(somebody):
    """Somebody who has agreed and is asked whether she could be pregnant."""
    somebody.agree()
    return somebody


@pytest.fixture(scope="module")
def twilio():
    """Twilio's double."""
    with TwilioDouble() as twilio:
        yield twilio


@pytest.fixture(scope="module")
def by_twilio(twilio, tmp_path_factory):
    """A gateway with the real use cases, reached by text message and WhatsApp through Twilio."""
    with reached_by(twilio, tmp_path_factory.mktemp("home")) as gateway:
        yield gateway
