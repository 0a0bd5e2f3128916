"""What a new password must be: long, and none that is tried first."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from yarrow.store.staff import Account

LEAST = 12
MOST = 1000
LIST = Path(__file__).parent / "common_passwords.txt"
LOOKALIKES = str.maketrans("013457@$!", "oieastasi")
ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "qwertzuiop", "azertyuiop")


def fault(password: str, again: str, account: Account) -> str:
    """What is wrong with it, in a sentence; empty if nothing is."""
    if len(password) < LEAST:
        return f"Write {LEAST} characters or more. A few words in a row are easy to remember."
    if len(password) > MOST:
        return f"Write no more than {MOST} characters."
    if password != again:
        return "The two are not the same. Write the new password twice."
    if is_common(password):
        return "This password is one of those that are tried first. Choose another."
    if any(part in password.lower() for part in _of(account)):
        return "Leave your name and your e-mail address out of it."
    return ""


def is_common(password: str) -> bool:
    """Whether it is a common word, however it is decorated or repeated, or only a run of keys."""
    plain = password.lower()
    core = re.sub(r"^[^a-z]+|[^a-z]+$", "", plain)
    words = (plain, *(re.sub(r"[^a-z]", "", text) for text in (plain, core, *map(_meant, (plain, core)))))
    cores = {*words, *map(_unit, words)}
    return bool(cores & _common()) or len(set(plain)) < 5 or _is_run(plain)


def _meant(text: str) -> str:
    """With letters for what only looks like them."""
    return text.translate(LOOKALIKES)


def _unit(text: str) -> str:
    """What is said again and again: `abcabc` is `abc`."""
    found = re.fullmatch(r"(.+?)\1+", text)
    return found.group(1) if found else text


def _is_run(text: str) -> bool:
    """Whether it is made of runs along the keyboard, the alphabet or the numbers, three keys or more each."""
    left = text
    while left:
        run = max((_run(left, row) for line in ROWS for row in (line * 2, line[::-1] * 2)), default=0)
        if run < 3:
            return len(left) <= len(text) // 4
        left = left[run:]
    return True


def _run(text: str, row: str) -> int:
    length = 0
    while length < len(text) and text[: length + 1] in row:
        length += 1
    return length


def _of(account: Account) -> list[str]:
    parts = [*account.name.lower().split(), *re.split(r"[@.]", account.email)[:-1], account.email]
    return [part for part in parts if len(part) >= 4]


@cache
def _common() -> frozenset[str]:
    return frozenset(LIST.read_text(encoding="utf-8").split())
