"""The addresses that are there before anybody is signed in."""

from __future__ import annotations

from starlette.routing import Route

from yarrow.console.entry.enrol import Enrol
from yarrow.console.entry.provider import ProviderSignIn
from yarrow.console.entry.sign_in import SignIn
from yarrow.console.parts import Parts


def public_routes(parts: Parts) -> tuple[Route, ...]:
    """Every one of them: nothing of a patient is behind any."""
    sign_in, enrol, provider = SignIn(parts), Enrol(parts), ProviderSignIn(parts)
    return (
        Route("/sign-in", sign_in.ask, methods=["GET"]),
        Route("/sign-in", sign_in.enter, methods=["POST"]),
        Route("/sign-in/code", sign_in.ask_code, methods=["GET"]),
        Route("/sign-in/code", sign_in.enter_code, methods=["POST"]),
        Route("/sign-in/provider", provider.leave, methods=["GET"]),
        Route("/sign-in/provider/back", provider.back, methods=["GET"]),
        Route("/enrol/{code}", enrol.ask, methods=["GET"]),
        Route("/enrol/{code}", enrol.enter, methods=["POST"]),
    )
