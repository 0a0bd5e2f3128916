"""What was understood of a message, as JSON for staff and tests."""

from __future__ import annotations

from typing import Any

from yarrow.language.understanding import Understanding


def described(understanding: Understanding) -> dict[str, Any]:
    """The act, the findings and the red flags."""
    return {
        "act": understanding.act,
        "findings": [finding.to_json() for finding in understanding.findings],
        "red_flags": list(understanding.red_flags),
    }
