"""A large invented record can be looked at like any other."""

from __future__ import annotations

from datetime import datetime, timezone

from yarrow.store.bulk import fill
from yarrow.store.histories import Histories


def test_every_page_of_a_large_record_opens(clinician, record):
    fill(record.database, 25, 500, now=datetime.now(timezone.utc))
    for conversation in Histories(record.database).ids():
        assert clinician.get(f"/conversations/{conversation}").status_code == 200, conversation
    assert 'wl-total">25<' in clinician.get("/worklist?view=all").text
