"""The alphabet of a text message (GSM 03.38): with one sign outside it a message holds less than half as much."""

from __future__ import annotations

import re

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Each takes the room of two.
EXTENDED = frozenset("^{}\\[~]|€\f")
# Typographic signs and what says the same in that alphabet. Letters are left alone: names and other languages stay.
PLAIN = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "`": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "″": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "...", "•": "-", "·": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": "", "\u2060": "", "\ufeff": "", "\t": " ",
    "≥": ">=", "≤": "<=", "×": "x", "→": "->", "½": "1/2", "¼": "1/4", "¾": "3/4",
}  # fmt: skip
_TABLE = str.maketrans(PLAIN)
# "38.5°C", "38 °C", "38°": said in a word.
DEGREES = re.compile(r"[ \u00a0]?°(?:[ \u00a0]?(?=C\b))?")


def plain(text: str) -> str:
    """The text with its typographic signs replaced by those of the alphabet that say the same."""
    return DEGREES.sub(_degrees, text).translate(_TABLE)


def _degrees(found: re.Match[str]) -> str:
    return " degrees " if found.string[found.end() :].startswith("C") else " degrees"


def septets(text: str) -> int:
    """How much room the text takes, in signs of the alphabet; one sign outside it, and each takes 16 bits, not 7."""
    if fits_alphabet(text):
        return sum(2 if sign in EXTENDED else 1 for sign in text)
    return -(-len(text.encode("utf-16-be", "surrogatepass")) * 8 // 7)


def fits_alphabet(text: str) -> bool:
    """Whether every sign of the text is in the alphabet."""
    return all(sign in BASIC or sign in EXTENDED for sign in text)
