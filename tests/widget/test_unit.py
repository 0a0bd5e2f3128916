"""The widget's own tests, each file of them as one test here."""

import pytest

from tests.support.repository import ROOT
from tests.widget import node

FILES = sorted(path.name for path in (ROOT / "tests" / "widget").glob("*.test.js"))


@pytest.mark.skipif(not node.is_there(), reason=node.NO_NODE)
@pytest.mark.parametrize("name", FILES)
def test_the_widget(name):
    code, told = node.run("node", "--expose-gc", "--test", "--test-reporter=spec", f"tests/widget/{name}")
    assert code == 0, told
