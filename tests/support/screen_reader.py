"""What a screen reader would say by itself on a page, without the patient going anywhere."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, Page

SCRIPT = Path(__file__).with_suffix(".js")


def listen(context: BrowserContext) -> None:
    """From now on, every page of this context notes what its live regions say."""
    context.add_init_script(path=SCRIPT)


def heard(page: Page, how: str | None = None) -> list[str]:
    """What was said since the page was loaded, in order; `how`: only "polite" or only "assertive"."""
    return [said["text"] for said in page.evaluate("() => yarrowHeard") if how in (None, said["how"])]
