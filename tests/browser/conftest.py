"""All of Yarrow and one Chromium, started once for these tests; no page may do what no page of ours may do."""

from __future__ import annotations

import pytest

from tests.support import chromium
from tests.support.device import DESKTOP, PHONE, Device
from tests.support.neighbour import Neighbour
from tests.support.running import MARKER, Running


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Without Chromium all tests are skipped in one line, not in one for each."""
    report = yield
    if report.skipped and chromium.MISSING in str(report.longrepr):
        report.longrepr = (__file__, 1, f"Skipped: {chromium.MISSING}")
    return report


@pytest.fixture(scope="session")
def browser():
    if chromium.path() is None:
        pytest.skip(chromium.MISSING)
    with chromium.launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def neighbour():
    """Another website, which may embed the widget."""
    with Neighbour() as site:
        yield site


@pytest.fixture(scope="session")
def running(browser, neighbour, tmp_path_factory):
    settings = {"YARROW_ORIGINS": neighbour.url, "YARROW_LEAVE_TO": f"{neighbour.url}/weather", "YARROW_DEMO": "on"}
    with Running(tmp_path_factory.mktemp("home"), **settings) as yarrow:
        yield yarrow


@pytest.fixture
def yarrow(running):
    """All parts there and nothing spoiled; after the test no log may hold what its patient said."""
    running.mend()
    yield running
    written = running.written().lower()
    assert MARKER not in written
    assert "traceback" not in written


@pytest.fixture
def device(browser, yarrow, neighbour):
    """Makes devices: `device(**PHONE)`. After the test each is closed, and what was seen on it judged."""
    made: list[Device] = []

    def make(**options):
        made.append(Device(browser, yarrow, neighbour.url, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()
    assert [fault for one in made for fault in one.vigil.faults] == []


@pytest.fixture
def phone(device):
    return device(**PHONE)


@pytest.fixture
def desktop(device):
    return device(**DESKTOP)
