"""What `yarrow channels check` and `setup` do for WhatsApp."""

from __future__ import annotations

from typing import Any

from yarrow.gateway.channels.channel import Check
from yarrow.gateway.channels.platforms.graph import Graph
from yarrow.gateway.channels.platforms.graph_errors import explained
from yarrow.gateway.channels.platforms.meta import mapping, words
from yarrow.gateway.channels.refused import Refused
from yarrow.messengers import Whatsapp

FIELDS = "verified_name,display_phone_number,quality_rating,webhook_configuration"
PAGE = "docs/channels/whatsapp.md"
REASONS = {
    "190": "The token has run out or was withdrawn. Make a new one that never runs out "
    "(docs/channels/whatsapp.md, step 3) and put it into YARROW_WHATSAPP_TOKEN.",
    "100/33": "There is no phone number of that id, or the token may not use it. Compare YARROW_WHATSAPP_NUMBER with "
    "“Phone number ID” under WhatsApp → API Setup (it is not the telephone number).",
    "no connection": "Meta was not reached. Look at the network, at a firewall, and at YARROW_WHATSAPP_API.",
}
BY_HAND = (
    "In the app's dashboard, WhatsApp → Configuration → Webhook fields: “messages” has to be subscribed. This can't be "
    "done from here. docs/channels/whatsapp.md, step 5."
)


async def check(graph: Graph, settings: Whatsapp) -> list[Check]:
    """The token, the number, where its calls go, the template."""
    try:
        number = await graph.get(settings.number, fields=FIELDS)
    except Refused as refused:
        return [Check(False, "token", explained(refused, REASONS, PAGE))]
    return [
        Check(True, "token", "The token is valid and may use the number."),
        _sender(number),
        _webhook(number),
        _template(settings),
    ]


async def setup(graph: Graph, settings: Whatsapp, url: str) -> list[Check]:
    """Tell WhatsApp to call `url` for our number. Meta calls it at once, with the verify token, so it has to answer."""
    wanted = {"override_callback_uri": url, "verify_token": settings.verify_token}
    try:
        await graph.post(settings.number, {"webhook_configuration": wanted})
    except Refused as refused:
        return [
            Check(
                False,
                "webhook",
                f"WhatsApp did not take the address ({refused.code}). It called {url} first: is Yarrow running and "
                "reached there from outside, over https? Otherwise: " + explained(refused, REASONS, PAGE),
            )
        ]
    return [Check(True, "webhook", f"WhatsApp calls {url}."), Check(True, "by hand", BY_HAND)]


def _sender(number: dict[str, Any]) -> Check:
    name, shown = words(number.get("verified_name")), words(number.get("display_phone_number"))
    rating = words(number.get("quality_rating")) or "UNKNOWN"
    if rating == "RED":
        sentence = "WhatsApp rates the quality as low: people block or report the number. Meta may limit or stop it."
        return Check(False, "sender", sentence)
    return Check(True, "sender", f"Messages come from {name or 'an unnamed account'}, {shown or 'number not shown'}.")


def _webhook(number: dict[str, Any]) -> Check:
    where = mapping(number.get("webhook_configuration"))
    calls = next(
        (url for place in ("phone_number", "whatsapp_business_account", "application") if (url := where.get(place))),
        None,
    )
    if not isinstance(calls, str):
        return Check(False, "webhook", "WhatsApp does not know where to call. Run `yarrow channels setup whatsapp`.")
    if not calls.endswith("/channels/whatsapp"):
        sentence = f"WhatsApp calls {calls}, which is not Yarrow's. Run `yarrow channels setup whatsapp`."
        return Check(False, "webhook", sentence)
    return Check(True, "webhook", f"WhatsApp calls {calls}.")


def _template(settings: Whatsapp) -> Check:
    if settings.template is None:
        sentence = "No template: a message that comes after 24 hours waits until the person writes."
        return Check(True, "template", sentence)
    return Check(True, "template", f"After 24 hours the template {settings.template} asks the person to write.")
