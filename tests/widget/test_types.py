"""The widget is plain JavaScript whose types are checked."""

import pytest

from tests.support.repository import ROOT
from tests.widget import node

COMPILER = ROOT / "node_modules" / "typescript" / "bin" / "tsc"


@pytest.fixture(scope="module")
def compiler():
    if not COMPILER.exists():
        code, told = node.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        assert code == 0, told
    return str(COMPILER)


@pytest.mark.skipif(not (node.is_there() and node.is_there("npm")), reason=node.NO_NODE)
def test_the_types_of_the_widget_are_sound(compiler):
    code, told = node.run("node", compiler, "--project", "widget/tsconfig.json")
    assert code == 0, told
