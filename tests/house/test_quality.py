"""docs/quality.md is what was measured, with what fell short said plainly."""

from __future__ import annotations

from bench.page import page

ABOUT = {"at": "2026-11-22T18:00:00Z", "cores": 2, "machine": "x86_64", "system": "Linux", "stock": "a default project"}
FAST = {"name": "a turn", "unit": "ms", "ours": 25.0, "stock": 100.0, "target": "<= 30 ms", "met": True,
        "better": "lower", "ratio": 4.0}  # fmt: skip


def test_a_target_that_was_missed_is_said_to_be():
    """The table says NO, and the end of the page names it."""
    text = page({"circumstances": ABOUT, "figures": [FAST, {**FAST, "name": "growth", "met": False}]})
    assert "| a turn | <= 30 ms | 25.0 ms | 100 ms | 4.0 x | yes |" in text
    assert "| growth | <= 30 ms | 25.0 ms | 100 ms | 4.0 x | NO |" in text
    assert text.endswith("Fell short:\n\n- growth: target <= 30 ms.\n")


def test_a_page_without_misses_says_so():
    """Nothing fell short."""
    assert page({"circumstances": ABOUT, "figures": [FAST]}).endswith("Every target measured here was met.\n")
