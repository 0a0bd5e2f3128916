"""What `yarrow channels check` and `setup` do for Messenger."""

from __future__ import annotations

from typing import Any

from yarrow.gateway.channels.channel import Check
from yarrow.gateway.channels.platforms.graph import Graph
from yarrow.gateway.channels.platforms.graph_errors import explained
from yarrow.gateway.channels.platforms.messenger.parsing import GET_STARTED
from yarrow.gateway.channels.platforms.meta import mappings, words
from yarrow.gateway.channels.refused import Refused
from yarrow.messengers import Messenger
from yarrow.protocol.loader import ROOT
from yarrow.protocol.wording import load_wording

FIELDS = (
    "messages",
    "messaging_postbacks",
    "messaging_referrals",
    "message_echoes",
    "message_reactions",
    "message_edits",
)
PAGE = "docs/channels/messenger.md"
REASONS = {
    "190": "The token has run out or was withdrawn. Make a new page token and put it into YARROW_MESSENGER_TOKEN.",
    "10": "The app may not write for this page yet: it needs the permission pages_messaging.",
    "200": "The app may not see to this page: it needs the permissions pages_messaging and pages_manage_metadata.",
    "100": "There is no page of that id, or the token is another page's. Compare YARROW_MESSENGER_PAGE.",
    "no connection": "Meta was not reached. Look at the network, at a firewall, and at YARROW_MESSENGER_API.",
}
GREETING_AT_MOST = 160


async def check(graph: Graph, settings: Messenger) -> list[Check]:
    """The token, the page, what the page tells us of, the start button."""
    try:
        page = await graph.get(settings.page, fields="name")
        apps = await graph.get(f"{settings.page}/subscribed_apps", fields="subscribed_fields")
        profile = await graph.get("me/messenger_profile", fields="get_started")
    except Refused as refused:
        return [Check(False, "token", explained(refused, REASONS, PAGE))]
    return [
        Check(True, "token", f"The token is valid and speaks for the page {words(page.get('name')) or settings.page}."),
        _subscribed(apps),
        _start_button(profile),
        _people(settings),
    ]


async def setup(graph: Graph, settings: Messenger, url: str) -> list[Check]:
    """Have the page tell us, and make the start button and the words above it."""
    by_hand = (
        "One thing can't be done from here. Open the app's dashboard, Messenger → Messenger API settings → Webhooks. "
        f"Callback address: {url}. Verify token: {settings.verify_token}. Fields: {', '.join(FIELDS)}. "
        "docs/channels/messenger.md, step 4."
    )
    return [
        await _do(graph, "page", f"{settings.page}/subscribed_apps", {"subscribed_fields": ",".join(FIELDS)}),
        await _do(graph, "start", "me/messenger_profile", _profile()),
        Check(True, "by hand", by_hand),
    ]


async def _do(graph: Graph, about: str, path: str, content: dict[str, Any]) -> Check:
    try:
        await graph.post(path, content)
    except Refused as refused:
        return Check(False, about, explained(refused, REASONS, PAGE))
    return Check(True, about, SAID[about])


SAID = {
    "page": "The page tells the app of what people write to it.",
    "start": "People see a start button and the greeting before they write.",
}


def _profile() -> dict[str, Any]:
    greeting = " ".join(load_wording(ROOT)["messenger.greeting"].split())
    return {
        "get_started": {"payload": GET_STARTED},
        "greeting": [{"locale": "default", "text": greeting}],
    }


def _subscribed(apps: dict[str, Any]) -> Check:
    told = {field for app in mappings(apps.get("data")) for field in app.get("subscribed_fields") or ()}
    missing = [field for field in FIELDS if field not in told]
    if missing:
        sentence = f"The page does not tell us of {', '.join(missing)}. Run `yarrow channels setup messenger`."
        return Check(False, "page", sentence)
    return Check(True, "page", SAID["page"])


def _start_button(profile: dict[str, Any]) -> Check:
    set_up = any("get_started" in one for one in mappings(profile.get("data")))
    if not set_up:
        return Check(False, "start", "There is no start button. Run `yarrow channels setup messenger`.")
    return Check(True, "start", SAID["start"])


def _people(settings: Messenger) -> Check:
    hours = "seven days" if settings.human_agent else "24 hours"
    return Check(True, "window", f"The clinic's staff can write for {hours} after the person last wrote.")
