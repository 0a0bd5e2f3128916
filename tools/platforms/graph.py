"""What the doubles of Meta's platforms share: signatures, tokens, errors, challenges, windows."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tools.platforms.faults import Fault
from tools.platforms.platform import Platform, as_json
from tools.platforms.talk import Call

Act = Callable[[Request], Awaitable[Response]]
APP_SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
TOKEN = "EAAJinventedtokenofthedouble"
VERIFY_TOKEN = "agreed-in-the-dashboard"
DAY = 24 * 3600.0
# The HTTP status that comes with a code, where it is not 400; and the code of a fault that names only its status.
STATUS = {190: 401, 10: 403, 368: 403, 130429: 429, 131000: 500, 131016: 500, 133004: 503, 2: 503, 1200: 500}


class GraphDouble(Platform):
    """One app of Meta's. Meta tries a webhook again for days, ever more seldom; here for seconds."""

    tries_again = (0.05, 0.1, 0.2, 0.4, 0.8)
    busy_code = 4
    broken_code = 2

    def __init__(self, webhook: str = "", *, a_second: float | None = None) -> None:
        """See Platform."""
        super().__init__(webhook, a_second=a_second)
        self.app_secret, self.token, self.verify_token = APP_SECRET, TOKEN, VERIFY_TOKEN
        self.blocked: set[str] = set()  # people who take nothing from us
        self.tells = True  # whether it calls when something was sent
        self._heard: dict[str, float] = {}
        self._clock = threading.Lock()
        self._second = 0

    # ------------------------------------------------------------ calling
    def sign(self, payload: Any, attempt: int) -> Call:
        """Signed as Meta does: SHA-256 over the bytes, and the older SHA-1 beside it."""
        body = as_json(payload)
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "facebookexternalua",
            "X-Hub-Signature": "sha1=" + hmac.new(self.app_secret.encode(), body, hashlib.sha1).hexdigest(),
            "X-Hub-Signature-256": "sha256=" + hmac.new(self.app_secret.encode(), body, hashlib.sha256).hexdigest(),
        }
        return Call("POST", self.webhook, headers, body)

    def challenge(self, url: str, verify_token: str) -> bool:
        """Ask an address whether it is ours, as Meta does before it calls it."""
        challenge = str(secrets.randbelow(10**9))
        query = {"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": verify_token}
        try:
            answer = self._http.get(url, params=query)
        except httpx.HTTPError:
            return False
        return answer.status_code == 200 and answer.text == challenge

    # ------------------------------------------------------------ time
    def second(self) -> int:
        """When something was done, in whole seconds; each in one of its own, so that their order can be told."""
        with self._clock:
            self._second = max(int(time.time()), self._second + 1)
            return self._second

    def heard(self, chat: str) -> None:
        """Somebody wrote: for 24 hours they may be written to."""
        with self.lock:
            self._heard[chat] = time.time()

    def hours_pass(self, chat: str, hours: float) -> None:
        """As if it were so long since they wrote."""
        with self.lock:
            self._heard[chat] = time.time() - hours * 3600

    def days_silent(self, chat: str) -> float:
        """Days since they wrote."""
        with self.lock:
            return (time.time() - self._heard.get(chat, 0.0)) / DAY

    # ------------------------------------------------------------ errors
    def refusal(self, fault: Fault) -> Response:
        """`fault.code`: `190`, `10/2018278`; without one: the platform's own for that status."""
        status = fault.status or 500
        code = fault.code or str(self.busy_code if status == 429 else self.broken_code)
        answer = error(code, status)
        if fault.after is not None:
            answer.headers["Retry-After"] = str(int(fault.after) or 1)
        return answer

    def allowed(self, act: Act) -> Act:
        """An endpoint that wants our token."""

        async def endpoint(request: Request) -> Response:
            if request.headers.get("authorization") != f"Bearer {self.token}":
                return error("190")
            return await act(request)

        return endpoint


def error(code: str, status: int | None = None, details: str = "An error of the double.") -> JSONResponse:
    """An error as the Graph API words it."""
    number, _, subcode = code.partition("/")
    known: dict[str, Any] = {"error_subcode": int(subcode)} if subcode else {}
    content = {
        "message": f"(#{number}) {details}",
        "type": "OAuthException",
        "code": int(number),
        **known,
        "error_data": {"messaging_product": "whatsapp", "details": details},
        "fbtrace_id": "A" + secrets.token_hex(11),
    }
    return JSONResponse({"error": content}, status or STATUS.get(int(number), 400))
