"""How the page looks in a browser: nothing overflows, everything is seen, and the pictures of the documentation."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.briefs import HISTORIES, page_for
from tests.support.repository import ROOT
from yarrow.brief.page import page
from yarrow.clinical.brief import Audience

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
IMAGES = ROOT / "docs" / "images"
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine, so nobody can look.")

WIDTHS = (320, 600, 1000)
# Words on their own ground: the lowest ratio of all elements that hold text themselves.
LEAST_CONTRAST = """() => {
  const light = rgb => { const [r, g, b] = rgb.match(/[\\d.]+/g).map(n => n / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b }
  const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor
    if (!c.endsWith(', 0)')) return c } return 'rgb(255, 255, 255)' }
  const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
  return Math.min(...[...document.body.querySelectorAll('*')].filter(own).map(e => {
    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x)
    return (a + 0.05) / (b + 0.05) }))
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield chromium
        chromium.close()


def opened(browser: Browser, name: str, audience: Audience, width: int = 1000) -> Any:
    sheet = browser.new_page(viewport={"width": width, "height": 900})
    sheet.set_content(page(page_for(HISTORIES[name](), audience, conversation="c-7f3a")))
    return sheet


@pytest.mark.parametrize("audience", ["patient", "clinician"])
@pytest.mark.parametrize("name", ["full", "collapse", "hostile"])
def test_nothing_is_wider_than_the_screen(browser: Browser, name: str, audience: Audience) -> None:
    sheet = opened(browser, name, audience)
    for width in WIDTHS:
        sheet.set_viewport_size({"width": width, "height": 900})
        shown, held = sheet.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollWidth]")
        assert held <= shown, f"at {width} pixels"
        inside = (
            "[...document.querySelectorAll('td, dd, li, p, h1, h2')].filter(e => e.scrollWidth > e.clientWidth + 1)"
        )
        cut = sheet.evaluate(f"{inside}.map(e => e.textContent.slice(0, 40))")
        assert cut == [], f"at {width} pixels"
    sheet.close()


@pytest.mark.parametrize("audience", ["patient", "clinician"])
@pytest.mark.parametrize("name", ["full", "collapse", "spotting"])
def test_every_word_stands_out_from_its_ground(browser: Browser, name: str, audience: Audience) -> None:
    sheet = opened(browser, name, audience)
    assert sheet.evaluate(LEAST_CONTRAST) >= 4.5
    sheet.close()


def test_every_heading_and_every_cell_is_seen(browser: Browser) -> None:
    sheet = opened(browser, "full", "clinician")
    hidden = "[...document.querySelectorAll('h1, h2, h3, td, th, dd, li')].filter(e => !e.getClientRects().length)"
    assert sheet.evaluate(f"{hidden}.length") == 0
    sheet.close()


def test_on_a_telephone_each_cell_names_its_column(browser: Browser) -> None:
    sheet = opened(browser, "full", "patient", width=320)
    before = "[...document.querySelectorAll('#losses td')].map(e => getComputedStyle(e, '::before').content)"
    heads = sheet.evaluate(before)
    assert len(heads) == 9
    assert all(len(head) > 2 for head in heads)
    sheet.close()


def test_the_most_urgent_box_is_the_boldest(browser: Browser) -> None:
    sizes = {}
    for name in ("collapse", "spotting", "full"):
        sheet = opened(browser, name, "patient")
        box = "getComputedStyle(document.querySelector('.urgency'))"
        sizes[name] = float(sheet.evaluate(f"parseFloat({box}.borderTopWidth)"))
        sheet.close()
    assert sizes["collapse"] > sizes["spotting"] > sizes["full"]


@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_the_pictures_of_the_documentation_can_be_taken(browser: Browser, audience: Audience, tmp_path: Path) -> None:
    """The picture is put beside the documentation only where it is missing: pixels differ from machine to machine."""
    sheet = opened(browser, "full", audience)
    taken = tmp_path / f"brief-{audience}.png"
    sheet.screenshot(path=str(taken), clip={"x": 0, "y": 0, "width": 1000, "height": 1300}, full_page=True)
    sheet.close()
    assert taken.read_bytes().startswith(b"\x89PNG")
    assert taken.stat().st_size > 20_000
    kept = IMAGES / taken.name
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(taken, kept)
