"""A large record is a record like any other: what was written straight into the tables fits together."""

from __future__ import annotations

from sqlalchemy import func, select

from tests.support.cases import set_case
from tests.support.record import NOW
from yarrow.store import upgrade
from yarrow.store.bulk import fill
from yarrow.store.case_tables import case_words, cases
from yarrow.store.case_values import Asked, Filters
from yarrow.store.case_views import VIEWS, Looker
from yarrow.store.search_query import parsed
from yarrow.store.tables import conversations, events, facts, inbound, outbound, triage_results

LOOKER = Looker("staff-1", NOW, NOW.date())
COUNT = 300


def counted(record, table):
    with record.database.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_large_record_fits_together_and_goes_on(record):
    heard = []
    fill(record.database, COUNT, 20 * COUNT, now=NOW, said=heard.append)
    assert heard == [f"{COUNT} of {COUNT} conversations"]
    assert counted(record, conversations) == counted(record, cases) == COUNT
    assert abs(counted(record, inbound) + counted(record, outbound) - 20 * COUNT) < 0.05 * 20 * COUNT
    for table in (facts, events, triage_results, case_words):
        assert counted(record, table) > 0
    assert upgrade.check(record.database) == []
    counts = record.cases.counts(LOOKER)
    assert counts == {view: record.cases.page(Asked(view), LOOKER).total for view in VIEWS}
    search = parsed("pain", private=False)
    found = record.cases.page(Asked("all", Filters(search=search)), LOOKER)
    assert 0 < found.total < COUNT
    first = found.rows[0].conversation
    assert "pain" in " ".join(text for text, is_hit in record.snippets.of([first], search)[first].pieces if is_hit)
    entries = record.outbox.transcript(first)
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert entries[-1].seq == record.conversations.find(first).last_seq
    set_case(record, first, assignee="anna")
    assert record.cases.change(first) > COUNT
    assert record.conversations.erase(first, "patient", NOW).counts["cases"] == 1
