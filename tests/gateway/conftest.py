"""What the gateway's tests are given."""

from __future__ import annotations

import pytest

from tests.support.databases import database_url
from tests.support.page_visitor import PageVisitor

__all__ = ["database_url"]  # a fixture of all that uses the record


@pytest.fixture
def arrive(gateway):
    """Somebody new at the pages, with a browser of her own."""
    here = []

    def arriving(**headers):
        here.append(PageVisitor(gateway, **headers))
        return here[-1]

    yield arriving
    for visitor in here:
        visitor.http.close()
