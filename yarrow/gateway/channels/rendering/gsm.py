"""The alphabet of a text message (GSM 03.38): with one sign outside it a message holds less than half as much."""

from __future__ import annotations

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
    "≥": ">=", "≤": "<=", "×": "x", "→": "->", "½": "1/2", "¼": "1/4", "¾": "3/4", "°": " degrees ",
}  # fmt: skip
_TABLE = str.maketrans(PLAIN)


def plain(text: str) -> str:
    """The text with its typographic signs replaced by those of the alphabet that say the same."""
    return text.replace("°C", " degrees C").replace("  degrees", " degrees").translate(_TABLE)


def septets(text: str) -> int:
    """How much room the text takes, in signs of the alphabet."""
    return sum(2 if sign in EXTENDED else 1 for sign in text)


def fits_alphabet(text: str) -> bool:
    """Whether every sign of the text is in the alphabet."""
    return all(sign in BASIC or sign in EXTENDED for sign in text)
