"""Holds what a page shows to axe's rules: WCAG 2.0 to 2.2, A and AA, and best practice."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (only) => {
  const found = await axe.run(document, {runOnly: only, preload: false, resultTypes: ['violations']});
  const places = (nodes) => nodes.map((node) => `${node.html} ${node.any.map((check) => check.message).join('; ')}`);
  return {
    violations: found.violations.map((rule) => `${rule.id}: ${rule.help}\\n  ${places(rule.nodes).join('\\n  ')}`),
    passed: found.passes.map((rule) => rule.id),
  };
}"""


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds on the page as it stands, shadow roots included; fails if axe looked at nothing.

    `rules`: only these of its rules, as `color-contrast` where nothing but the colours is another.
    """
    found = _run(page, list(rules) or TAGS)
    assert "color-contrast" in found["passed"], "axe did not look at any text"
    return list(found["violations"])


def _run(page: Page, only: list[str]) -> dict[str, Any]:
    # Evaluated by the browser's debugger, so a page's strict policy stands while axe runs.
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"{_source()}\n;0")
    return dict(page.evaluate(RUN, only))


@cache
def _source() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
