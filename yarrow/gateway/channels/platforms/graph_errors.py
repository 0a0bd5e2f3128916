"""What an error of Meta's Graph API means for a message of ours.

Codes: "Error codes" of the WhatsApp Business Platform, "Common error codes" of the Messenger Platform, "Handle errors"
of the Graph API. Titles and descriptions are not looked at: Meta changes them, and they may quote the message.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from yarrow.gateway.channels.platforms.api import busy, content_of
from yarrow.gateway.channels.refused import Reason, Refused

Code = tuple[int, int | None]  # code and subcode; None: any
Verdict = tuple[Reason, float | None]  # and the seconds to wait, where Meta's pages say how long

COMMON: Mapping[Code, Verdict] = {
    (0, None): ("ours", None),  # AuthException
    (1, None): ("later", None),  # unknown, or the service is down
    (2, None): ("later", None),  # temporary
    (3, None): ("ours", None),  # the app lacks the capability
    (4, None): ("later", 60.0),  # the app's calls in this hour
    (10, None): ("ours", None),  # permission not granted, or taken away
    (17, None): ("later", 60.0),
    (32, None): ("later", 60.0),
    (33, None): ("ours", None),  # the business's own number is gone
    (190, None): ("ours", None),  # the token has run out
    (368, None): ("ours", None),  # blocked for a breach of policy
    (613, None): ("later", 30.0),  # calls to this address
}
OURS = range(200, 300)  # permissions
BUSY = range(80000, 80100)  # limits of business accounts


def refused(answer: httpx.Response, own: Mapping[Code, Verdict]) -> Refused:
    """Why a request was refused. `own`: what is particular to one platform."""
    error = content_of(answer).get("error")
    if not isinstance(error, dict) or not isinstance(error.get("code"), int):
        return _by_status(answer)
    code, subcode = error["code"], error.get("error_subcode")
    reason, wait = verdict(code, subcode, own) or _unlisted(answer.status_code, bool(error.get("is_transient")))
    asked = busy(answer)
    after = asked.after if asked is not None and asked.after is not None else wait
    return Refused(reason, f"{code}/{subcode}" if isinstance(subcode, int) else str(code), after=after)


def explained(refused: Refused, reasons: Mapping[str, str], page: str) -> str:
    """What to do about a refusal while setting up. `reasons`: by code, or by code and subcode; `page`: of our docs."""
    known = reasons.get(refused.code) or reasons.get(refused.code.partition("/")[0])
    return known or f"Meta answered {refused.code}. {page} says what the codes mean."


def verdict(code: int, subcode: Any, own: Mapping[Code, Verdict]) -> Verdict | None:
    """What is known of a code; the subcode, the platform's own list and then the common one decide."""
    for key in ((code, subcode), (code, None)):
        for listed in (own, COMMON):
            if key in listed:
                return listed[key]
    if code in OURS:
        return ("ours", None)
    return ("later", 60.0) if code in BUSY else None


def _unlisted(status: int, is_transient: bool) -> Verdict:
    """What to make of a code that no list has."""
    if is_transient or status == 429 or status >= 500:
        return ("later", None)
    return ("ours" if status == 401 else "never", None)


def _by_status(answer: httpx.Response) -> Refused:
    """No error of Meta's own: something in between has answered."""
    reason: Reason = "ours" if answer.status_code in (401, 403) else "never"
    return busy(answer) or Refused(reason, f"http {answer.status_code}")
