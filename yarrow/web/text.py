"""The form a text is stored in; character spans count in this form."""

from __future__ import annotations

import re
import unicodedata

# Line breaks and tabs stay. Directional overrides could make a text read differently from what was written; invisible
# spaces would hide a word from the red-flag lane. Joiners stay: scripts and emojis need them.
KEPT_CONTROLS = "\n\t"
INVISIBLE = {
    chr(code) for code in (0x200B, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
MARK = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
STACKED_MARKS = re.compile(f"({MARK}{{3}}){MARK}+")


def stored_form(text: str) -> str:
    """The text in NFC, without control characters, with at most three accents stacked on a letter, trimmed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    composed = unicodedata.normalize("NFC", "".join(sign for sign in lines if _is_kept(sign)))
    return STACKED_MARKS.sub(r"\1", composed).strip()


def _is_kept(sign: str) -> bool:
    if sign in KEPT_CONTROLS:
        return True
    return unicodedata.category(sign) not in ("Cc", "Cs") and sign not in INVISIBLE
