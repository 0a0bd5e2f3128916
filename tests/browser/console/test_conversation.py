"""The page of a conversation in a browser: words and facts light one another up, and news leave the reader in place."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

LIT = "yw-lit"
WORDS = "I'm 34 and not pregnant. I have lupus and Hashimoto's."


@pytest.fixture
def chat(clinic):
    def talk(chat):
        for said in ({"choice": "consent:yes"}, {"choice": "for_whom:self"}):
            chat.say(**said)
        chat.say(WORDS)

    return clinic.arrives(talk)


@pytest.fixture
def nurse(visitor):
    return visitor("clinician", reduced_motion="reduce")


def opened(nurse, chat):
    page = nurse.open(f"/conversations/{chat.id}")
    return page, page.locator("a.yw-words", has_text="lupus"), page.locator("li.yw-fact", has_text="Lupus")


def is_lit(one):
    return LIT in (one.get_attribute("class") or "").split()


def test_a_click_on_her_words_lights_up_the_fact_and_a_click_on_the_fact_her_words(nurse, chat):
    page, words, fact = opened(nurse, chat)
    words.click()
    expect(fact).to_be_in_viewport()
    assert is_lit(words)
    assert is_lit(fact)
    expect(fact).to_be_focused()
    other = page.locator("li.yw-fact", has_text="thyroid")
    other.get_by_role("link", name="Hashimoto").click()
    hashimoto = page.locator("a.yw-words", has_text="Hashimoto")
    expect(hashimoto).to_be_in_viewport()
    expect(hashimoto).to_be_focused()
    assert is_lit(hashimoto)
    assert not is_lit(words)
    assert not is_lit(fact)
    nurse.keyboard.press("Escape")
    expect(page.locator(f".{LIT}")).to_have_count(0)


def test_the_way_from_words_to_fact_and_back_needs_no_mouse(nurse, chat):
    _, words, fact = opened(nurse, chat)
    words.focus()
    nurse.keyboard.press("Enter")
    expect(fact).to_be_focused()
    nurse.keyboard.press("Tab")
    nurse.keyboard.press("Enter")
    expect(words).to_be_focused()


def test_without_scripts_the_links_lead_to_the_same_places(visitor, chat):
    page = visitor("clinician", java_script_enabled=False).open(f"/conversations/{chat.id}")
    page.locator("a.yw-words", has_text="lupus").click()
    number = page.locator("li.yw-fact", has_text="Lupus").get_attribute("data-fact")
    assert page.url.endswith(f"#fact-{number}")
    page.locator("li.yw-fact", has_text="Lupus").locator("a.yw-quote").click()
    assert page.url.endswith(f"#words-{number}")


def test_news_come_by_themselves_and_leave_the_draft_the_place_and_what_was_unfolded(nurse, chat):
    page, _, _ = opened(nurse, chat)
    note = page.locator("#note-text")
    note.fill("Call her after ten")
    rule = page.locator("#advice details").first
    rule.locator("summary").click()
    made = page.locator("#made")
    made.evaluate("(one) => { one.scrollTop = 300 }")
    before = made.evaluate("(one) => one.scrollTop")
    assert before > 0
    chat.say("my sister has coeliac disease")
    expect(page.locator("#transcript")).to_contain_text("my sister has coeliac disease", timeout=15_000)
    nurse.settle()
    expect(page.locator("#history")).to_contain_text("in the family")
    expect(note).to_have_value("Call her after ten")
    expect(rule).to_have_attribute("open", "")
    assert abs(made.evaluate("(one) => one.scrollTop") - before) < 60


def test_only_the_two_columns_scroll_on_a_wide_screen_and_the_page_on_a_narrow_one(nurse, visitor, chat):
    wide = nurse.open(f"/conversations/{chat.id}")
    assert wide.evaluate("() => document.documentElement.scrollHeight <= innerHeight")
    phone = visitor("clinician", viewport={"width": 390, "height": 844}).open(f"/conversations/{chat.id}")
    assert phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert phone.evaluate("() => document.documentElement.scrollHeight > innerHeight")
