"""The clinic's sign-in provider (OpenID Connect): code flow with PKCE; nothing that comes back is taken unchecked."""

from __future__ import annotations

import base64
import secrets
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from yarrow.settings import Oidc

# Signed by a key only the provider has: a shared secret, or no signature at all, is not enough.
ALGORITHMS = ["RS256", "PS256", "ES256"]
SECONDS = 5.0
LEEWAY = 60
KNOWN_FOR = 3600.0


class ProviderFailed(Exception):
    """The provider cannot be reached, or what it said is not to be believed. The message is a word for the log."""


@dataclass(frozen=True)
class Errand:
    """What is kept in the browser until it comes back: none of it is good for anything without the rest."""

    state: str
    nonce: str
    verifier: str
    onwards: str


@dataclass(frozen=True)
class Person:
    """Who the provider says it is. `email`: only if the provider has verified it; else empty.

    `proved_at`: when they last showed the provider who they are, in seconds since 1970; None if it does not say.
    """

    subject: str
    email: str
    proved_at: float | None


class Provider:
    """Speaks with one provider."""

    def __init__(self, settings: Oidc, back: str) -> None:
        """`back`: the address the browser is sent back to, as the provider knows it."""
        self._settings, self._back = settings, back
        self._known: dict[str, Any] = {}
        self._known_until = 0.0

    def errand(self, onwards: str) -> Errand:
        """A new one."""
        return Errand(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48), onwards)

    async def address(self, errand: Errand, *, again: bool) -> str:
        """Where the browser goes; `again`: the person is to prove anew who they are. Raises ProviderFailed."""
        async with self._client() as client:
            about = await self._about(client)
        asked = {
            "response_type": "code",
            "client_id": self._settings.client,
            "redirect_uri": self._back,
            "scope": "openid email profile",
            "state": errand.state,
            "nonce": errand.nonce,
            "code_challenge": create_s256_code_challenge(errand.verifier),
            "code_challenge_method": "S256",
            **({"prompt": "login", "max_age": "0"} if again else {}),
        }
        there = about["authorization_endpoint"]
        return f"{there}{'&' if '?' in there else '?'}{urlencode(asked)}"

    async def person(self, code: str, errand: Errand) -> Person:
        """Who came back with this code. Raises ProviderFailed."""
        async with self._client() as client:
            about = await self._about(client)
            claims = await self._claims(client, about, await self._token(client, about, code, errand), errand)
        email = str(claims.get("email") or "") if claims.get("email_verified") is True else ""
        told = claims.get("auth_time")
        proved_at = float(told) if isinstance(told, (int, float)) else None
        return Person(f"{about['issuer']} {claims['sub']}"[:255], email, proved_at)

    async def _token(self, client: httpx.AsyncClient, about: dict[str, Any], code: str, errand: Errand) -> str:
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._back,
            "code_verifier": errand.verifier,
        }
        pair = urlencode({"": self._settings.client})[1:], urlencode({"": self._settings.secret})[1:]
        basic = base64.b64encode(":".join(pair).encode()).decode()
        headers = {"Authorization": f"Basic {basic}", "Accept": "application/json"}
        given = await _json(client, "POST", about["token_endpoint"], data=asked, headers=headers)
        if not isinstance(given.get("id_token"), str):
            raise ProviderFailed("no-id-token")
        return str(given["id_token"])

    async def _claims(
        self, client: httpx.AsyncClient, about: dict[str, Any], token: str, errand: Errand
    ) -> dict[str, Any]:
        """What the signed token says, all of it checked. A key that is not known yet is asked for once."""
        registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        options = {
            "iss": {"essential": True, "value": about["issuer"]},
            "aud": {"essential": True, "value": self._settings.client},
        }
        try:
            try:
                decoded = jwt.decode(token, await self._keys(client, about), registry=registry)
            except InvalidKeyIdError:
                decoded = jwt.decode(token, await self._keys(client, about, anew=True), registry=registry)
            params = {"nonce": errand.nonce, "client_id": self._settings.client}
            claims = CodeIDToken(decoded.claims, decoded.header, options, params)
            claims.validate(leeway=LEEWAY)
        except (JoseError, ValueError, TypeError, KeyError):
            raise ProviderFailed("token-not-valid") from None
        return dict(claims)

    async def _about(self, client: httpx.AsyncClient) -> dict[str, Any]:
        """What the provider says of itself; asked for once an hour."""
        if time.monotonic() > self._known_until:
            issuer = self._settings.issuer
            found = await _json(client, "GET", f"{issuer}/.well-known/openid-configuration")
            needed = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
            if any(not isinstance(found.get(name), str) for name in needed) or found["issuer"].rstrip("/") != issuer:
                raise ProviderFailed("wrong-discovery")
            if issuer.startswith("https://") and any(not found[name].startswith("https://") for name in needed):
                raise ProviderFailed("not-https")
            self._known, self._known_until = found, time.monotonic() + KNOWN_FOR
        return self._known

    async def _keys(self, client: httpx.AsyncClient, about: dict[str, Any], *, anew: bool = False) -> KeySet:
        if anew or "keys" not in about:
            about["keys"] = await _json(client, "GET", about["jwks_uri"])
        return KeySet.import_key_set(about["keys"])

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(timeout=SECONDS, follow_redirects=False)


async def _json(client: httpx.AsyncClient, method: str, url: str, **more: Any) -> dict[str, Any]:
    try:
        answer = await client.request(method, url, **more)
        given = answer.json() if answer.status_code == 200 else None
    except (httpx.HTTPError, ValueError):
        raise ProviderFailed("not-reached") from None
    if not isinstance(given, dict):
        raise ProviderFailed("refused")
    return given
