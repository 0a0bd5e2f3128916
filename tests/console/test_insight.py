"""Figures a clinic can read, draw and save, over what the real record holds."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest

from tests.support.record import LATER, NOW, begin, claim, outcome, take
from yarrow.clinical.fact import Fact
from yarrow.console.insight.figures import IDS

ALL = "from=2026-11-01&to=2026-11-30"


@pytest.fixture(scope="module", autouse=True)
def one_conversation(console):
    """Begun, one question answered, one topic asked about, one message not understood, urgent and not looked at."""
    record = console.record
    begin(record)
    take(record, "m1")
    happened = ({"event": "not_understood", "times": 1}, {"event": "safety", "level": "T1", "rules": ["D01"]})
    asked = Fact("asks.nk_cells", value=True)
    record.outbox.finish(claim(record), outcome(asked, triage={"level": "T1"}, events=happened), LATER)
    take(record, "m2")
    record.outbox.finish(claim(record, at=LATER), outcome(answered="age"), LATER)


def test_the_page_has_every_figure_with_its_picture_and_its_table(clinician):
    page = clinician.get(f"/insight?{ALL}").text
    for figure in IDS:
        assert f'id="{figure}"' in page
        assert f'src="/insight/{figure}.svg?' in page
        assert f'href="/insight/{figure}.csv?' in page
    assert page.count("<table") == len(IDS)
    assert "1 conversation begun" in page


def test_every_picture_says_in_words_what_it_shows(clinician):
    page = clinician.get(f"/insight?{ALL}").text
    words = re.findall(r'<img src="/insight/[^"]*" alt="([^"]*)"', page)
    assert len(words) == len(IDS)
    assert all(word.startswith("Chart: ") and "in the table below" in word for word in words)


@pytest.mark.parametrize("figure", IDS)
@pytest.mark.parametrize("more", ["", "&narrow=1"])
def test_a_picture_is_svg_that_runs_and_loads_nothing(clinician, figure, more):
    answer = clinician.get(f"/insight/{figure}.svg?{ALL}{more}")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(answer.content).iter()}
    assert tags.isdisjoint({"script", "image", "foreignObject", "a"})
    assert "http" not in answer.text.replace("http://www.w3.org/", "")


def test_a_table_can_be_saved_with_its_numbers_as_numbers(clinician):
    answer = clinician.get(f"/insight/outcomes.csv?{ALL}")
    assert answer.headers["content-disposition"] == 'attachment; filename="yarrow-outcomes-2026-11-01-2026-11-30.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Where it stands", "Conversations", "Of all begun (%)"]
    assert ["Not finished", "1", "100.0"] in rows


def test_nothing_of_a_patient_is_in_the_figures(clinician):
    page = clinician.get(f"/insight?{ALL}").text
    assert "c1" not in re.findall(r"[\w-]+", page)


def test_days_that_make_no_sense_are_taken_as_usual(clinician):
    answer = clinician.get("/insight?from=yesterday&to=2026-13-45&channel=%27--&locale=%00")
    assert answer.status_code == 200
    first = (datetime.now(timezone.utc).date() - timedelta(days=29)).isoformat()
    assert f'value="{first}"' in answer.text


def test_a_time_in_which_nothing_was_begun_says_so(clinician):
    assert "No conversation was begun in this time." in clinician.get("/insight?from=2025-01-01&to=2025-01-02").text


def test_a_figure_that_is_not_there_is_not_found(clinician):
    assert clinician.get("/insight/nothing.svg").status_code == 404
    assert clinician.get("/insight/nothing.csv").status_code == 404


def test_who_waits_for_a_look_is_in_the_first_figure(clinician):
    page = clinician.get(f"/insight?{ALL}").text
    assert "1 urgent conversation has not been looked at" in page
    assert NOW.year == 2026
