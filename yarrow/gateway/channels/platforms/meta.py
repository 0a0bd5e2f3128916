"""What all of Meta's webhooks have in common: how a call is signed, and the challenge that comes before the first."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from typing import Any

from yarrow.gateway.channels.channel import Forged, NotRead, Reply, Webhook

SIGNATURE = "x-hub-signature-256"
SHA1_SIGNATURE = "x-hub-signature"
SIGNED = re.compile(r"sha256=([0-9a-f]{64})")
CHALLENGE = re.compile(r"[A-Za-z0-9_.-]{1,200}")


def verify(call: Webhook, app_secret: str, verify_token: str) -> None:
    """See whether Meta has made this call: by the token we agreed on (GET), or by its signature of the raw bytes.

    Only SHA-256 counts: Meta sends the older SHA-1 beside it, and who could choose between them would choose that.
    Raises Forged.
    """
    if call.method == "GET":
        _see_token(call, verify_token)
        return
    given = call.headers.get(SIGNATURE)
    if given is None:
        raise Forged(401, "sha1-only" if SHA1_SIGNATURE in call.headers else "no-signature")
    signed = SIGNED.fullmatch(given)
    if signed is None:
        raise Forged(403, "not-sha256")
    ours = hmac.new(app_secret.encode(), call.body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(ours, signed[1]):
        raise Forged(403, "wrong-signature")


def greet(call: Webhook) -> Reply | None:
    """The challenge given back, as Meta wants it before it calls; None: the call brings something.

    Whoever asks has shown the token (`verify`); even so nothing is given back that a browser could take for a page.
    """
    if call.method != "GET":
        return None
    challenge = call.query.get("hub.challenge", "")
    if call.query.get("hub.mode") != "subscribe" or not CHALLENGE.fullmatch(challenge):
        return Reply(400, "Not a challenge.")
    return Reply(body=challenge, headers={"X-Content-Type-Options": "nosniff"})


def opened(call: Webhook, kind: str) -> list[dict[str, Any]]:
    """The entries of a call about this kind of object. Raises NotRead."""
    try:
        content = json.loads(call.body)
    except ValueError as error:  # also bytes that are no UTF-8
        raise NotRead("not-json") from error
    if not isinstance(content, dict) or content.get("object") != kind:
        raise NotRead("other-object")
    return mappings(content.get("entry"))


def mappings(value: Any) -> list[dict[str, Any]]:
    """The JSON objects in a list, and nothing else that may stand there."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def mapping(value: Any) -> dict[str, Any]:
    """A JSON object; an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}


def words(value: Any) -> str | None:
    """A text that says something."""
    return value if isinstance(value, str) and value.strip() else None


def _see_token(call: Webhook, verify_token: str) -> None:
    given = call.query.get("hub.verify_token")
    if given is None:
        raise Forged(401, "no-token")
    if not verify_token or not hmac.compare_digest(given.encode(), verify_token.encode()):
        raise Forged(403, "wrong-token")
