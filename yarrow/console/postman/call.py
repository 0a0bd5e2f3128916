"""Letters by webhook, signed as Standard Webhooks asks for."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import httpx
from standardwebhooks.webhooks import Webhook as Signer

from yarrow.console.postman.letter import link
from yarrow.console.postman.refused import Refused
from yarrow.post import Webhook
from yarrow.store.notice_values import Letter

PATIENCE = 10.0


class Call:
    """One address to call."""

    def __init__(self, webhook: Webhook, console: str) -> None:
        self._url = webhook.url
        self._signer = Signer(webhook.secret)
        self._console = console

    def send(self, letter: Letter) -> None:
        """Call it; any answer from 200 to 299 means that it was taken. Raises Refused with a short code."""
        body = self._body(letter)
        now = datetime.now(timezone.utc)
        headers = {
            "content-type": "application/json",
            "webhook-id": letter.id,  # the same at every try: whoever keeps it takes the call once
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._signer.sign(letter.id, now, body),
        }
        try:
            with httpx.Client(timeout=PATIENCE, follow_redirects=False) as client:
                answer = client.post(self._url, content=body.encode(), headers=headers)
        except httpx.TimeoutException:
            raise Refused("timeout") from None
        except httpx.HTTPError as error:
            raise Refused(type(error).__name__) from None
        if not answer.is_success:
            raise Refused(f"http {answer.status_code}")

    def _body(self, letter: Letter) -> str:
        told = {"notice": letter.notice, "link": link(self._console, letter)}
        return json.dumps({"type": "notice.raised", "timestamp": letter.made_at.isoformat(), "data": told})
