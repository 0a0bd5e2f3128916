"""The queue, worked through without a mouse: the most urgent first, read, taken, noted, done, and on to the next."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.clinic import says

DANGER = "I'm 8 weeks pregnant, bleeding heavily and I just fainted"
NOTE = "Rang her, ambulance on its way"
FLASH = "[data-flash]"


@pytest.fixture
def waiting(clinic):
    """Three people who have just come: one in danger, and two who ask for a person."""
    person = "please can I speak to a real person"
    return [clinic.arrives(says(words)).id for words in (DANGER, person, person)]


def test_the_queue_is_worked_through_with_single_keys(visitor, clinic, waiting):
    nurse = visitor("clinician", name="Ada Fisher")
    page, keyboard = nurse.open("/worklist"), nurse.keyboard
    keyboard.press("j")
    first = keyboard.stop()
    assert first.outline >= 2
    assert first.inSight
    assert not first.covered
    assert "T0" in page.locator("[data-row]").first.inner_text()
    keyboard.press("Enter")
    page.wait_for_url("**/conversations/*")
    opened = page.url.rsplit("/", 1)[-1].partition("?")[0]
    expect(page.locator("#transcript")).to_contain_text("bleeding")
    keyboard.press("a")
    expect(page.locator(FLASH)).to_be_visible()
    page.wait_for_load_state()  # the keys are there as soon as the page is
    keyboard.press("c")
    keyboard.type(NOTE)
    keyboard.press("Tab", "Enter")
    expect(page.locator("#work")).to_contain_text(NOTE)
    page.wait_for_load_state()
    keyboard.press("e")
    page.wait_for_url(lambda address: "/conversations/" in address and opened not in address)
    expect(page.locator(FLASH)).to_contain_text("Marked as done")
    keyboard.press("z")
    page.wait_for_url(lambda address: opened in address)
    assert clinic.record.casework.read(opened).work == "new"
    keyboard.press("e")
    page.wait_for_url(lambda address: "/conversations/" in address and opened not in address)
    keyboard.press("u")
    page.wait_for_url("**/worklist*")
    page.get_by_role("heading", name="Worklist", exact=True).wait_for()
    assert page.locator(f"main a[href*='{opened}']").count() == 0
    work = clinic.record.casework.read(opened)
    assert (work.work, work.assignee, [note.text for note in work.notes]) == ("done", nurse.account.id, [NOTE])


def test_everything_that_is_done_with_a_key_is_also_met_with_tab(visitor, clinic):
    nurse = visitor("clinician")
    page = nurse.open(f"/conversations/{clinic.patients['whole history']}")
    keys = page.locator("[data-key]:visible")
    wanted = {keys.nth(place).evaluate("(one) => one.dataset.key") for place in range(keys.count())}
    met = set()
    for _ in range(400):
        nurse.keyboard.press("Tab")
        met.add(page.evaluate("() => document.activeElement.dataset?.key"))
        if wanted <= met:
            break
    assert wanted <= met
    assert {"a", "c", "e", "n", "u"} <= wanted


def test_every_stop_on_the_way_through_the_list_is_seen_and_named(visitor):
    nurse = visitor("clinician")
    nurse.open("/worklist")
    stops = [nurse.keyboard.tab() for _ in range(40)]
    stops = [stop for stop in stops if stop]
    assert len(stops) > 20
    assert [str(stop) for stop in stops if not stop.name] == []
    assert [str(stop) for stop in stops if stop.outline < 2 or stop.covered or not stop.inSight] == []


def test_the_first_stop_leads_past_the_places_to_the_list(visitor):
    nurse = visitor("clinician")
    page = nurse.open("/worklist")
    assert nurse.keyboard.tab().name == "Skip to the main part"
    nurse.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"


def test_back_in_the_list_one_goes_on_from_where_one_was(visitor):
    nurse = visitor("clinician")
    page = nurse.open("/worklist?view=all")
    nurse.keyboard.press("j", "j", "j")
    left = page.evaluate("() => document.activeElement.id")
    assert left == page.locator("[data-open]").nth(2).get_attribute("id")
    nurse.keyboard.press("o")
    page.wait_for_url("**/conversations/*")
    nurse.keyboard.press("u")
    page.wait_for_url(re.compile(r"/worklist"))
    page.goto(f"{nurse.url}/worklist?view=all")
    nurse.keyboard.press("j")
    assert page.evaluate("() => document.activeElement.id") == left
