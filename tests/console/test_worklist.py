"""The worklist: who needs to be looked at first, with counts that are true."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta, timezone
from html import escape

import pytest

from tests.support.cases import begin, set_case, tag, write
from tests.support.console import DESK
from yarrow.clinical.fact import Fact

HOUR = timedelta(hours=1)
SAFETY = {"event": "safety", "level": "T1", "rules": ["D01"]}


def ago(**span):
    return datetime.now(timezone.utc) - timedelta(**span)


def shown(page):
    """The conversations of a page, from the top."""
    return re.findall(r'href="/conversations/([\w]+)"', page.text)


def counts(page):
    """View → what stands beside its name."""
    found = re.findall(r'id="view-(\w+)"><span>[^<]+</span> <b class="wl-count">(\d+)</b>', page.text)
    return {view: int(count) for view, count in found}


def worklist(browser, query=""):
    page = browser.get(f"/worklist{query}")
    assert page.status_code == 200
    return page


def mark_of(page):
    return re.search(r"since=([0-9a-f]+\.\d+)", page.text).group(1)


@pytest.fixture
def mine(record):
    """A tag of this test's own, and a way to make a conversation with it."""
    label = f"t{secrets.token_hex(4)}"

    def make(*facts, level=None, written=None, events=(), **begun):
        conversation = begin(record, at=written, **begun)
        write(record, conversation, "I have a question", *facts, at=written, level=level, events=events)
        tag(record, conversation, label)
        return conversation

    make.tag = label
    return make


def test_the_most_urgent_stand_first_and_among_equals_who_has_waited_longest(clinician, mine):
    routine, later, first, emergency = (
        mine(level="T5", written=ago(hours=5)),
        mine(level="T2", written=ago(hours=1)),
        mine(level="T2", written=ago(hours=2)),
        mine(level="T0", written=ago(minutes=1)),
    )
    page = worklist(clinician, f"?view=all&tag={mine.tag}")
    assert shown(page) == [emergency, first, later, routine]


def test_an_urgent_row_runs_a_clock_until_somebody_looks_and_then_says_how_long_it_took(clinician, record, mine):
    case = mine(level="T1", written=ago(minutes=12))
    page = worklist(clinician, f"?view=all&tag={mine.tag}")
    assert re.search(r'Waiting <time[^>]*data-age="running">12 min</time>', page.text)
    record.cases.looked(case, clinician.account.id, 2, datetime.now(timezone.utc))
    page = worklist(clinician, f"?view=all&tag={mine.tag}")
    assert f"Looked at after 12 min by {clinician.account.name}" in page.text
    assert "Waiting <time" not in page.text


def test_the_count_beside_a_view_is_how_many_rows_it_has(clinician, mine):
    before = counts(worklist(clinician))
    mine(level="T1", events=(SAFETY,))
    mine(level="T4", events=({"event": "person_wanted"}, {"event": "not_understood"}))
    page = worklist(clinician, "?view=all")
    after = counts(page)
    grown = {view: after[view] - before[view] for view in after if after[view] != before[view]}
    assert grown == {"look": 2, "urgent": 1, "person": 1, "not_understood": 1, "all": 2}
    for view, count in after.items():
        assert f'<span class="wl-total">{count}</span>' in worklist(clinician, f"?view={view}").text


@pytest.mark.parametrize(
    ("view", "there"),
    [("look", True), ("urgent", True), ("person", False), ("mine", False), ("done", False), ("all", True)],
)
def test_an_unread_urgent_case_is_in_the_views_it_belongs_to(clinician, mine, view, there):
    case = mine(level="T2")
    assert (case in shown(worklist(clinician, f"?view={view}&tag={mine.tag}"))) is there


def test_what_has_been_read_needs_no_look_until_the_patient_writes_again(clinician, record, mine):
    case = mine(level="T2")
    record.cases.looked(case, clinician.account.id, 99, datetime.now(timezone.utc))
    set_case(record, case, read_seq=3)
    assert shown(worklist(clinician, f"?view=look&tag={mine.tag}")) == []
    write(record, case, "and one more thing")
    assert shown(worklist(clinician, f"?view=look&tag={mine.tag}")) == [case]


def test_somebody_told_to_get_help_who_falls_silent_is_found_after_half_an_hour(clinician, mine):
    silent = mine(level="T1", events=(SAFETY,), written=ago(minutes=31))
    mine(level="T1", events=(SAFETY,), written=ago(minutes=29))
    page = worklist(clinician, f"?view=abandoned&tag={mine.tag}")
    assert shown(page) == [silent]
    assert "Gone silent" in page.text


def test_what_is_done_leaves_every_view_but_done_and_all(clinician, record, mine):
    case = mine(level="T1", events=(SAFETY, {"event": "person_wanted"}), written=ago(hours=1))
    set_case(record, case, work="done", assignee=clinician.account.id)
    views = counts(worklist(clinician))
    there = [view for view in views if case in shown(worklist(clinician, f"?view={view}&tag={mine.tag}"))]
    assert there == ["done", "all"]


def test_a_follow_up_is_due_on_its_day_and_not_before(clinician, record, mine):
    case = mine()
    today = datetime.now(timezone.utc).date()
    set_case(record, case, work="follow_up", follow_up_on=today + timedelta(days=1))
    assert shown(worklist(clinician, f"?view=follow_up&tag={mine.tag}")) == []
    set_case(record, case, follow_up_on=today)
    assert shown(worklist(clinician, f"?view=follow_up&tag={mine.tag}")) == [case]


def test_what_is_assigned_to_one_is_not_mine_for_another(clinician, reviewer, record, mine):
    case = mine()
    set_case(record, case, assignee=reviewer.account.id)
    assert shown(worklist(reviewer, f"?view=mine&tag={mine.tag}")) == [case]
    assert shown(worklist(clinician, f"?view=mine&tag={mine.tag}")) == []
    assert shown(worklist(reviewer, f"?view=all&assignee=me&tag={mine.tag}")) == [case]
    assert shown(worklist(reviewer, f"?view=all&assignee=nobody&tag={mine.tag}")) == []


def test_the_list_can_be_narrowed_by_everything_a_case_has(clinician, record, mine):
    case = mine(Fact("conditions.sle"), level="T3", channel="whatsapp", locale="IE")
    mine(level="T4", channel="widget", locale="UK")
    set_case(record, case, work="in_review")
    today = datetime.now(timezone.utc).date()
    fits = ("level=T3", "condition=sle", "channel=whatsapp", "locale=IE", "work=in_review", "level=T3&level=T2",
            "condition=sle&locale=IE")  # fmt: skip
    for query in fits:
        assert shown(worklist(clinician, f"?view=all&tag={mine.tag}&{query}")) == [case], query
    for query in (
        "level=T0",
        "section=gut",
        "status=paused",
        "condition=sle&locale=UK",
        "tag=other",
        f"to={today - timedelta(days=1)}",
    ):
        found = shown(worklist(clinician, f"?view=all&{query}" + ("" if query == "tag=other" else f"&tag={mine.tag}")))
        assert case not in found, query
    assert (
        len(shown(worklist(clinician, f"?view=all&tag={mine.tag}&from={today}&section=about&status=in_progress"))) == 2
    )
    assert len(shown(worklist(clinician, f"?view=all&tag={mine.tag}&level=none&level=T3&level=T4"))) == 2


@pytest.mark.parametrize(
    "query",
    ["?view=nonsense", "?page=999999", "?page=-1", "?from=tomorrow", "?level=%00", "?sort=x", "?from=0001-01-01"],
)
def test_an_address_that_means_nothing_shows_the_list_all_the_same(clinician, query):
    assert "Worklist" in worklist(clinician, query).text


def test_a_page_keeps_itself_fresh_and_is_left_alone_while_nothing_changes(clinician, mine):
    page = worklist(clinician, f"?view=all&tag={mine.tag}")
    asks = f"/worklist/rows?view=all&tag={mine.tag}"
    since = mark_of(page)
    same = clinician.get(f"{asks}&since={since}")
    if same.status_code == 200:  # the minute has turned
        since = mark_of(same)
        same = clinician.get(f"{asks}&since={since}")
    assert same.status_code == 204
    case = mine(level="T3")
    news = clinician.get(f"{asks}&since={since}")
    assert shown(news) == [case]
    assert "<html" not in news.text
    assert mark_of(news) != since


def test_an_erased_conversation_leaves_a_list_that_is_open(clinician, record, mine):
    case = mine()
    since = mark_of(worklist(clinician, f"?view=all&tag={mine.tag}"))
    record.conversations.erase(case, "patient", datetime.now(timezone.utc))
    assert shown(clinician.get(f"/worklist/rows?view=all&tag={mine.tag}&since={since}")) == []


def test_one_who_newly_needs_a_look_is_read_out(clinician, mine):
    look = counts(worklist(clinician))["look"]
    mine(level="T1")
    news = clinician.get(f"/worklist/rows?since=old&look={look}")
    assert re.search(r'data-announce="\d+ conversations? needs? a look"', news.text)
    assert "data-announce" not in clinician.get(f"/worklist/rows?since=old&look={look + 1}").text


def test_the_next_one_is_the_most_urgent_that_nobody_has_read(clinician, record, mine):
    case = mine(level="T0", written=ago(days=900))
    assert clinician.get("/worklist/next").headers["location"] == f"/conversations/{case}"
    after = clinician.get(f"/worklist/next?after={case}").headers["location"]
    assert after.startswith(("/conversations/", "/worklist?said=clear"))
    assert case not in after
    record.cases.looked(case, clinician.account.id, 99, datetime.now(timezone.utc))
    assert case not in clinician.get("/worklist/next").headers["location"]


def test_nothing_a_patient_or_a_client_chose_becomes_markup(clinician, record, mine):
    case = mine(channel="<b>x</b>", locale="<i>")
    tag(record, case, "<script>alert(1)</script>")
    page = worklist(clinician, f"?view=all&tag={mine.tag}")
    assert "<script>alert" not in page.text
    assert "<b>x</b>" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


def test_the_list_is_kept_by_no_browser(clinician):
    for path in ("/worklist", "/worklist/rows"):
        assert "no-store" in clinician.get(path).headers["cache-control"]


@pytest.mark.parametrize("role", ["admin", "auditor"])
def test_who_does_not_see_patients_does_not_see_the_list(console, role):
    assert console.sign_in(role).get("/worklist").status_code == 403


def test_a_level_is_only_so_far_until_the_history_has_come_to_its_end(clinician, record, mine):
    case = mine(level="T5")
    assert "Routine so far</span>" in worklist(clinician, f"?view=all&tag={mine.tag}").text
    set_case(record, case, status="completed")
    page = worklist(clinician, f"?view=all&tag={mine.tag}").text
    assert "Routine</span>" in page
    assert "so far" not in page


def test_an_urgent_row_says_why_and_a_private_reason_to_clinicians_only(clinician, reviewer, record, mine):
    write(record, mine(), "and it bleeds", level="T2", rules=("S01", "S13", "U04"))
    titles = {rule: escape(DESK.protocol.rule[rule].title).lower() for rule in ("S01", "S13", "U04")}
    for browser, wanted in ((clinician, {"S01", "S13"}), (reviewer, {"S01"})):
        page = worklist(browser, f"?view=all&tag={mine.tag}").text.lower()
        assert {rule for rule, title in titles.items() if title in page} == wanted


def test_a_row_that_is_not_urgent_gives_no_reason(clinician, record, mine):
    write(record, mine(), "and one more thing", level="T3", rules=("U04",))
    assert "wl-because" not in worklist(clinician, f"?view=all&tag={mine.tag}").text
