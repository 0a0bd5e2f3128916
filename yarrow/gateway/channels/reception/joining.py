"""Going on in this app with a history begun elsewhere: by a code that was made there, and in no other way."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

import structlog

from yarrow.gateway import keys
from yarrow.gateway.parts import Parts
from yarrow.gateway.problems import Problem
from yarrow.gateway.turn import now
from yarrow.store.line_values import Line

log = structlog.get_logger(__name__)
Outcome = Literal["joined", "code_wrong", "code_too_many", "code_in_link"]
# Crockford's signs, and the ones they are taken for: small letters, O for 0, I or L for 1. No U.
SIGN = r"[0-9A-TV-Za-tv-z]"
DASH = r"[-\u2010-\u2015\u2212]"
# By itself it needs its dashes: three words of four letters must not be a code.
ALONE = re.compile(rf"({SIGN}{{4}})\s?{DASH}\s?({SIGN}{{4}})\s?{DASH}\s?({SIGN}{{4}})")
NAMED = re.compile(rf"(?:code|join)(?:\s*:)?\s+({SIGN}{{4}})[\s\-]?({SIGN}{{4}})[\s\-]?({SIGN}{{4}})", re.IGNORECASE)
QUOTES = "\"'`“”‘’.!,;()[]<> \n\t"


@dataclass(frozen=True)
class Joined:
    """What came of a code (the name of the words to it), and the conversation it opened."""

    outcome: Outcome
    conversation: str | None = None


def read_code(text: str) -> str | None:
    """The code this message is, alone or after "code" or "join"; None if it is anything else."""
    told = unicodedata.normalize("NFKC", text).strip(QUOTES)
    found = NAMED.fullmatch(re.sub(DASH, "-", told)) or _alone(told)
    return "-".join(found.groups()).upper() if found else None


def _alone(told: str) -> re.Match[str] | None:
    """Codes are made in capitals, nearly always with a digit: words with dashes between them have neither."""
    found = ALONE.fullmatch(told)
    if found is None or not (any(sign.isdigit() for sign in told) or told.isupper()):
        return None
    return found


class Joining:
    """Binds a line to the conversation of a code."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def join(self, line: Line, code: str) -> Joined:
        """Let the line speak for the conversation of this code from now on; nothing said there before is repeated.

        Raises RecordUnavailable.
        """
        try:
            await self._parts.gate.code(f"line:{line.id}")
        except Problem:
            return Joined("code_too_many")
        record, threads = self._parts.record, self._parts.threads
        conversation = await threads.record(
            record.resumption.use,
            code,
            token_hash=keys.hashed(keys.new_token()),  # as anywhere a code is used: the old key opens it no more
            token_expires_at=now() + keys.LIFE,
            now=now(),
        )
        held = await threads.record(record.conversations.find, conversation) if conversation else None
        if held is None:
            return Joined("code_wrong")
        await threads.record(record.lines.bind, line.id, held.id, held.last_seq, now())
        log.info("conversation resumed", conversation=held.id, part=line.channel)
        return Joined("joined", held.id)
