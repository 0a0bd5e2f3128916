"""One clinic and its console for all of these tests: each may read everything and changes only what it made itself."""

from __future__ import annotations

import pytest

from tests.support.clinic import Clinic
from tests.support.console_visitor import ConsoleVisitor


@pytest.fixture(scope="session")
def clinic(browser, tmp_path_factory):
    with Clinic(tmp_path_factory.mktemp("clinic")) as clinic:
        yield clinic


@pytest.fixture
def visitor(browser, clinic):
    """Makes members of staff at browsers: `visitor("clinician", **PHONE)`. What was seen on each is judged after it."""
    made: list[ConsoleVisitor] = []

    def make(*roles, **options):
        made.append(ConsoleVisitor(browser, clinic, *roles, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()
    assert [fault for one in made for fault in one.vigil.faults] == []
