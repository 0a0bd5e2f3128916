"""The protocol's pages: every item can be found, read and traced to its source, and a case can be tried."""

from __future__ import annotations

import re

import pytest

from yarrow.console.content.leaf import Link, leaf
from yarrow.console.content.readable import Line, readable
from yarrow.console.content.shelf import BY_ID, KINDS, Shelf
from yarrow.protocol.loader import load
from yarrow.settings import sqlite_url
from yarrow.store.figures import Population

PROTOCOL = load()
SHELF = Shelf(PROTOCOL)
EVERY = [item for kind in KINDS for item in SHELF.items(kind.id)]


@pytest.fixture(scope="module")
def database_url(tmp_path_factory):
    """Nothing here asks the record for anything but who is signed in: SQLite is enough."""
    return sqlite_url(tmp_path_factory.mktemp("record") / "yarrow.db")


def test_every_item_that_can_be_signed_off_is_on_a_page_or_on_the_list_of_kinds_that_have_none():
    shown = {f"{BY_ID[item.kind].prefix}.{item.id}" for item in EVERY}
    missing = {key.partition(".")[0] for key in set(PROTOCOL.reviews) - shown}
    assert missing == {"voice", "open_point", "standard", "section", "overlay", "spelling", "limit"}


def test_every_link_of_every_item_leads_to_an_item_there_is():
    there = {item.address for item in EVERY} | {f"/protocol/open-points#{p.id}" for p in PROTOCOL.open_points}
    for item in EVERY:
        page = leaf(item, PROTOCOL)
        bodies = [body for _, body in page.parts]
        links = [one.to for body in bodies if isinstance(body, tuple) for one in body if isinstance(one, Link)]
        links += [line.to for body in bodies if isinstance(body, Line) for line in lines(body)]
        links += [point.to for point in page.points]
        assert {link for link in links if link} <= there, item.address


def test_every_rule_says_when_it_fires_how_urgent_it_is_and_where_that_comes_from():
    for item in SHELF.items("rules"):
        page = leaf(item, PROTOCOL)
        headings = dict(page.parts)
        assert {"How urgent", "Fires if"} <= set(headings), item.id
        assert page.sources, item.id
        assert all(words for _, words in page.marks), page.marks


def test_a_criterion_shows_each_of_its_parts_and_what_its_words_mean():
    shown = readable(PROTOCOL.rule["P01"].when, PROTOCOL)
    words = [line.words for line in lines(shown)]
    assert words[:3] == ["All of these hold", "Recurrent loss", "N eshre ≥ 2"]
    assert "Unless this is known to hold" in words


def test_items_that_nobody_signed_off_are_marked(clinician):
    unsigned = next(item for item in EVERY if not item.review.is_reviewed)
    assert "not signed off" in clinician.get(f"/protocol/{unsigned.kind}").text
    assert "not signed off by a clinician" in clinician.get(unsigned.address).text


@pytest.mark.parametrize("item", [next(iter(SHELF.items(kind.id))) for kind in KINDS], ids=lambda item: item.kind)
def test_each_kind_and_its_items_have_a_page(clinician, item):
    listed = clinician.get(f"/protocol/{item.kind}")
    assert f'href="{item.address}"' in listed.text
    assert clinician.get(item.address).status_code == 200


def test_a_rule_names_invented_patients_it_fires_for_and_some_it_only_just_misses(clinician):
    page = clinician.get("/protocol/rules/P01").text
    hits, _, near = page.partition("It only just misses")
    assert "/protocol/try?case=VY-B01" in hits
    assert "/protocol/try?case=VY-B04" in near


def test_a_search_finds_words_anywhere_and_names_first(clinician):
    page = clinician.get("/protocol?q=NK cells").text
    first = re.search(r'<li data-row><a href="([^"]*)"', page)
    assert first is not None
    assert first.group(1) == "/protocol/evidence/nk_cells"
    assert "Nothing found" in clinician.get("/protocol?q=zzzz").text
    assert "<script>alert" not in clinician.get("/protocol?q=<script>alert(1)</script>").text


@pytest.mark.parametrize("path", ["/protocol/nothing", "/protocol/rules/X99", "/protocol/rules/..%2f..%2fetc"])
def test_what_is_not_there_is_not_found(clinician, path):
    assert clinician.get(path).status_code == 404


def test_a_case_is_judged_with_its_whole_trace(reviewer):
    form = {"losses_count": "2", "age": "34", "pregnant_now": "no", "planning": "yes", "locale": "UK"}
    page = reviewer.post("/protocol/try", form).text
    assert "P01 (T4)" in page
    assert 'href="/protocol/recommendations/E_APL"' in page
    assert "What would change the level" in page
    assert "(holds)" in page
    assert 'value="34"' in page


def test_lists_losses_and_tests_can_be_filled_in(reviewer):
    form = {
        "conditions": ["hashimoto"],
        "medicines": ["none of these"],
        "losses.0.type": "ectopic",
        "losses.0.weeks": "6,5",
        "losses.2.type": "molar",
        "tests.tpo": "positive",
        "temp_c": "38.5",
    }
    page = reviewer.post("/protocol/try", form).text
    judged = page.partition("The facts that were judged")[2].partition("</pre>")[0]
    for told in ("- hashimoto", "medicines: []", "type: ectopic", "weeks: 6.5", "type: molar", "tpo: positive"):
        assert told in judged, told


def test_an_invented_patient_can_be_tried(reviewer):
    page = reviewer.get("/protocol/try?case=VY-B01").text
    assert "biochemical" in page.partition('name="facts"')[2]


def test_facts_written_out_win_over_the_fields(reviewer):
    page = reviewer.post("/protocol/try", {"age": "34", "facts": "age: 41"}).text
    assert "age: 41" in page.partition("The facts that were judged")[2]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "There is nothing to judge yet"),
        ({"age": "three hundred"}, "age should be a number"),
        ({"age": "300"}, "age should be between"),
        ({"age": "nan"}, "age should be"),
        ({"facts": "age: [1, 2"}, "cannot be read as YAML"),
        ({"facts": "just words"}, "Write facts as names with values"),
        ({"facts": "conditions: [moon_sickness]"}, "is not an id Yarrow knows"),
        ({"facts": "a: &a [x]\nb: *a"}, "a reference"),
        ({"facts": "age: !!python/object/apply:os.getcwd []"}, "cannot be read as YAML"),
        ({"facts": "[" * 9000}, "cannot be read as YAML"),
        ({"facts": "age: " + "9" * 5000}, "cannot be read as YAML"),
        ({"facts": "age: 1 #" + "x" * 20_000}, "may have 20,000 characters"),
        ({"facts": "<script>alert(1)</script>: 1"}, "is not a fact Yarrow knows"),
    ],
)
def test_what_is_no_case_is_said_and_can_be_mended(reviewer, form, said):
    answer = reviewer.post("/protocol/try", form)
    assert answer.status_code == 422
    assert said in answer.text.replace("&#39;", "'")
    assert "<script>alert" not in answer.text


def test_nothing_that_is_tried_is_kept(console, reviewer):
    before = console.record.audit.head()
    reviewer.post("/protocol/try", {"facts": "age: 37"})
    assert console.record.audit.head() == before
    assert console.record.insight.statuses(Population()) == {}


def lines(one):
    yield one
    for part in one.parts:
        yield from lines(part)
