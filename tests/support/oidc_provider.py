"""A sign-in provider for tests: discovery, keys, codes and signed tokens, as OpenID Connect says, over real HTTP."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "yarrow-console", "a secret: of the provider & us"


class OidcProvider:
    """`with OidcProvider() as provider`. `person`: who signs in there; `spoil`: what is made wrong in their token."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {}
        self.spoil: dict[str, Any] = {}
        self.down = False
        self.key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig"}, auto_kid=False)
        self._published = self.key
        self._asked: dict[str, dict[str, str]] = {}

    def __enter__(self) -> OidcProvider:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.answer(self, {})

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
                provider.answer(self, {name: values[0] for name, values in parse_qs(body).items()})

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def sign_in(self, address: str) -> str:
        """What a browser does that is sent there and whose owner signs in: where it is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert address.startswith(f"{self.issuer}/authorize?")
        assert (asked["response_type"], asked["client_id"]) == ("code", CLIENT)
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(12)
        self._asked[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def new_key(self) -> None:
        """As providers do from time to time: sign with a new one, and publish it."""
        self.key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig"}, auto_kid=False)
        self._published = self.key

    def answer(self, request: BaseHTTPRequestHandler, form: dict[str, str]) -> None:
        """Answer one request."""
        path = urlsplit(request.path).path
        status, content = 404, {}
        if self.down:
            status = 503
        elif path == "/.well-known/openid-configuration":
            status, content = 200, self._about()
        elif path == "/keys":
            status, content = 200, KeySet([self._published]).as_dict(private=False)
        elif path == "/token":
            status, content = self._token(request.headers.get("Authorization", ""), form)
        body = json.dumps(content).encode()
        request.send_response(status)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def _about(self) -> dict[str, Any]:
        return {
            "issuer": self.spoil.get("issuer", self.issuer),
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def _token(self, authorization: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """A code is good once, for who asked with it, with the verifier that belongs to its challenge."""
        asked = self._asked.pop(form.get("code", ""), None)
        name, _, secret = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        challenge = (
            base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
        )
        right_client = (name, secret) == (CLIENT, urlencode({"": SECRET})[1:])
        if not asked or not right_client or challenge != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        if form["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **({"auth_time": now} if "max_age" in asked else {}),  # only then it has to be told
            **self.person,
        }
        header = {"alg": "RS256", "kid": self.key.kid, **self.spoil.get("header", {})}
        key = self.spoil.get("key", self.key)
        told = {**claims, **self.person, **self.spoil.get("claims", {})}
        token = jwt.encode(header, told, key, algorithms=["RS256", "HS256"])
        return 200, {"access_token": secrets.token_hex(8), "token_type": "Bearer", "id_token": token}
