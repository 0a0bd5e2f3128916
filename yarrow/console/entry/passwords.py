"""Passwords: hashed with Argon2id, never kept; the same work for an account that does not exist."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's least is 19 MiB, 2 rounds, 1 lane; this is twice the memory and still some 80 ms on a small machine.
ROUNDS, KIBIBYTES = 2, 38_912
HASHER = PasswordHasher(time_cost=ROUNDS, memory_cost=KIBIBYTES, parallelism=1)
LONGEST = 1000  # characters; hashing a megabyte would be a way to keep the machine busy
# Of no password anybody has: what is checked where there is no account, so that it takes as long.
NOBODY = HASHER.hash("nobody has this password: it is only here to take its time")


def hashed(password: str) -> str:
    """As it is kept."""
    return HASHER.hash(password)


def is_right(kept: str | None, password: str) -> bool:
    """Whether it is this password. It takes the same time where there is none."""
    try:
        HASHER.verify(kept or NOBODY, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether it was hashed by other parameters than today's."""
    return HASHER.check_needs_rehash(kept)
