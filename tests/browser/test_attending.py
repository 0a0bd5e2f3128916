"""A patient and a nurse side by side: the patient always knows whether a person or the program writes to her."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.support import axe
from tests.support.console import AUDIT_KEY, DESK, RunningConsole
from tests.support.fake_rasa import FakeRasa
from tests.support.gateway import RunningGateway, until
from tests.support.real_intake import real_play
from tests.support.vigil import Vigil
from tests.support.widget import Widget
from yarrow.console import cookies
from yarrow.gateway.pace import Pace
from yarrow.settings import ConsoleSettings

PACE = Pace(attendant_gone=15.0)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """A gateway and a console over one record."""
    home = tmp_path_factory.mktemp("both")
    console = ConsoleSettings(audit_key=AUDIT_KEY)
    rasa = FakeRasa(real_play(DESK))
    gateway = RunningGateway(home, rasa=rasa, front_desk=DESK, pace=PACE, console=console)
    with RunningConsole(home) as staff, gateway:
        yield SimpleNamespace(console=staff, gateway=gateway, url=f"http://127.0.0.1:{gateway.port}")


@pytest.fixture
def open_page(browser, both):
    """Opens a page in a browser of its own; what must not happen on any page is looked for on each."""
    contexts, vigils = [], []

    def opening(url, *, scripts=True, **options):
        context = browser.new_context(locale="en-GB", java_script_enabled=scripts, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        vigils.append(Vigil(context, both.url, both.console.url))
        if not scripts:  # some browsers tell of each script that they were told not to load
            vigils[-1].tolerated += [".js: csp"]
        page = context.new_page()
        page.vigil = vigils[-1]
        return page if url is None else _gone(page, url)

    yield opening
    for context in contexts:
        context.close()
    assert [fault for vigil in vigils for fault in vigil.faults] == []


def _gone(page, url):
    page.goto(url)
    return page


@pytest.fixture
def patient(open_page, both):
    """A patient at the widget, who has agreed and is asked whether she could be pregnant."""
    widget = Widget(open_page(f"{both.url}/talk"))
    widget.until_answered()
    widget.press("Yes, that's fine") if widget.button("Yes, that's fine").count() else widget.ask("yes")
    return widget


@pytest.fixture
def nurse(open_page, both, patient):
    """A nurse who has opened that patient's conversation."""
    return staff_at(open_page, both, conversation_of(patient))


def staff_at(open_page, both, conversation):
    browser = both.console.sign_in("clinician")
    page = open_page(None)
    page.context.add_cookies(
        [{"name": cookies.SESSION, "value": browser.cookies[cookies.SESSION], "url": both.console.url}]
    )
    page.goto(f"{both.console.url}/conversations/{conversation}")
    page.name = browser.account.name
    return page


def conversation_of(widget):
    stored = widget.page.evaluate("() => Object.entries(localStorage).find(([name]) => name.endsWith(':key'))[1]")
    return re.search(r'"conversation":"([^"]+)"', stored)[1]


def take_over(page):
    page.get_by_role("button", name="Take over and write").click()
    expect(page.get_by_role("textbox", name="Your message to her")).to_be_visible()


def write(page, words):
    page.get_by_role("textbox", name="Your message to her").fill(words)
    page.get_by_role("button", name="Send", exact=True).click()


def test_side_by_side_a_nurse_joins_they_write_and_the_program_comes_back(patient, nurse, both):
    before = patient.question()["id"]
    take_over(nurse)
    expect(patient.said("A nurse from the clinic has joined")).to_have_count(1)
    expect(patient.page.get_by_text("A person writes now: Nurse")).to_be_visible()
    expect(patient.answers).to_be_hidden()
    nurse.get_by_role("textbox", name="Your message to her").press_sequentially("How are", delay=30)
    expect(patient.page.get_by_text("Nurse is writing …")).to_be_visible()
    write(nurse, "How are you feeling about it?")
    expect(patient.said("How are you feeling about it?")).to_have_count(1)
    expect(patient.said("Nurse (clinic) said")).not_to_have_count(0)
    turns = len(both.gateway.rasa.seen)
    patient.say("I am frightened")
    expect(nurse.get_by_text("I am frightened")).to_be_visible()
    expect(patient.page.get_by_text("Yarrow is writing …")).to_be_hidden()
    assert len(both.gateway.rasa.seen) == turns
    nurse.get_by_role("button", name="Hand back to Yarrow").click()
    expect(patient.said("you are writing with Yarrow, the computer program, again")).to_have_count(1)
    expect(patient.page.get_by_text("A person writes now")).to_be_hidden()
    expect(patient.answers).to_be_visible()
    assert patient.question()["id"] == before


def test_danger_told_to_the_nurse_is_answered_at_once_and_stands_before_her(patient, nurse):
    take_over(nurse)
    expect(patient.page.get_by_text("A person writes now: Nurse")).to_be_visible()
    patient.say("I have crushing chest pain and I can't breathe")
    expect(patient.urgent).to_be_visible()
    expect(nurse.locator("#attend-around").get_by_text("Danger heard")).to_be_visible()
    expect(nurse.locator("#attend-around").get_by_text("She was told at once what to do")).to_be_visible()


def test_a_nurse_whose_page_is_closed_leaves_nobody_writing_into_silence(patient, nurse):
    take_over(nurse)
    expect(patient.page.get_by_text("A person writes now: Nurse")).to_be_visible()
    nurse.close()
    expect(patient.said("who was writing with you is not there any more")).to_have_count(1, timeout=30_000)
    expect(patient.answers).to_be_visible()


def test_two_nurses_see_each_other_and_only_one_writes(open_page, both, patient, nurse):
    other = staff_at(open_page, both, conversation_of(patient))
    expect(nurse.get_by_text(f"{other.name} has this conversation open")).to_be_visible()
    take_over(nurse)
    expect(other.get_by_text(f"{nurse.name} writes here")).to_be_visible()
    expect(other.get_by_role("button", name="Take over and write")).to_have_count(0)
    nurse.get_by_role("textbox", name="Your message to her").fill("half-made words")
    other.locator("#attend-instead summary").click()
    other.get_by_role("button", name="Yes, take over").click()
    expect(other.get_by_role("textbox", name="Your message to her")).to_be_visible()
    expect(nurse.get_by_text(f"{other.name} writes here")).to_be_visible()
    expect(patient.said("This is a person, not the computer program")).to_have_count(1)
    nurse.locator("#attend-instead summary").click()
    nurse.get_by_role("button", name="Yes, take over").click()
    expect(nurse.get_by_role("textbox", name="Your message to her")).to_have_value("half-made words")


def test_a_phrase_is_found_put_in_and_sent_by_keyboard_alone(patient, nurse):
    nurse.keyboard.press("r")
    field = nurse.get_by_role("textbox", name="Your message to her")
    expect(field).to_be_visible()
    nurse.locator("#attend h2").click()
    nurse.keyboard.press("q")
    expect(nurse.get_by_role("searchbox", name="Find a phrase")).to_be_focused()
    nurse.keyboard.type("all the time")
    nurse.keyboard.press("Enter")
    expect(field).to_have_value("Take all the time you want. I'm here.")
    expect(field).to_be_focused()
    nurse.keyboard.press("Control+Enter")
    expect(patient.said("Take all the time you want")).to_have_count(1)
    expect(field).to_have_value("")


def test_a_patient_who_deletes_everything_is_gone_from_the_nurses_page_at_once(patient, nurse):
    take_over(nurse)
    expect(patient.page.get_by_text("A person writes now: Nurse")).to_be_visible()
    patient.choose("Delete everything")
    nurse.vigil.tolerated += ["answered 404", "console: error: Response Status Error Code 404"]
    patient.button("Yes, delete everything").click()
    expect(nurse.get_by_role("heading", name="There is nothing here")).to_be_visible()
    expect(nurse.get_by_role("textbox", name="Your message to her")).to_have_count(0)


def test_without_scripts_both_sides_can_write(open_page, both, patient):
    talk = conversation_of(patient)
    browser = both.console.sign_in("clinician")
    page = open_page(None, scripts=False)
    page.context.add_cookies(
        [{"name": cookies.SESSION, "value": browser.cookies[cookies.SESSION], "url": both.console.url}]
    )
    page.goto(f"{both.console.url}/conversations/{talk}")
    page.get_by_role("button", name="Take over and write").click()
    page.get_by_role("textbox", name="Your message to her").fill("Hello without scripts")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(patient.said("Hello without scripts")).to_have_count(1)
    page.get_by_role("button", name="Hand back to Yarrow").click()
    until(lambda: both.console.record.attendance.of(talk) is None)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_seen_while_a_person_writes_is_within_everybodys_reach(patient, nurse, scheme):
    take_over(nurse)
    expect(patient.page.get_by_text("A person writes now: Nurse")).to_be_visible()
    nurse.locator("#attend-phrases summary").click()
    for page in (nurse, patient.page):
        page.emulate_media(color_scheme=scheme)
        assert axe.violations(page) == []
