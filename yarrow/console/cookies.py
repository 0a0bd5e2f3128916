"""What the console keeps in a browser: the key of a session, and that somebody signed in from here before."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

SESSION = "yarrow_staff"
HALF = "yarrow_staff_code"  # the password was right, the second factor is awaited
DEVICE = "yarrow_staff_device"
PROVIDER = "yarrow_staff_provider"  # on the way to the sign-in provider and back


def put(response: Response, request: Request, name: str, value: str, *, lasts: timedelta | None = None) -> None:
    """Keep something where no script reads it; over https it is sent over https only. No time: until it closes."""
    response.set_cookie(
        name,
        value,
        max_age=int(lasts.total_seconds()) if lasts else None,
        path="/",
        secure=is_secure(request),
        httponly=True,
        samesite="lax",
    )


def drop(response: Response, request: Request, *names: str) -> None:
    """Forget what is kept under these names."""
    for name in names:
        response.delete_cookie(name, path="/", secure=is_secure(request), httponly=True, samesite="lax")


def is_secure(request: Request) -> bool:
    """Whether the browser came over https."""
    return request.url.scheme == "https"
