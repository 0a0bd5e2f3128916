"""docs/staff.md says what each role may do, and it is so."""

from __future__ import annotations

from tests.support.repository import ROOT
from yarrow.console.rights import ROLES, Right, rights_of


def test_the_table_of_roles_is_what_the_console_holds_to():
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (ROOT / "docs" / "staff.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
    ]
    heads, told = rows[0], {row[0]: row[1:] for row in rows[2:]}
    assert heads == ["Right", *ROLES]
    assert told == {right.value: ["yes" if right in rights_of([role]) else "" for role in ROLES] for right in Right}
