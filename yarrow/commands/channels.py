"""`yarrow channels list|setup|check|test|lint`: the messaging apps, and what to do before patients write there."""

from __future__ import annotations

import argparse
import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from yarrow.commands.channel_state import FIRST, PAGES, webhook
from yarrow.commands.desk import load_protocol
from yarrow.commands.errors import CommandError
from yarrow.commands.settings import settings
from yarrow.messengers import NAMES, Messengers
from yarrow.settings import messengers

if TYPE_CHECKING:
    from yarrow.gateway.channels.channel import Channel, Check

T = TypeVar("T")
TEST = "This is a test of the clinic's messages. There is nothing to do."
NUMBER = re.compile(r"\+[1-9]\d{6,14}")
# What `test --to` takes, by channel: how it is written, and what the adapter needs of it.
ADDRESSES: Mapping[str, tuple[str, re.Pattern[str], Callable[[str], dict[str, Any]]]] = {
    "whatsapp": ("a number, as in +447700900123", NUMBER, lambda to: {"phone": to[1:]}),
    "twilio_whatsapp": ("a number, as in +447700900123", NUMBER, lambda to: {"to": f"whatsapp:{to}"}),
    "telegram": ("the chat's id, digits only", re.compile(r"-?\d+"), lambda to: {"chat": int(to)}),
    "messenger": ("the person's id for the page, digits only", re.compile(r"\d+"), lambda to: {"person": to}),
    "slack": ("the id of a person or a channel, as in U012AB3CD", re.compile(r"[A-Z0-9]+"), lambda to: {"channel": to}),
    "sms": ("a number, as in +447700900123", NUMBER, lambda to: {"to": to}),
}  # fmt: skip
# What became of a test that did not go, in words.
REASONS = {
    "later": "not now; try again in a minute",
    "never": "not to this address",
    "window": "the person has to write first; after that there are 24 hours",
    "stopped": "the person has told the app to stop messages",
    "ours": "the token or a setting is wrong; `yarrow channels check` says more",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow channels` takes."""
    whats = parser.add_subparsers(dest="what", required=True, metavar="list|setup|check|test|lint")
    whats.add_parser("list", help="every messaging app: whether it is set up, and where it calls")
    setup = whats.add_parser("setup", help="tell the platform where to call, as far as it lets itself be told")
    setup.add_argument("name", choices=NAMES, metavar="NAME", help=", ".join(NAMES))
    check = whats.add_parser("check", help="look at token, sender and webhook; exit code 1 if something is to be done")
    check.add_argument("name", nargs="?", choices=NAMES, metavar="NAME", help="one of them (default: all set up)")
    test = whats.add_parser("test", help="send one message without content to an address of your own")
    test.add_argument("name", choices=NAMES, metavar="NAME", help=", ".join(NAMES))
    test.add_argument("--to", required=True, metavar="ID", help="a number, or the platform's id; a member of staff's")
    lint = whats.add_parser("lint", help="can every question be put on every platform, with every answer")
    lint.add_argument("--table", action="store_true", help="question by platform: in which form it is put")
    parser.epilog = "Settings are environment variables: docs/running.md. A page for each app: docs/channels/."


def run(arguments: argparse.Namespace) -> int:
    """Do it, say what is true now; 1 if something is left to do."""
    if arguments.what == "lint":
        return lint(as_table=arguments.table)
    web = settings()
    if arguments.what == "list":
        show(web.messengers)
        return 0
    ready = messengers(web)
    if arguments.what == "setup":
        return setup(ready, arguments.name)
    if arguments.what == "check":
        return check(ready, [arguments.name] if arguments.name else [name for name in NAMES if ready.has(name)])
    return test(ready, arguments.name, arguments.to)


def show(given: Messengers) -> None:
    """One line each: its name, where it calls, or what would set it up."""
    for name in NAMES:
        if given.has(name):
            where = webhook(given, name) or "set YARROW_PUBLIC_URL, so that it knows where to call"
            print(f"on   {name:<15}  {where}")
        else:
            print(f"off  {name:<15}  set {FIRST[name]} ({PAGES[name]})")


def setup(given: Messengers, name: str) -> int:
    """The platform knows where to call, or what is left to do by hand is said."""
    channel = built(given, name)
    url = webhook(given, name)
    if url is None:
        raise CommandError("YARROW_PUBLIC_URL is not set: no platform can call an address it does not know.")
    return said(name, in_loop(channel, lambda: channel.setup(url)))


def check(given: Messengers, names: Sequence[str]) -> int:
    """What is to be done is said, for each channel."""
    if not names:
        print("No messaging app is set up; `yarrow channels list` says what would do it.")
    left = 0
    for name in names:
        channel = built(given, name)
        left += said(name, in_loop(channel, channel.check))
    return 1 if left else 0


def test(given: Messengers, name: str, to: str) -> int:
    """One message has gone to that address, or why it has not is said."""
    channel = built(given, name)
    how, form, address = ADDRESSES[name]
    whom = re.sub(r"[ ()]", "", to)
    if form.fullmatch(whom) is None:
        raise CommandError(f"that is no address on {name}: write {how}.")
    refusal = in_loop(channel, lambda: sent(channel, address(whom)))
    if refusal:
        raise CommandError(f"it did not go: {refusal}.")
    print(f"Sent. Look at {channel.title} whether it has arrived.")
    return 0


async def sent(channel: Channel, address: dict[str, Any]) -> str | None:
    """Why the message did not go; None if it did."""
    from yarrow.gateway.channels.piece import Piece
    from yarrow.gateway.channels.refused import Refused

    try:
        await channel.send(Piece(TEST), address, "test")
    except Refused as refused:
        return f"{REASONS[refused.reason]} ({refused.code})"
    return None


def lint(*, as_table: bool) -> int:
    """Every question can be put everywhere, or each that cannot is named."""
    from yarrow.gateway.channels.rendering import lint as linting
    from yarrow.gateway.channels.rendering.table import table

    protocol = load_protocol()
    if as_table:
        print(table(protocol))
        return 0
    findings = linting.lint(protocol)
    for finding in findings:
        print(finding)
    if findings:
        print(f"To mend: {len(findings)}.")
        return 1
    print(f"Every question can be put on {len(NAMES)} platforms, with every answer.")
    return 0


def built(given: Messengers, name: str) -> Channel:
    """The channel. Raises CommandError if it is not set up."""
    from yarrow.gateway.channels.registry import builder

    channel = builder(name)(given) if given.has(name) else None
    if channel is None:
        raise CommandError(f"{name} is not set up: set {FIRST[name]}; {PAGES[name]} says how to get it.")
    return channel


def in_loop(channel: Channel, act: Callable[[], Awaitable[T]]) -> T:
    """What `act` comes to; the channel's connections are given back."""

    async def acted() -> T:
        try:
            return await act()
        finally:
            await channel.close()

    return asyncio.run(acted())


def said(name: str, checks: Sequence[Check]) -> int:
    """How many are not well, after a line for each."""
    for one in checks:
        print(f"{'ok   ' if one.is_well else 'TO DO'}  {name:<15}  {one.about}: {one.sentence}")
    return 1 if any(not one.is_well for one in checks) else 0
