"""How the conversation looks: pleasant on a terminal, plain lines in a pipe; urgent words stand out without colour."""

from __future__ import annotations

import contextlib
import textwrap
from collections.abc import Iterator
from typing import TextIO

from yarrow.terminal.message import Asking, Message
from yarrow.terminal.reply import marks

WIDTH = 78
URGENT = "URGENT - PLEASE READ THIS NOW"
TODAY = "TODAY - PLEASE READ THIS"
HELP = """\
Answer in your own words, or type the number of a choice (several: 1, 3).
  /why      why this is asked          /skip     leave this question out
  /back     change an earlier answer   /summary  what has been written down
  /pause    stop now, go on later      /brief    your page for the visit
  /help     this list                  /quit     leave"""


class Screen:
    """Shows messages on `out`: with rich if it is a terminal, otherwise as plain lines for scripts and tests."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.is_terminal = out.isatty()

    def show(self, message: Message) -> None:
        """One message, with its choices and the progress."""
        if message.level in ("T0", "T1", "T2"):
            self.urgent(message)
        else:
            self.say(message)
        if message.asking:
            self.choices(message.asking)

    def urgent(self, message: Message) -> None:
        """A frame of signs and a heading in capitals: unmistakable also without colour, and to a screen reader."""
        heading = URGENT if message.is_emergency else TODAY
        sign = "!" if message.is_emergency else "="
        lines = [sign * WIDTH, f"{sign * 3} {heading}", "", *wrapped(message.text), "", sign * WIDTH]
        self.write("\n" + "\n".join(lines), style="bold red" if message.is_emergency else "bold yellow")

    def say(self, message: Message) -> None:
        """Who speaks, and the words."""
        staff = f"{message.by} (clinic)" if message.by else "Clinic"
        who = {"patient": "You", "staff": staff}.get(message.sender, "Yarrow")
        named = f"{who}:".ljust(7) + " "
        first, *rest = wrapped(message.text, indent=8, first=len(named))
        self.write("")
        self.write(f"{named}{first.strip()}", style="dim" if message.sender == "patient" else "")
        for line in rest:
            self.write(line)

    def choices(self, asking: Asking) -> None:
        """The choices with what to type for each, and how far along this is."""
        for mark, choice in zip(marks(asking), asking.choices, strict=False):
            self.write("\n".join(wrapped(f"{mark}) {choice.label}", indent=12, first=8)), style="cyan")
        notes = ["several are possible: 1, 3"] if asking.takes_several and asking.choices else []
        if asking.of:
            notes.append(f"{asking.done} of {asking.of} answered")
        if notes:
            self.write(f"        ({'; '.join(notes)})", style="dim")

    def note(self, sentence: str) -> None:
        """Something the client itself has to say."""
        for line in sentence.splitlines():
            self.write(f"-- {line}" if not self.is_terminal else line, style="italic")

    def write(self, text: str, *, style: str = "") -> None:
        """One piece of text; never read as markup."""
        if self.is_terminal:
            from rich.console import Console
            from rich.text import Text

            Console(file=self.out, highlight=False).print(Text(text, style=style))
        else:
            print(text, file=self.out, flush=True)

    @contextlib.contextmanager
    def waiting(self, reader: str | None = None) -> Iterator[None]:
        """Shows that an answer is awaited; `reader`: the person it goes to, who may take their time."""
        if not self.is_terminal:
            yield
            return
        from rich.console import Console

        with Console(file=self.out).status("Sending …" if reader else "Yarrow is reading …"):
            yield


def wrapped(text: str, *, indent: int = 0, first: int = 0) -> list[str]:
    """The text in lines of at most 78 characters; its own line breaks are kept."""
    lines: list[str] = []
    for number, paragraph in enumerate(text.splitlines() or [""]):
        lead = " " * (first if number == 0 else indent)
        lines += textwrap.wrap(paragraph, WIDTH, initial_indent=lead, subsequent_indent=" " * indent) or [""]
    return lines
