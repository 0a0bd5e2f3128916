"""What the console's own scripts add to its pages: fresh ages, keys, drafts, a question before the end of a session."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.support import axe
from yarrow.console.moments import age

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
BANNER = "**/notices/banner?*"
POLL = "() => htmx.ajax('GET', '/notices/banner?since=', {source: '#main', swap: 'none'})"
DRAFTS = "() => Object.keys(sessionStorage).filter((key) => key.startsWith('yw-draft:')).length"


@pytest.fixture
def nurse(visitor):
    return visitor("clinician")


@pytest.fixture
def talk(clinic):
    return f"/conversations/{clinic.patients['just begun']}"


def test_ages_are_told_in_the_words_of_the_server(nurse):
    page = nurse.open("/me")
    ask = "async ([at, now, running]) => (await import('/static/ages.js')).age(at, now, running)"
    for seconds in (-5, 0, 59, 60, 3_599, 3_600, 7_380, 21_600, 21_780, 86_399, 86_400, 172_800):
        at = NOW - timedelta(seconds=seconds)
        for running in (False, True):
            given = [at.isoformat(), NOW.timestamp() * 1000, running]
            assert page.evaluate(ask, given) == age(at, NOW, running=running)


def test_a_question_mark_shows_the_keys_and_g_goes_places(nurse):
    page = nurse.open("/me")
    nurse.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Worklist")
    assert axe.violations(page) == []
    nurse.keyboard.press("f")  # nothing beneath an open dialog is pressed
    nurse.keyboard.press("Escape", "g", "f")
    page.wait_for_url("**/insight")


def test_whoever_switches_single_keys_off_is_taken_nowhere_by_them(nurse):
    page = nurse.open("/me")
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Use single keys").uncheck()
    nurse.keyboard.press("Escape", "g", "f", "?")
    assert page.url.endswith("/me")
    expect(page.get_by_role("dialog", name="Keys")).not_to_be_visible()
    page.reload()
    nurse.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).not_to_be_visible()


def test_a_letter_in_a_field_is_a_letter(nurse, talk):
    page = nurse.open(talk)
    note = page.locator("textarea[data-key='c']")
    nurse.keyboard.press("c")
    expect(note).to_be_focused()
    nurse.keyboard.type("gfne?")
    expect(note).to_have_value("gfne?")
    assert page.url.endswith(talk)


def test_what_was_begun_to_write_is_there_after_a_reload_and_gone_after_signing_out(nurse, talk):
    page = nurse.open(talk)
    note = page.locator("textarea[data-key='c']")
    note.fill("She asked to be rung after four")
    page.reload()
    expect(note).to_have_value("She asked to be rung after four")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in*")
    assert page.evaluate(DRAFTS) == 0


def test_a_note_that_was_kept_is_no_draft_any_more(nurse, talk):
    page = nurse.open(talk)
    page.locator("textarea[data-key='c']").fill("Rang her, will ring again tomorrow")
    page.locator("form:has(textarea[data-key='c']) button").first.click()
    expect(page.locator("[data-flash]")).to_be_visible()
    page.wait_for_function(f"({DRAFTS})() === 0")  # the page is shown before its scripts have run
    expect(page.locator("textarea[data-key='c']")).to_have_value("")
    page.wait_for_function("!location.search.includes('said=')")  # said once, not again on a reload


def test_nobody_is_signed_out_without_being_asked(nurse):
    page = nurse.open("/me")
    page.route(BANNER, lambda route: route.fulfill(status=204, headers={"X-Idle-Left": "90"}))
    page.evaluate(POLL)
    asked = page.get_by_role("dialog", name="Are you still there?")
    expect(asked).to_be_visible()
    assert axe.violations(page) == []
    with page.expect_request("**/still-here"):
        asked.get_by_role("button", name="Stay signed in").click()
    expect(asked).not_to_be_visible()


def test_a_page_that_hears_nothing_any_more_says_so_until_it_does(nurse):
    page = nurse.open("/me")
    nurse.vigil.tolerated += ("ERR_FAILED", "htmx:sendError", "console: error")
    page.route(BANNER, lambda route: route.abort("failed"))
    for _ in range(2):
        page.evaluate(f"async () => {{ try {{ await ({POLL})() }} catch {{ }} }}")
    expect(page.get_by_role("alert")).to_contain_text("No connection to Yarrow")
    page.unroute(BANNER)
    page.evaluate(POLL)
    expect(page.get_by_role("alert")).to_have_count(0)
