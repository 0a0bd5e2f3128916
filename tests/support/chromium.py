"""Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

MISSING = "Chromium is not here; install it with `apt-get install chromium` to run these tests."
FLAGS = (
    "--no-sandbox",  # in a container there is no right to make one
    "--disable-gpu",
    # Nothing of the browser's own goes over the network.
    "--disable-background-networking",
    "--disable-component-update",
    # An element can be asked for the role and the name that assistive technology is given.
    "--enable-blink-features=ComputedAccessibilityInfo",
)


def path() -> str | None:
    """Where Chromium is, if it is here."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def launched() -> Iterator[Browser]:
    """A running Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path(), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
