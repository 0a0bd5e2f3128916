"""What a page looks like, measured: nothing out of sight, cut off, too small to hit or one over another."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, Page

SCRIPT = Path(__file__).with_suffix(".js")
# WCAG 1.4.12: a reader may ask for this much room, and nothing may be lost.
TEXT_SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-block-end: 2em !important; }`);
  const below = (one) => (one.shadowRoot ? roots(one.shadowRoot) : []);
  const roots = (root) => [root, ...[...root.querySelectorAll('*')].flatMap(below)];
  for (const root of roots(document)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}"""


def measure(context: BrowserContext) -> None:
    """From now on, every page of this context can be measured."""
    context.add_init_script(path=SCRIPT)


def out_of_place(page: Page) -> list[str]:
    """Text beyond the sides of the screen, text that is cut off, and targets that lie over one another."""
    found = "() => Object.entries({%s}).flatMap(([name, them]) => them().map((one) => `${name}: ${one}`))"
    names = ("sideways", "clipped", "overlapping")
    return list(page.evaluate(found % ", ".join(f"{name}: yarrowLayout.{name}" for name in names)))


def smaller_than(page: Page, pixels: int) -> list[str]:
    """The targets that are not so wide and high."""
    return list(page.evaluate("(pixels) => yarrowLayout.small(pixels)", pixels))


def moving(page: Page) -> list[str]:
    """The animations that run now."""
    return list(page.evaluate("() => yarrowLayout.moving()"))


def space_text(page: Page) -> None:
    """Give text the room a reader may ask for."""
    page.evaluate(TEXT_SPACING)
