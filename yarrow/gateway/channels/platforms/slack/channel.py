"""The adapter of Slack."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from slack_sdk.signature import Clock, SignatureVerifier

from yarrow.gateway.channels.channel import TAKEN, Address, Check, Forged, NotRead, Reply, Webhook
from yarrow.gateway.channels.incoming import Incoming, Parsed
from yarrow.gateway.channels.piece import Piece
from yarrow.gateway.channels.platforms.api import Api, content_of
from yarrow.gateway.channels.platforms.slack.events import read_event
from yarrow.gateway.channels.platforms.slack.posting import Posting
from yarrow.gateway.channels.platforms.slack.taps import read_tap
from yarrow.gateway.channels.refused import Refused
from yarrow.gateway.channels.rendering.platforms import SLACK
from yarrow.messengers import Slack

TIMESTAMP, SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"
WINDOW = 60 * 5
FORM = "application/x-www-form-urlencoded"
# Without these no message comes in or goes out; auth.test names what the token may do in a header.
SCOPES = frozenset({"chat:write", "im:history"})


class SlackChannel:
    """One app in one workspace. What it keeps are connections and the app's own ids."""

    name = "slack"
    title = "Slack"
    limits = SLACK

    def __init__(self, settings: Slack) -> None:
        self._secret = settings.signing_secret
        self._api = Api(settings.api, headers={"Authorization": f"Bearer {settings.token}"})
        self._posting = Posting(self._api)
        self._app: tuple[str, str] | None = None

    def verify(self, call: Webhook) -> None:
        """See whether it is signed with the app's secret, within five minutes."""
        stamp, signature = call.headers.get(TIMESTAMP), call.headers.get(SIGNATURE)
        if not stamp or not signature:
            raise Forged(401, "no-signature")
        if not stamp.isdecimal() or abs(call.at - int(stamp)) > WINDOW:
            raise Forged(403, "too-old")
        try:
            is_valid = SignatureVerifier(self._secret, _Fixed(call.at)).is_valid(call.body, stamp, signature)
        except (ValueError, TypeError):  # neither text nor signs that can be compared
            is_valid = False
        if not is_valid:
            raise Forged(403, "wrong-signature")

    def greet(self, call: Webhook) -> Reply | None:
        """The challenge, when the address is entered in the app's settings; and the check of our certificate."""
        told = _told(call)
        if told.get("type") == "url_verification":
            return Reply(body=str(told.get("challenge", "")))
        return TAKEN if "ssl_check" in told else None

    def parse(self, call: Webhook) -> Parsed:
        """One event, or one tap."""
        told = _told(call)
        try:
            if told.get("type") == "event_callback":
                self._app = (str(told["api_app_id"]), str(told["team_id"]))
                return Parsed((read_event(told),))
            return Parsed((read_tap(told),))
        except (ValueError, TypeError, KeyError, AttributeError, IndexError):
            raise NotRead("not an event") from None

    def taken(self, call: Webhook) -> Reply:
        """Any 2xx within three seconds; an empty one also ends the waiting of a button."""
        return TAKEN

    async def send(self, piece: Piece, to: Address, dispatch: str) -> None:
        """Send it, so that no notice shows what a lock screen must not show."""
        await self._posting.send(piece, str(to["channel"]), dispatch)

    async def notice(self, incoming: Incoming) -> None:
        """Nothing: Slack shows no typing of an app, and a button has ended its waiting with our answer."""

    async def check(self) -> list[Check]:
        """The token, and what it may do."""
        try:
            answer = await self._api.post("auth.test")
        except Refused as refused:
            return [Check(False, "token", f"Slack could not be reached ({refused.code}). Try again.")]
        told = content_of(answer)
        if told.get("ok") is not True:
            code = str(told.get("error") or f"http {answer.status_code}")[:40]
            return [Check(False, "token", f"Slack does not know the token ({code}). See YARROW_SLACK_TOKEN.")]
        lacking = sorted(SCOPES - {scope.strip() for scope in answer.headers.get("x-oauth-scopes", "").split(",")})
        checks = [Check(True, "token", f"Slack knows the app as {told.get('user', '')} in {told.get('team', '')}.")]
        if lacking:
            sentence = f"Add {' and '.join(lacking)} under OAuth & Permissions, and install the app again."
            checks.append(Check(False, "rights", sentence))
        return checks

    async def setup(self, url: str) -> list[Check]:
        """Slack is told by hand, or by the manifest in docs/channels/slack.md."""
        sentence = f"Enter {url} in the app's settings, under Event Subscriptions and under Interactivity."
        return [*await self.check(), Check(False, "webhook", sentence)]

    def return_link(self) -> str | None:
        """Opens the app's messages; known once the app has been written to."""
        return "https://slack.com/app_redirect?app={}&team={}".format(*self._app) if self._app else None

    async def close(self) -> None:
        """Give back connections."""
        await self._api.close()


class _Fixed(Clock):
    """The moment at which the call came in."""

    def __init__(self, at: float) -> None:
        self._at = at

    def now(self) -> float:
        return self._at


def _told(call: Webhook) -> Mapping[str, Any]:
    """Events come as JSON, taps as a form whose field `payload` is JSON. Empty if it is neither."""
    try:
        if call.headers.get("content-type", "").startswith(FORM):
            fields = parse_qs(call.body.decode())
            told = json.loads(fields["payload"][0]) if "payload" in fields else {name: True for name in fields}
        else:
            told = json.loads(call.body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
