"""What somebody could write to make a page do what it should not, and how to see whether it did."""

from __future__ import annotations

from playwright.sync_api import Page

MARK = "yarrowplanted"
ATTEMPTS = [
    f"<script>alert('{MARK}')</script>",
    f'<img src="https://{MARK}.example/x" onerror="alert(1)">',
    f"<svg/onload=alert('{MARK}')>",
    f'"><a href="javascript:alert(1)" id={MARK}>x</a>',
    f"{{{{7*7}}}} ${{7*7}} <%= 7*7 %> {{% raw %}} {MARK}",
    f"</textarea></title></style><iframe src=//{MARK}.example>",
    f"\N{RIGHT-TO-LEFT OVERRIDE}{MARK}\N{POP DIRECTIONAL FORMATTING} end",
    f"{MARK}{'w' * 600}",
]
COUNT = f"""() => {{
  const within = (one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])];
  const all = (root) => [...root.querySelectorAll('*')].flatMap(within);
  const led = (name, value) => name.startsWith('on') || value.startsWith('javascript:') ||
    (['id', 'href', 'src'].includes(name) && value.includes('{MARK}'));
  return all(document).filter((one) =>
    (['SCRIPT', 'IMG', 'IFRAME'].includes(one.tagName) && one.outerHTML.includes('{MARK}')) ||
    [...one.attributes].some(({{ name, value }}) => led(name, value))).length;
}}"""


def grown(page: Page) -> int:
    """How many elements grew out of what was planted; there should be none."""
    return int(page.evaluate(COUNT))
