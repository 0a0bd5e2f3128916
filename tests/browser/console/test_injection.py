"""What a patient writes is text on every page that shows it to staff, and nothing is made of it."""

import pytest
from playwright.sync_api import expect

from tests.support.console_pages import EVERYBODY, pages
from tests.support.planted import ATTEMPTS, MARK, grown

SIDEWAYS = "() => document.documentElement.scrollWidth > innerWidth + 1"


@pytest.fixture
def nurse(visitor):
    return visitor(*EVERYBODY)


def test_her_words_stand_in_the_transcript_as_she_wrote_them(nurse, clinic):
    page = nurse.open(f"/conversations/{clinic.patients['plants markup']}")
    for words in ATTEMPTS[:3]:
        expect(page.get_by_text(words, exact=False).first).to_be_attached()
    assert grown(page) == 0
    assert not page.evaluate(SIDEWAYS)


def test_nothing_grows_out_of_them_on_any_page_of_the_conversation(nurse, clinic):
    showing = 0
    for path, door in pages(clinic, patient="plants markup").items():
        answer = nurse.context.request.get(nurse.url + path)
        if "{conversation}" not in door.path or not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page = nurse.open(path)
        showing += MARK in page.content()
        assert (path, grown(page), page.evaluate(SIDEWAYS)) == (path, 0, False)
    assert showing >= 2


def test_a_search_for_markup_shows_it_as_text(nurse):
    page = nurse.open("/worklist")
    page.locator("[data-search]").fill(f'"{MARK}"')
    page.keyboard.press("Enter")
    expect(page.locator("[data-row]").first).to_be_visible()
    assert grown(page) == 0


def test_a_note_of_a_colleague_is_text_too(nurse, clinic):
    page = nurse.open(f"/conversations/{clinic.patients['just begun']}")
    page.locator("textarea[data-key='c']").fill(ATTEMPTS[1])
    page.locator("form:has(textarea[data-key='c']) button").first.click()
    expect(page.get_by_text(ATTEMPTS[1]).first).to_be_attached()
    assert grown(page) == 0
