"""Views of the worklist that people keep for themselves."""

from __future__ import annotations

import re
import secrets

from yarrow.store.audit import Sought
from yarrow.store.views import MOST


def kept(browser):
    """Name → address of the views a person has."""
    page = browser.get("/worklist").text
    part = page.partition('id="saved-title"')[2].partition("</section>")[0]
    return {name: link.replace("&amp;", "&") for link, name in re.findall(r'<a href="([^"]+)">([^<]+)</a>', part)}


def save(browser, name, query):
    return browser.post("/views", {"name": name, "query": query})


def test_a_list_kept_under_a_name_is_there_again(clinician):
    went = save(clinician, "Lupus, mine", "view=mine&condition=sle&level=T2&level=T3&sort=newest")
    assert went.status_code == 303
    assert kept(clinician) == {
        "Lupus, mine": "/worklist?level=T2&level=T3&condition=sle&view=mine&sort=newest",
    }
    assert 'aria-current="page"' in clinician.get(kept(clinician)["Lupus, mine"]).text


def test_the_same_name_again_replaces_the_view(clinician):
    save(clinician, "Today", "view=urgent")
    save(clinician, " Today ", "view=person")
    assert kept(clinician) == {"Today": "/worklist?view=person"}


def test_only_what_a_list_can_be_narrowed_by_is_kept(clinician):
    save(clinician, "Odd", "view=done&found=abc&page=7&q=secret&next=//evil.example")
    assert kept(clinician) == {"Odd": "/worklist?view=done"}


def test_nobody_sees_or_removes_the_views_of_another(clinician, reviewer, record):
    save(clinician, "Private", "view=mine")
    (view,) = record.views.of(clinician.account.id)
    assert kept(reviewer) == {}
    assert reviewer.post(f"/views/{view.id}/remove").status_code == 404
    assert kept(clinician) == {"Private": "/worklist?view=mine"}


def test_a_view_can_be_forgotten(clinician, record):
    save(clinician, "Old", "view=done")
    (view,) = record.views.of(clinician.account.id)
    assert clinician.post(f"/views/{view.id}/remove").headers["location"] == "/worklist?said=deleted"
    assert kept(clinician) == {}


def test_keeping_and_forgetting_are_in_the_log_without_the_name(clinician, record):
    name = secrets.token_hex(6)
    save(clinician, name, "view=mine")
    (view,) = record.views.of(clinician.account.id)
    clinician.post(f"/views/{view.id}/remove")
    lines = list(record.audit.lines(Sought(actor=clinician.account.id, action="view")))
    assert sorted(line.act.action for line in lines) == ["view.remove", "view.save"]
    assert name not in str(lines)


def test_a_name_is_shown_as_text(clinician):
    save(clinician, "<script>alert(1)</script>", "view=mine")
    assert "<script>alert" not in clinician.get("/worklist").text


def test_there_is_an_end_to_what_one_person_can_keep(clinician):
    for number in range(MOST):
        assert save(clinician, f"View {number}", "view=all").status_code == 303
    assert save(clinician, "One more", "view=all").status_code == 409
    assert save(clinician, "View 3", "view=done").status_code == 303
    assert len(kept(clinician)) == MOST
