"""On a clinic's own website, from another origin and under the strict policy that /integrate names, all works."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.widget import Widget

pytestmark = pytest.mark.timeout(60)


TYPES = "require-trusted-types-for 'script'; trusted-types 'none'"


@pytest.fixture
def policies(device):
    """The two policies /integrate tells a clinic of: what to add to its own, and a whole one."""
    codes = [code.strip() for code in device().open("/integrate").locator("code").all_inner_texts()]
    added = next(code for code in codes if code.startswith("script-src"))
    whole = next(code for code in codes if code.startswith("Content-Security-Policy: "))
    return f"default-src 'none'; {added}; {TYPES}", whole.removeprefix("Content-Security-Policy: ")


def test_the_policies_are_strict_and_name_this_gateway_only(policies, yarrow):
    for policy in policies:
        assert "unsafe" not in policy
        assert "*" not in policy
        assert set(re.findall(r"https?://[^\s;]+", policy)) == {yarrow.url}


@pytest.mark.parametrize("place", [0, 1], ids=["added", "whole"])
def test_under_that_policy_the_launcher_opens_and_answers(desktop, yarrow, neighbour, policies, place):
    page = desktop.open(neighbour.embed(yarrow.url, "<yarrow-chat></yarrow-chat>", policy=policies[place]))
    widget = Widget(page)
    widget.launcher.click()
    widget.until_answered()
    widget.ask("yes")
    expect(page.get_by_role("dialog", name="Yarrow")).to_be_visible()


def test_one_tag_alone_brings_a_launcher(desktop, yarrow, neighbour):
    tag = f'<script type="module" src="{yarrow.url}/widget/yarrow-chat.js" data-launcher data-name="Aster"></script>'
    page = desktop.open(
        neighbour.put("/one-tag", f'<!doctype html><html lang="en-GB"><title>A</title>{tag}<p>A clinic.')
    )
    page.get_by_role("button", name="Chat with Aster").click()
    Widget(page).until_answered()
    expect(page.get_by_role("dialog", name="Aster")).to_be_visible()


def test_inline_in_the_page_it_takes_its_place_there(desktop, yarrow, neighbour):
    page = desktop.open(neighbour.embed(yarrow.url, '<yarrow-chat mode="inline" locale="UK"></yarrow-chat>'))
    widget = Widget(page)
    widget.until_answered()
    expect(page.get_by_role("region", name="Yarrow", exact=True)).to_be_visible()
    widget.ask("yes")
    widget.ask("me")
    assert widget.question()["id"] == "pregnant_now"


def test_nothing_is_asked_of_the_gateway_before_the_launcher_is_opened(desktop, yarrow, neighbour):
    asked = []
    desktop.context.on("request", lambda request: asked.append(request.url) if "/api/" in request.url else None)
    page = desktop.open(neighbour.embed(yarrow.url, "<yarrow-chat></yarrow-chat>"))
    expect(Widget(page).launcher).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert asked == []


def test_colours_and_place_are_the_websites_to_choose(desktop, yarrow, neighbour):
    style = "<style>yarrow-chat { --yarrow-accent: rgb(90, 20, 120); --yarrow-on-accent: white; }</style>"
    element = f'{style}<yarrow-chat position="start" name="Aster" greeting="Any questions?"></yarrow-chat>'
    page = desktop.open(neighbour.embed(yarrow.url, element))
    launcher = page.get_by_role("button", name="Chat with Aster")
    expect(launcher).to_have_css("background-color", "rgb(90, 20, 120)")
    expect(page.get_by_text("Any questions?")).to_be_visible()
    assert launcher.bounding_box()["x"] < 640


def test_the_websites_own_style_does_not_reach_into_the_widget(desktop, yarrow, neighbour):
    style = "<style>button, li, p { display: none !important; font-size: 3px !important; }</style>"
    page = desktop.open(neighbour.embed(yarrow.url, f'{style}<yarrow-chat mode="inline"></yarrow-chat>'))
    widget = Widget(page)
    widget.until_answered()
    expect(widget.button("Menu")).to_be_visible()
    expect(widget.items.first).to_be_visible()


def test_the_website_is_told_what_happens_and_never_what_was_said(desktop, yarrow, neighbour):
    page = desktop.open(neighbour.embed(yarrow.url, '<yarrow-chat locale="UK"></yarrow-chat>'))
    page.evaluate("""() => {
      window.told = [];
      for (const name of ['open', 'close', 'emergency', 'completed', 'erased']) {
        addEventListener(`yarrow-${name}`, (event) => told.push(name + JSON.stringify(event.detail ?? {})));
      }
    }""")
    widget = Widget(page)
    widget.launcher.click()
    widget.until_answered()
    for words in ("yes", "me", "I have crushing chest pain"):
        widget.ask(words)
    widget.button("Close chat").click()
    page.wait_for_function("() => told.length === 3")  # a dialog says that it is closed a moment after it is
    assert page.evaluate("() => told") == ["open{}", 'emergency{"level":"T0"}', "close{}"]


def test_a_website_that_is_not_on_the_list_is_answered_nothing(desktop, yarrow):
    from tests.support.neighbour import Neighbour

    with Neighbour() as stranger:
        desktop.vigil._own_origins += (stranger.url,)
        desktop.tolerate("has been blocked by CORS policy", "net::ERR_FAILED", "answered 403")
        page = desktop.open(stranger.embed(yarrow.url, '<yarrow-chat mode="inline"></yarrow-chat>'))
        widget = Widget(page)
        widget.until_state("away")
        expect(widget.items).to_have_count(0)
