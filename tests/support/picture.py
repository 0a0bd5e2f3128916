"""Pictures of the pages for the documentation, taken by the tests; rewritten only when that is asked for."""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.support.repository import ROOT

FOLDER = ROOT / "docs" / "screenshots"
MOST_BYTES = 150_000
COLOURS = 128
# What differs from one run to the next: the time of day, and the port.
STILL = """() => {
  const below = (one) => (one.shadowRoot ? all(one.shadowRoot) : []);
  const all = (root) => [...root.querySelectorAll('*')].flatMap((one) => [one, ...below(one)]);
  for (const one of all(document)) {
    if (one.tagName === 'TIME') one.textContent = one.textContent.replace(/\\d{1,2}:\\d\\d/, '21:40');
    if (one.tagName === 'CODE') one.textContent = one.textContent.replace(/127\\.0\\.0\\.1:\\d+/g, '127.0.0.1:8080');
  }
}"""


def take(page: Page, name: str, *, whole: bool = False) -> Path:
    """A picture of what is on the screen (`whole`: of the page in its full height); kept if there is none yet."""
    page.evaluate(STILL)
    path = FOLDER / f"{name}.png"
    taken = _packed(page.screenshot(full_page=whole, animations="disabled"))
    assert len(taken) <= MOST_BYTES, f"{name} has {len(taken):,} bytes"
    if not path.exists() or os.environ.get("YARROW_SCREENSHOTS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(taken)
    return path


def _packed(picture: bytes) -> bytes:
    """The same picture in few colours, as a page of plain areas has."""
    packed = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()
