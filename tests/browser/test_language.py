"""The widget's own words are those of the page's language, and the numbers those of where the patient lives."""

import pytest
from playwright.sync_api import expect

from tests.support.widget import Widget


@pytest.mark.parametrize("lang", ["en-GB", "en-US"])
def test_dates_are_written_as_the_language_writes_them(desktop, yarrow, neighbour, lang):
    element = '<yarrow-chat mode="inline" locale="UK"></yarrow-chat>'
    widget = Widget(desktop.open(neighbour.embed(yarrow.url, element, lang=lang)))
    widget.until_answered()
    time = widget.items.first.locator("time")
    at = time.get_attribute("datetime")
    written = "([lang, at]) => new Date(at).toLocaleDateString(lang, { dateStyle: 'full' })"
    assert time.get_attribute("title") == widget.page.evaluate(written, [lang, at])


@pytest.mark.parametrize(("locale", "number"), [("UK", "999"), ("US", "911"), ("IE", "112")])
def test_in_an_emergency_the_number_is_that_of_where_she_lives(desktop, yarrow, neighbour, locale, number):
    element = f'<yarrow-chat mode="inline" locale="{locale}"></yarrow-chat>'
    widget = Widget(desktop.open(neighbour.embed(yarrow.url, element)))
    widget.until_answered()
    widget.ask("yes")
    widget.say("I have crushing chest pain and I can't breathe")
    expect(widget.urgent.get_by_role("link", name=number).first).to_have_attribute("href", f"tel:{number}")
