"""What a call of Messenger brings.

Follows "Webhook event reference" of the Messenger Platform, one page for each event. What stands under `standby` is
left alone: another app, or a person in the page's inbox, has the conversation then, and would be talked over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from yarrow.gateway.channels.channel import Webhook
from yarrow.gateway.channels.incoming import Incoming, Kind, Parsed, Receipt
from yarrow.gateway.channels.platforms.meta import mapping, mappings, opened, words

GET_STARTED = "yarrow:start"  # what our start button brings, and no token can be
ATTACHMENTS: Mapping[str, Kind] = {
    "image": "picture",
    "audio": "voice",
    "video": "video",
    "reel": "video",
    "ig_reel": "video",
    "file": "file",
    "sticker": "sticker",
    "location": "location",
}
What = tuple[str, Kind, str | None, tuple[str, ...]]  # its event, its kind, its words, the tokens tapped


def parse(call: Webhook, page: str) -> Parsed:
    """What it brings for our page, in its order. Raises NotRead."""
    incoming: list[Incoming] = []
    receipts: list[Receipt] = []
    for entry in opened(call, "page"):
        if str(entry.get("id")) != page:
            continue  # one app may serve several pages, and each answers only its own people
        for event in mappings(entry.get("messaging")):
            if _is_echo(event, page):
                receipts += _receipt(event)
            else:
                incoming += _done(event, page)
    return Parsed(tuple(incoming), tuple(receipts))


def _is_echo(event: dict[str, Any], page: str) -> bool:
    sender = str(mapping(event.get("sender")).get("id"))
    return sender == page or mapping(event.get("message")).get("is_echo") is True


def _receipt(event: dict[str, Any]) -> Iterator[Receipt]:
    """A message of ours that has gone out; without our name in it, somebody has written by hand in the page's inbox."""
    dispatch = words(mapping(event.get("message")).get("metadata"))
    if dispatch is not None:
        yield Receipt(dispatch, "sent")


def _done(event: dict[str, Any], page: str) -> Iterator[Incoming]:
    person = words(mapping(event.get("sender")).get("id"))
    at = event.get("timestamp")
    if person is None:
        return
    for name, read in READERS.items():
        content = event.get(name)
        if not isinstance(content, dict):
            continue
        what = read(content, f"{person}:{at}")
        if what is not None:
            order = at / 1000 if isinstance(at, (int, float)) else None
            to = {"person": person}
            yield Incoming(what[0], f"{page}:{person}", to, what[1], what[2], what[3], order=order, mark=to)
        return


def _message(message: dict[str, Any], _: str) -> What | None:
    event, text = words(message.get("mid")), words(message.get("text"))
    if event is None:
        return None
    if message.get("is_deleted") is True:
        return f"deleted:{event}", "deletion", None, ()
    token = words(mapping(message.get("quick_reply")).get("payload"))
    if token is not None:
        return event, "tap", None, (token,)
    kind = _attached(mappings(message.get("attachments")))
    if kind is None or (kind == "other" and text):  # beside words: the address in them, shown as a card
        return event, "text" if text else "other", text, ()
    return event, kind, text, ()


def _attached(attachments: list[dict[str, Any]]) -> Kind | None:
    """What is attached; a sticker, should it also stand there as a picture, as it did until August 2026."""
    kinds = [
        "sticker" if "sticker_id" in mapping(one.get("payload")) else ATTACHMENTS.get(str(one.get("type")), "other")
        for one in attachments
    ]
    if not kinds:
        return None
    return "sticker" if "sticker" in kinds else kinds[0]


def _postback(postback: dict[str, Any], at: str) -> What | None:
    payload = words(postback.get("payload"))
    event = words(postback.get("mid")) or f"postback:{at}"
    if payload is None:  # as it is on standby
        return None
    return (event, "start", None, ()) if payload == GET_STARTED else (event, "tap", None, (payload,))


def _referral(_: dict[str, Any], at: str) -> What:
    return f"referral:{at}", "start", None, ()


def _reaction(reaction: dict[str, Any], at: str) -> What:
    return f"reaction:{at}:{reaction.get('mid')}", "reaction", None, ()


def _edit(edit: dict[str, Any], _: str) -> What | None:
    event = words(edit.get("mid"))
    return (f"edit:{edit.get('num_edit')}:{event}", "edit", words(edit.get("text")), ()) if event else None


# Everything else (`read`, `delivery`, `optin`, changes of who has the conversation, …) is nothing anybody said.
READERS: Mapping[str, Callable[[dict[str, Any], str], What | None]] = {
    "message": _message,
    "postback": _postback,
    "reaction": _reaction,
    "message_edit": _edit,
    "referral": _referral,
}
