"""The addresses of one's own account."""

from __future__ import annotations

from yarrow.console.door import Door
from yarrow.console.entry.code_app import CodeApp
from yarrow.console.entry.confirm import Confirm
from yarrow.console.entry.own import Own
from yarrow.console.parts import Parts
from yarrow.console.rights import Right


def doors(parts: Parts) -> tuple[Door, ...]:
    """Every one of them."""
    own, confirm, app = Own(parts), Confirm(parts), CodeApp(parts)
    return (
        Door("GET", "/", Right.OWN, own.first),
        Door("GET", "/still-here", Right.OWN, own.still_here),
        Door("POST", "/sign-out", Right.OWN, own.sign_out),
        Door("GET", "/confirm", Right.OWN, confirm.ask),
        Door("POST", "/confirm", Right.OWN, confirm.enter),
        Door("GET", "/me", Right.OWN, own.show),
        Door("POST", "/me/sessions/end", Right.OWN, own.end_session),
        Door("POST", "/me/password", Right.OWN, own.change_password),
        Door("GET", "/me/code", Right.OWN, app.ask, fresh=True),
        Door("GET", "/me/code.svg", Right.OWN, app.picture, fresh=True),
        Door("POST", "/me/code", Right.OWN, app.set_up, fresh=True),
        Door("POST", "/me/recovery", Right.OWN, app.new_codes, fresh=True),
    )
