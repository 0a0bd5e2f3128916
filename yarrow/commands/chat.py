"""`yarrow chat`: talk to Yarrow in the terminal, over the same chat API as the widget."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from yarrow.commands.errors import CommandError
from yarrow.commands.settings import gateway_address, settings
from yarrow.terminal.api import Away, ChatApi, Refused
from yarrow.terminal.conversation import Conversation, converse, settle
from yarrow.terminal.screen import Screen


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow chat` takes."""
    parser.add_argument("--url", help="address of the gateway (default: the one of this machine's settings)")
    parser.add_argument("--resume", metavar="CODE", help="go on with an interrupted conversation")
    parser.add_argument("--locale", help="where the patient lives, if known: UK US IE EU AU NZ CA IN other")
    parser.add_argument("--wait", type=float, default=60.0, metavar="SECONDS", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """Talk until the patient leaves; 1 if the conversation could not begin."""
    url = arguments.url or gateway_address(settings())
    screen = Screen(sys.stdout)
    conversation = Conversation(ChatApi(url), screen)
    try:
        begin(conversation, arguments)
        if sys.stdin.isatty():
            screen.note("Type /help for what you can do here.")
            converse(conversation, typed_lines(screen))
        else:
            converse(conversation, piped_lines)
            settle(conversation, arguments.wait)
        conversation.offer_code()
    finally:
        conversation.end()
    return 0


def begin(conversation: Conversation, arguments: argparse.Namespace) -> None:
    """Open the conversation or go on with it. Raises CommandError with what to do if that cannot be."""
    url = conversation.api.url
    try:
        conversation.begin(code=arguments.resume, locale=arguments.locale)
    except Away:
        advice = "Start Yarrow with `make run`, or give its address with --url."
        raise CommandError(f"nobody answers at {url}. {advice}") from None
    except Refused as refused:
        raise CommandError(str(refused)) from None
    except KeyError:
        raise CommandError(f"what answers at {url} is not Yarrow's chat API.") from None


def piped_lines() -> str:
    """The next line of a file or a pipe. Raises EOFError at its end."""
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def typed_lines(screen: Screen) -> Callable[[], str]:
    """Lines typed at a prompt that late messages do not garble."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.patch_stdout import patch_stdout

    session: PromptSession[str] = PromptSession()

    def next_line() -> str:
        with patch_stdout(raw=True):
            screen.out = sys.stdout
            try:
                return session.prompt("\n> ")
            finally:
                screen.out = sys.__stdout__ or sys.stdout

    return next_line
