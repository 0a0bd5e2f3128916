"""Why Slack did not take a message: https://docs.slack.dev/reference/methods/chat.postMessage#errors."""

from __future__ import annotations

import re

import httpx

from yarrow.gateway.channels.platforms.api import busy, content_of
from yarrow.gateway.channels.refused import Refused

OURS = frozenset(
    {
        "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "missing_scope",
        "no_permission", "org_login_required", "ekm_access_denied", "access_denied", "two_factor_setup_required",
        "team_access_not_granted", "not_allowed_token_type", "invalid_app_id", "messages_tab_disabled",
        "method_deprecated", "deprecated_endpoint",
    }
)  # fmt: skip
LATER = frozenset(
    {"ratelimited", "rate_limited", "service_unavailable", "request_timeout", "team_added_to_org", "accesslimited"}
)
# Slack says of these that part of the work may have been done.
UNSURE = frozenset({"internal_error", "fatal_error"})
# A message that can no longer be changed; the piece is then sent as a new one.
STALE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "is_inactive"})
CODE = re.compile(r"[a-z_]{1,40}")


class NotEditable(Exception):
    """The message to change is gone, or too old."""


def see(answer: httpx.Response) -> None:
    """Nothing, if Slack has taken it. Raises Refused, or NotEditable."""
    told = content_of(answer)
    if answer.is_success and told.get("ok") is True:
        return
    waits = busy(answer)
    if waits is not None:
        raise waits
    code = str(told.get("error", ""))
    if code in STALE:
        raise NotEditable
    raise _why(code, answer.status_code)


def _why(code: str, status: int) -> Refused:
    if not CODE.fullmatch(code):
        # Not Slack's own words: something in between has answered.
        return Refused("later", f"http {status}", unsure=True)
    if code in OURS:
        return Refused("ours", code)
    if code in LATER or code in UNSURE:
        return Refused("later", code, unsure=code in UNSURE)
    # No such chat or person, or a message that is wrong: neither mends itself.
    return Refused("never", code)
