"""Whether a call is Twilio's, and the fields it brings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.datastructures import ImmutableMultiDict
from twilio.request_validator import RequestValidator

from yarrow.gateway.channels.channel import Forged, NotRead, Webhook

SIGNATURE = "x-twilio-signature"
# Twilio sends some dozens. Checking a signature takes the square of their number, and anybody can send some thousands.
MOST_FIELDS = 200


def verify(call: Webhook, token: str) -> None:
    """See whether the signature is of this address and these fields, by the account's token. Raises Forged."""
    given = call.headers.get(SIGNATURE)
    if not given:
        raise Forged(401, "no-signature")
    signed = _signed(call)
    if signed is None or not RequestValidator(token).validate(call.url, signed, given):
        raise Forged(403, "wrong-signature")


def fields(call: Webhook) -> Mapping[str, str]:
    """What a verified call brings: from the address (GET), a form, or JSON. Raises NotRead."""
    if call.method == "GET":
        return call.query
    if not _is_json(call):
        return dict(_form(call.body))
    try:
        content = json.loads(call.body)
    except ValueError:  # also bytes that are no UTF-8
        raise NotRead("not-json") from None
    if not isinstance(content, dict):
        raise NotRead("not-an-object")
    return {name: str(value) for name, value in content.items() if isinstance(value, str | int | float)}


def _signed(call: Webhook) -> ImmutableMultiDict[str, str] | str | None:
    """What Twilio signs beside the address; None: nothing it would ever send."""
    if call.method == "GET":
        return ImmutableMultiDict()
    if not _is_json(call):
        # All values of a field count, so one that is said twice cannot be signed as one and read as the other.
        try:
            return ImmutableMultiDict(_form(call.body))
        except ValueError:  # too many
            return None
    if "bodySHA256" not in call.query:
        return None
    try:
        return call.body.decode()
    except UnicodeDecodeError:
        return None


def _form(body: bytes) -> list[tuple[str, str]]:
    return parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)


def _is_json(call: Webhook) -> bool:
    return call.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"
