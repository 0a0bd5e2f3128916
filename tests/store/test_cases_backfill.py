"""Conversations held before there was a worklist are in it afterwards, as if it had been there all along."""

from __future__ import annotations

import importlib.util

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import select

from tests.support.cases import begin, write
from tests.support.record import NOW
from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.store import upgrade
from yarrow.store.case_tables import case_marks, cases
from yarrow.store.case_values import Asked, Filters
from yarrow.store.case_views import Looker
from yarrow.store.search_query import parsed


def everything(record):
    """What the worklist holds, without the numbers of changes."""
    with record.database.read() as connection:
        rows = [dict(row._mapping) for row in connection.execute(select(cases).order_by(cases.c.conversation))]
        marks = sorted(tuple(row) for row in connection.execute(select(case_marks)))
    return [{name: value for name, value in row.items() if name != "change"} for row in rows], marks


def found(record, typed, *, private=True):
    asked = Asked("all", Filters(search=parsed(typed, private=private)))
    return [row.conversation for row in record.cases.page(asked, Looker("anna", NOW, NOW.date())).rows]


def made_anew(record, page=500):
    """Take the worklist's tables away and run their migration once more, so many conversations at a time."""
    place = upgrade.FOLDER / "versions" / "0007_cases.py"
    spec = importlib.util.spec_from_file_location("migration_0007", place)
    migration = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(migration)
    migration.PAGE = page
    with record.database.alone() as connection, Operations.context(MigrationContext.configure(connection)):
        migration.downgrade()
        migration.upgrade()


def test_the_worklist_is_filled_from_the_conversations_that_are_there(record):
    one, other = begin(record, at=NOW, channel="whatsapp", locale="IE"), begin(record, at=NOW)
    write(record, one, "marigold pain", Fact("conditions.sle"), at=NOW, level="T2",
          events=({"event": "safety", "level": "T2"}, {"event": "person_wanted"}))  # fmt: skip
    write(record, one, "no lupus, I meant coeliac", Fact("conditions.sle", Status.DENIED), Fact("conditions.coeliac"),
          at=NOW, level="T2", events=({"event": "not_understood"},))  # fmt: skip
    write(record, other, "he hits me", lambda m: Fact("symptoms.abuse", provenance=Provenance(m, 0, 2, "he")), at=NOW)
    write(record, other, "tired", at=NOW)
    before = everything(record)
    made_anew(record)
    assert everything(record) == before
    assert upgrade.check(record.database) == []
    assert found(record, '"marigold pain" coel') == [one]
    assert (found(record, "hits tired"), found(record, "hits", private=False)) == ([other], [])
    assert found(record, "tired", private=False) == [other]
    numbers = [record.cases.change(case) for case in (one, other)]
    write(record, one, "more", at=NOW)
    assert record.cases.change(one) > max(numbers)


def test_more_conversations_than_a_page_are_all_filled(record):
    names = [begin(record, at=NOW) for _ in range(7)]
    made_anew(record, page=3)
    with record.database.read() as connection:
        assert set(connection.execute(select(cases.c.conversation)).scalars()) == set(names)
